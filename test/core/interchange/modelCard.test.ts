import { describe, expect, it } from 'vitest';
import { formatModelCard } from '../../../src/core/interchange/modelCard.ts';
import type { EvaluationRun } from '../../../src/core/evaluation/evaluationRun.ts';
import { describeModel } from './foreignModels.ts';

const described = (trainedOn: object = {}) => {
  const description = describeModel('svm', ['angry', 'sad'], ['a', 'b'], { C: 10 });
  return { ...description, trainedOn: { ...description.trainedOn, synthetic: false, ...trainedOn } };
};

const run: EvaluationRun = {
  model: 'svm',
  params: { C: 10 },
  cv: 'speaker:2',
  seed: 3,
  data: { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: false, featureSet: 'conventional' },
  nClips: 5,
  nSpeakers: 2,
  classes: ['angry', 'sad'],
  accuracy: 0.6,
  uar: 0.58333,
  macroF1: 0.58,
  perClass: { angry: { precision: 0.667, recall: 0.6665, f1: 0.6661, support: 3 }, sad: { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 } },
  confusionMatrix: [[2, 1], [1, 1]],
  folds: [],
  fitMs: 1,
  predictMs: 1,
  predictions: [
    { file: 'a', speaker: '02', fold: 0, trueClass: 0, predictedClass: 0 },
    { file: 'b', speaker: '02', fold: 0, trueClass: 0, predictedClass: 1 },
    { file: 'c', speaker: '01', fold: 1, trueClass: 0, predictedClass: 0 },
    { file: 'd', speaker: '01', fold: 1, trueClass: 1, predictedClass: 1 },
    { file: 'e', speaker: '', fold: 1, trueClass: 1, predictedClass: 0 },
  ],
};

describe('a model card', () => {
  it('says what the labels are, which data and which licence', () => {
    const card = formatModelCard(described({ convention: 'ravdess', fingerprint: 'f00' }));
    for (const part of ['never a fact about what a person feels', 'angry, sad', 'Corpus: toy (RAVDESS)', 'CC BY-NC-SA 4.0', 'sha256 f00', 'Speakers: 2 (1, 2)', 'C 10', 'None are known', '22050 Hz']) expect(card).toContain(part);
    expect(card).not.toMatch(/synthetic|undefined|\[object/);
  });

  it('says whether rows are normalised by speaker', () => {
    expect(formatModelCard(described())).toContain('Normalisation: none across clips');
    expect(formatModelCard({ ...described(), normalize: 'speaker' })).toContain('Normalisation: within each speaker');
  });

  it('does not guess a licence', () => expect(formatModelCard(described({ convention: 'emodb' }))).toMatch(/Corpus: toy \(EMO-DB\)[^]*Licence of the data: not known to this program/));

  it('says what its temperature and its threshold do on speakers that they were not chosen on', () => {
    const heldOut = { logLoss: { before: 1.5694, after: 1.4881 }, calibrationError: { before: 0.146, after: 0.034 }, accuracy: 0.457, answered: { precision: 0.6881, coverage: 0.286 } };
    const decision = { temperature: 1.5234, threshold: 0.5551, precision: 0.7, protocol: 'speaker:6', nClips: 1200, nSpeakers: 20, heldOut };
    const card = formatModelCard({ ...described(), decision });
    for (const part of ['## Confidence\n\n- Its confidence has the temperature 1.523, fitted to 1200 clips of 20 speakers', '(speaker:6)', 'log-loss 1.488 (without it 1.569), calibration error 0.034 (without it 0.146)', 'from a confidence of 0.555 on, chosen so that 70.0 % of its answers are right; below it says "uncertain"', '68.8 % of the answers were right, and 28.6 % of the clips were answered; with every clip answered 45.7 % are right']) expect(card).toContain(part);
    expect(formatModelCard({ ...described(), decision: { ...decision, heldOut: { ...heldOut, answered: { precision: null, coverage: 0 } } } })).toContain('was not chosen on it answered no clip');
    expect(formatModelCard({ ...described(), decision: { ...decision, threshold: 0 } })).toContain('It answers every clip, since 70.0 %');
    const always = { temperature: 1.5, protocol: 'speaker:6', nClips: 1200, nSpeakers: 20, heldOut: { logLoss: heldOut.logLoss, calibrationError: heldOut.calibrationError, accuracy: 0.457 } };
    expect(formatModelCard({ ...described(), decision: always })).not.toContain('uncertain');
    expect(formatModelCard(described())).not.toContain('Confidence');
  });

  it('says that speech was synthetic', () => {
    const card = formatModelCard(described({ synthetic: true, convention: 'ravdess' }));
    expect(card).toContain('**Trained on synthetic speech');
    expect(card).not.toContain('CC BY');
  });

  it('has the figures by class and by speaker, and what they are of', () => {
    const card = formatModelCard(described(), run);
    for (const line of ['| 0.600 | 0.583 | 0.580 | 0.500 |', '| angry | 0.667 | 0.666 | 0.666 | 3 |', '| speaker | accuracy | clips |\n| --- | ---: | ---: |\n| 01 | 1.000 | 2 |\n| 02 | 0.500 | 2 |\n', 'Cross-validation `speaker:2`, seed 3, 5 clips of 2 speakers']) expect(card).toContain(line);
    expect(card).not.toContain('None are known');
    expect(card).not.toContain('expect less on a new voice');
    expect(formatModelCard(described(), { ...run, cv: 'random:0.2' })).toContain('expect less on a new voice');
  });

  it('lets no name become markup', () => {
    const card = formatModelCard({ ...described({ corpus: '<img src=x>\n# toy' }), classes: ['a|b', '[x](y)'] });
    expect(card).toContain('\\<img src=x\\> \\# toy');
    expect(card).toContain('a\\|b, \\[x\\](y)');
  });
});
