import { poolFolds, type EvaluationPlan } from '../../../src/core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../../../src/core/evaluation/evaluationRun.ts';
import { classesOf, type FeatureTable } from '../../../src/core/evaluation/featureTable.ts';
import { parseProtocol } from '../../../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../../../src/core/evaluation/protocols/splits.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { ReportedRun } from '../../../src/core/report/reportedRun.ts';
import { tableOf } from '../evaluation/tableOf.ts';

/** Names that break out of what does not escape them. */
export const hostile = {
  speaker: `"><script>alert(1)</script>'&`,
  emotion: '</td><img src=x onerror=alert(1)>|`*_[a](http://evil.example)',
  name: '${jndi}\\input{/etc/passwd}%$#^~\n```\n# no heading\u202egnirts',
};

export const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: false, featureSet: 'conventional', recipe: { featureSet: 'conventional', version: 1, rate: 22_050 } } as const;

export const maker = { version: '9.9.9', node: '24.1.0', madeAt: '2026-01-02T03:04:05.678Z' };

export const plan: EvaluationPlan = { model: 'svm', params: { C: 10, gamma: 'scale' }, cv: 'speaker:3', seed: 7, data, madeWith: { version: '0.1.0', node: '24.0.0' } };

export const speakers = Array.from({ length: 6 }, (_, i) => `0${i + 1}`);
export const table = tableOf({ speakers, emotions: ['angry', 'calm', 'sad'] });

/** A run over a table whose learner is right about as often as it is sure, by seeded chance. */
export function runOf(of: FeatureTable = table, changes: Partial<EvaluationPlan> = {}): EvaluationRun {
  const { classes, y } = classesOf(of);
  const { folds, skipped } = createSplits(of, parseProtocol(changes.cv ?? plan.cv), 0);
  const random = createRandom(changes.seed ?? plan.seed);
  const outcomes = folds.map(({ test }) => {
    const probabilities = new Float64Array(test.length * classes.length);
    const predicted = test.map((row, i) => {
      const sure = 0.4 + 0.6 * random.uniform();
      const k = random.uniform() < sure ? y[row]! : (y[row]! + 1) % classes.length;
      for (let c = 0; c < classes.length; c++) probabilities[i * classes.length + c] = c === k ? sure : (1 - sure) / (classes.length - 1);
      return k;
    });
    return { predicted, probabilities, fitMs: 1500, predictMs: 20 };
  });
  return poolFolds(of, { ...plan, ...changes, ...(skipped.length > 0 && { skippedFolds: skipped }) }, folds, outcomes);
}

export const reported = (run: EvaluationRun, more: Partial<ReportedRun> = {}): ReportedRun => ({ id: 3, endedAt: '2026-01-02T03:04:05.678Z', run, curves: {}, ...more });

const dated = <T>(record: T) => ({ madeAt: '2026-01-03T00:00:00.000Z', record });

