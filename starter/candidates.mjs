// What the starter model was chosen from: a feature set, a learner, its parameters, and how many columns it sees. Only what fits into 3 MB
// is a candidate: the support vectors of an SVM on all 1,417 rich columns take 6 MB.
const svm = (set, C, select) => ({ set, model: 'svm', params: { C }, ...(select && { select }) });

// scikit-learn's tolerance: the product's own, a thousandth of it, takes several times as long for a label in hundreds.
const logistic = (set, C) => ({ set, model: 'logistic', params: { C, tolerance: 1e-4 } });

export const candidates = [
  svm('conventional', 1),
  svm('conventional', 10),
  logistic('conventional', 0.1),
  { set: 'conventional', model: 'rf', params: { nTrees: 100 } },
  ...[200, 400, 600].flatMap((select) => [1, 10].map((C) => svm('rich', C, select))),
  ...[0.001, 0.003, 0.01, 0.03, 0.1].map((C) => logistic('rich', C)),
  { set: 'rich', model: 'rf', params: { nTrees: 100 }, select: 400 },
  { set: 'rich', model: 'xgboost', params: { nRounds: 100, maxDepth: 4 }, select: 200 },
];

export const nameOf = ({ set, model, params, select }) => `${model} on ${select ? `${select} of the ` : ''}${set}${Object.entries(params).map(([name, value]) => `, ${name} ${value}`).join('')}`;
