// What the starter model is chosen from: a feature set, a learner, its parameters, and how many columns it sees. Only what fits into 3 MB
// is a candidate: the support vectors of an SVM on all 1,417 rich columns take 6 MB.
const svm = (set, C, select) => ({ set, model: 'svm', params: { C }, ...(select && { select }) });
// scikit-learn's tolerance: the product's own, a thousandth of it, takes several times as long for a label in hundreds.
const logistic = (set, C) => ({ set, model: 'logistic', params: { C, tolerance: 1e-4 } });

export const candidates = [
  svm('conventional', 1),
  svm('conventional', 10),
  svm('rich', 1, 200),
  svm('rich', 1, 400),
  ...[0.001, 0.003, 0.01, 0.03].map((C) => logistic('rich', C)),
  { set: 'rich', model: 'rf', params: { nTrees: 100 }, select: 400 },
];

/** Each clip is learnt from at three levels, since the level of a user's recordings is that of their microphone. */
export const AUGMENT = 'gain:12,gain:-12';
/** What `choose.mjs` chose over all speakers. */
export const chosen = logistic('rich', 0.003);
/** The share of its answers that is to be right; below the confidence for it the model says "uncertain". */
export const CERTAIN = 0.7;

/** The clips are at 16 kHz, so all clips are judged at it. */
export const RATE = 16_000;

export const nameOf = ({ set, model, params, select }) => `${model} on ${select ? `${select} columns of ` : ''}${set}${Object.entries(params).map(([name, value]) => `, ${name} ${value}`).join('')}`;
