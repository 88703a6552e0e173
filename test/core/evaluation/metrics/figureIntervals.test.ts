import { describe, expect, it } from 'vitest';
import { bootstrapIntervals, clustersOf } from '../../../../src/core/evaluation/metrics/clusterBootstrap.ts';
import { figureIntervals, type FigureIntervals, type HeldOutRows } from '../../../../src/core/evaluation/metrics/figureIntervals.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { expectClose, goldens, predictedOf, tableOf } from '../probabilityGoldens.ts';

const rowsOf = (golden: (typeof goldens.bootstraps)[number], kind: HeldOutRows['kind'] = 'estimated'): HeldOutRows => {
  const table = tableOf(golden);
  return { ...table, classes: Array.from({ length: golden.nClasses }, (_, k) => String(k)), predicted: predictedOf(table), speakers: golden.speakers, files: golden.speakers.map((_, i) => `${i}.wav`), kind };
};

/** The intervals under the names of the golden's. */
function flat(of: FigureIntervals): Record<string, readonly [number, number] | null | undefined> {
  const named = Object.entries(of.perClass).flatMap(([k, { precision, recall, f1 }]) => [[`precision.${k}`, precision], [`recall.${k}`, recall], [`f1.${k}`, f1], [`rocAuc.${k}`, of.rocAuc.perClass[k]]] as const);
  const shares = of.confusionShares.flatMap((row, i) => row.map((interval, j) => [`shares.${i}.${j}`, interval] as const));
  const bins = of.calibration?.bins.map((interval, b) => [`bins.${b}`, interval] as const) ?? [];
  return { accuracy: of.accuracy, uar: of.uar, macroF1: of.macroF1, top2Accuracy: of.top2Accuracy, macroRocAuc: of.rocAuc.macro, logLoss: of.logLoss, brier: of.brier, calibrationError: of.calibration?.error, ...Object.fromEntries([...named, ...shares, ...bins]) };
}

describe('figureIntervals', () => {
  it.each(goldens.bootstraps.map((golden, i) => [i, golden] as const))(`equal those of scikit-learn's figures and numpy's percentiles over the same draws, case %i`, (_, golden) => {
    const found = figureIntervals(rowsOf(golden), { seed: golden.seed, nDraws: golden.nDraws });
    expect(found).toMatchObject({ level: 0.95, nDraws: 200, seed: 5, nClusters: golden.nClusters, nUnknownSpeaker: golden.speakers.filter((speaker) => speaker === '').length });
    const intervals = flat(found!);
    expect(Object.keys(intervals).sort()).toEqual(Object.keys(golden.intervals).sort());
    for (const [name, expected] of Object.entries(golden.intervals)) {
      if (expected === null) expect(intervals[name], name).toBeNull();
      else expected.forEach((end, i) => expectClose(intervals[name]?.[i], end, name));
    }
  });

  it('of scores have no losses', () => {
    const found = figureIntervals(rowsOf(goldens.bootstraps[0]!, 'scores'), { seed: 5, nDraws: 50 });
    expect(found?.uar).not.toBeNull();
    for (const name of ['logLoss', 'brier', 'calibration']) expect(found).not.toHaveProperty(name);
  });

  it('are decided by the seed, and absent where there is one speaker', () => {
    const rows = rowsOf(goldens.bootstraps[0]!);
    const of = (seed: number) => figureIntervals(rows, { seed, nDraws: 50 });
    expect(of(1)).toEqual(of(1));
    expect(of(1)?.uar).not.toEqual(of(2)?.uar);
    expect(figureIntervals({ ...rows, speakers: rows.speakers.map(() => 'one') }, { seed: 1 })).toBeUndefined();
  });

  it('are wider over speakers than over clips where speakers differ: an unknown speaker hides that', () => {
    const random = createRandom(3);
    const speakers = Array.from({ length: 400 }, (_, i) => `s${i % 10}`);
    // Odd speakers are understood nine times in ten, even ones four times.
    const trueClasses = Int32Array.from(speakers, () => random.integer(2));
    const predicted = trueClasses.map((k, i) => (random.uniform() < (i % 2 === 1 ? 0.9 : 0.4) ? k : 1 - k));
    const probabilities = Float64Array.from({ length: 800 }, (_, i) => (predicted[i >> 1] === i % 2 ? 1 : 0));
    const rows: HeldOutRows = { classes: ['a', 'b'], nClasses: 2, trueClasses, predicted, probabilities, speakers, files: speakers.map((_, i) => `${i}.wav`), kind: 'scores' };
    const width = (of: HeldOutRows): number => {
      const [low, high] = figureIntervals(of, { seed: 1 })?.accuracy ?? [NaN, NaN];
      return high - low;
    };
    expect(width(rows)).toBeGreaterThan(2 * width({ ...rows, speakers: speakers.map(() => '') }));
    // The binomial one of 400 independent clips: 2 · 1.96 · √(0.65 · 0.35 / 400) = 0.093.
    expect(width({ ...rows, speakers: speakers.map(() => '') })).toBeCloseTo(0.093, 1.7);
  });
});

describe('bootstrapIntervals', () => {
  it('of a mean over many clusters is the normal one', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => i / 199);
    const [interval] = bootstrapIntervals(200, 1, (weights, out) => (out[0] = weights.reduce((sum, weight, c) => sum + weight * values[c]!, 0) / 200), { seed: 1, nDraws: 4000 });
    // Standard deviation of the uniform distribution over √200, 1.96 times; 4,000 draws leave a few hundredths of that.
    const half = (1.96 * Math.sqrt((200 + 1) / (200 - 1) / 12)) / Math.sqrt(200);
    expect(Math.abs(interval![0] - (0.5 - half))).toBeLessThan(0.1 * half);
    expect(Math.abs(interval![1] - (0.5 + half))).toBeLessThan(0.1 * half);
  });

  it('leaves out draws in which a figure is not defined, and the interval where they are many', () => {
    const of = (nSpeakers: number) => bootstrapIntervals(20, 1, (weights, out) => (out[0] = weights.subarray(0, nSpeakers).some((weight) => weight > 0) ? 1 : NaN), { seed: 1 })[0];
    // A class of m of 20 speakers is missing from (1 − m / 20)²⁰ of the draws: 0.36, 0.12, 0.04.
    expect([of(1), of(2), of(3)]).toEqual([null, null, [1, 1]]);
  });
});

describe('clustersOf', () => {
  it('keeps a speaker together, and takes each clip of an unknown one for another person', () => {
    expect(clustersOf(['b', 'a', '', 'b', '', ''], ['1', '2', '3', '4', '5', '3'])).toEqual({ clusterOf: Int32Array.of(0, 1, 2, 0, 3, 2), nClusters: 4, nUnknown: 2 });
  });
});