/** One of each study. */
export const studies: Pick<ReportedRun, 'leak' | 'robustness' | 'pairs' | 'external' | 'curves'> = {
  leak: dated({
    model: 'svm', seed: 7,
    rows: [
      { kind: 'random', cv: 'stratified:5', nClips: 72, nSpeakers: 6, nClasses: 3, accuracy: 0.9, uar: 0.9, uarInterval: [0.85, 0.95] },
      { kind: 'speaker', cv: 'speaker:6', nClips: 72, nSpeakers: 6, nClasses: 3, accuracy: 0.6, uar: 0.6, uarInterval: [0.5, 0.7] },
      { kind: 'external', external: hostile.name, cv: 'corpus', nClips: 10, nSpeakers: 2, nClasses: 2, accuracy: 0.5, uar: 0.512, uarInterval: null },
    ],
    gaps: [{ kind: 'voice', from: 0.9, to: 0.6, fall: 0.3, fallInterval: [0.2, 0.4] }],
  }),
  robustness: dated({
    model: 'svm', cv: 'speaker:3', seed: 7, data, nClips: 72, nClasses: 3,
    curves: [0, 0.1].map((more) => ({
      augment: more > 0 ? ['white noise, 10 dB SNR'] : [],
      rows: [
        { accuracy: 0.6, uar: 0.6 + more, uarInterval: [0.5, 0.65] as const },
        ...[20, 10, 0].map((level, i) => ({ degradation: { kind: 'white', level }, accuracy: 0.5, uar: 0.5 - 0.05 * i + more, uarInterval: [0.4 - 0.05 * i, 0.55] as const })),
        { degradation: { kind: 'telephone', level: 0 }, accuracy: 0.4, uar: 0.4 + more, uarInterval: null },
        { degradation: { kind: 'mulaw', level: 0 }, accuracy: 0.4, uar: 0.41 + more, uarInterval: [0.39, 0.43] as const },
      ],
    })),
  }),
  pairs: dated({
    model: 'svm', params: { C: 10, gamma: 'scale' }, cv: 'speaker:3', seed: 7, data, nClips: 72, nSpeakers: 6, nColumns: 122, classes: ['angry', 'calm', 'sad'], uar: 0.6, uarInterval: [0.5, 0.7] as const, probabilities: 'scores',
    ranking: [{ emotions: ['calm', hostile.emotion], nClips: 48, nConfused: [3, 4], share: 7 / 48, shareInterval: [0.05, 0.25] as const }, { emotions: ['angry', 'sad'], nClips: 48, nConfused: [1, 0], share: 1 / 48, shareInterval: null }],
    pairs: [
      {
        emotions: ['calm', hostile.emotion], nClips: 48, nConfused: [3, 4], share: 7 / 48, shareInterval: [0.05, 0.25] as const, nComparedSpeakers: 6,
        features: [{ column: 'rms_mean', d: -1.234, p: 0.0004, shap: 0.51 }, { column: hostile.name, d: null as unknown as number, p: null }],
        shap: { params: {}, nClips: 48, uar: 0.712, features: [{ column: 'rms_mean', shap: 0.51, share: 0.25, d: -1.234, p: 0.0004 }, { column: 'mfcc_3_std', shap: 0.321, share: 0.1, d: 0.05, p: 1 }] },
        clips: [],
        experts: [{ columns: 'all', nContested: 20, nRightBefore: 11, nRightAfter: 14, uar: 0.61, gain: { value: 0.0123, interval: [0.001, 0.03] as const }, verdict: 'helps' }, { columns: 20, refused: hostile.speaker }],
      },
      { emotions: ['angry', 'sad'], nClips: 48, nConfused: [1, 0], share: 1 / 48, shareInterval: null, nComparedSpeakers: 0, features: [], shap: { refused: 'No fold has both.' }, clips: [], experts: [] },
    ],
  }),
  external: [
    dated({
      model: 'svm', seed: 7, nSpeakers: 2, nUnmatched: 4, nUnreadable: 0,
      tested: { hash: 'abc', params: { C: 10, gamma: 'scale', probability: true }, classes: ['angry', 'calm', 'sad'], trainedOn: { corpus: 'toy', synthetic: false, nClips: 72, nSpeakers: 6 } },
      result: {
        corpus: hostile.name, classes: ['angry', 'sad'], labelMap: { anger: 'angry', sad: 'sad' }, unmatched: ['bored'], normalize: 'raw', nClips: 20, accuracy: 0.55, uar: 0.567, uarInterval: [0.4, 0.7] as const, macroF1: 0.5, outsideShare: 0.25,
        perClass: { angry: { precision: 0.5, recall: 0.678, f1: 0.5, support: 10 }, sad: { precision: 0.5, recall: 0.456, f1: 0.5, support: 10 } }, confusionMatrix: [[7, 3], [5, 5]],
        adapted: { corpus: { nClips: 20, accuracy: 0.6, uar: 0.612, uarInterval: null, macroF1: 0.6, perClass: {}, confusionMatrix: [], outsideShare: 0 }, speaker: { refused: 'too few clips' } },
        robustness: { augment: [], rows: [{ accuracy: 0.55, uar: 0.567, uarInterval: [0.4, 0.7] as const }, { degradation: { kind: 'white', level: 20 }, accuracy: 0.5, uar: 0.523, uarInterval: null }, { degradation: { kind: 'white', level: 0 }, accuracy: 0.5, uar: 0.5, uarInterval: null }] },
      },
    }),
  ],
  curves: Object.fromEntries(
    (['clips', 'speakers'] as const).map((by) => [
      by,
      dated({
        model: 'svm', params: { C: 10, gamma: 'scale' }, by, cv: 'speaker:3', seed: 7, nClips: 72, nClasses: 3,
        points: [0.5, 1].map((share) => ({ share, nTrainClips: 48 * share, nTrainSpeakers: 4 * share, accuracy: share / 2, uar: 0.3 + 0.3 * share, uarInterval: [0.2 + 0.3 * share, 0.4 + 0.3 * share] as const, foldUars: [0.1, 0.2, 0.3] })),
        lastGain: { value: 0.15, interval: [0.05, 0.25] as const },
      }),
    ]),
  ),
};
