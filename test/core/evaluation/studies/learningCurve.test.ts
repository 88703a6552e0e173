import { describe, expect, it } from 'vitest';
import { formatCurve } from '../../../../src/core/evaluation/studies/curveText.ts';
import { classesOf, type FeatureTable } from '../../../../src/core/evaluation/featureTable.ts';
import { curveShares, curveSplits, readCurve, type CurveUnit } from '../../../../src/core/evaluation/studies/learningCurve.ts';
import { parseProtocol } from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../../../../src/core/evaluation/protocols/splits.ts';
import { data, runOf } from '../../report/reportedFixture.ts';
import { tableOf } from '../tableOf.ts';

const table = tableOf({ speakers: Array.from({ length: 12 }, (_, i) => String(i + 1)), emotions: ['angry', 'calm', 'sad'], takes: 5 });
const whole = createSplits(table, parseProtocol('speaker:6'), 0);
const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) as string });

const reduced = (by: CurveUnit, nPoints: number, of: FeatureTable = table, seed = 3) => curveSplits(of, createSplits(of, parseProtocol('speaker:6'), 0), by, nPoints, seed);

describe('curveSplits', () => {
  it.each(['clips', 'speakers'] as const)('by %s: nested training sides, unchanged test sides, the whole at the end', (by) => {
    const points = reduced(by, 5);
    expect(points).toHaveLength(5);
    expect(points.at(-1)).toEqual(whole);
    points.forEach(({ folds }, point) =>
      folds.forEach(({ train, test, speakers, name }, fold) => {
        expect({ test, speakers, name }).toEqual({ test: whole.folds[fold]!.test, speakers: whole.folds[fold]!.speakers, name: whole.folds[fold]!.name });
        expect([...train]).toEqual([...train].sort((a, b) => a - b));
        if (point > 0) {
          const before = points[point - 1]!.folds[fold]!.train;
          expect(before.filter((row) => !train.includes(row))).toHaveLength(0);
          expect(before.length).toBeLessThan(train.length);
        }
      }),
    );
  });

  it('by clips: the share of each emotion; by speakers: whole speakers', () => {
    const { y } = classesOf(table);
    // 10 training speakers with 5 takes: 50 clips of each emotion.
    for (const [point, { folds }] of reduced('clips', 5).entries()) for (const { train } of folds) expect([0, 1, 2].map((k) => train.filter((row) => y[row] === k).length)).toEqual(Array(3).fill(10 * (point + 1)));
    // To the nearest whole clip.
    expect(reduced('clips', 3).map(({ folds }) => folds[0]!.train.length)).toEqual([3 * 17, 3 * 33, 3 * 50]);
    for (const [point, { folds }] of reduced('speakers', 5).entries()) {
      for (const { train } of folds) {
        const speakers = new Set(Array.from(train, (row) => table.speakers[row]));
        expect([speakers.size, train.length]).toEqual([2 * (point + 1), 2 * (point + 1) * 15]);
      }
    }
  });

  it('is decided by the seed, for each fold anew', () => {
    for (const by of ['clips', 'speakers'] as const) {
      expect(reduced(by, 5)).toEqual(reduced(by, 5));
      expect(reduced(by, 5)[0]).not.toEqual(reduced(by, 5, table, 4)[0]);
      const places = reduced(by, 5)[0]!.folds.map(({ train }, fold) => Array.from(train, (row) => whole.folds[fold]!.train.indexOf(row)).join());
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it('keeps speakers of corpora apart that have one number', () => {
    const both = { ...table, corpora: table.files.map((_, row) => (row < table.files.length / 2 ? 'a' : 'b')), speakers: table.speakers.map((speaker) => String(((Number(speaker) - 1) % 6) + 1)) };
    const [first] = reduced('speakers', 10, both);
    expect(first!.folds[0]!.train).toHaveLength(15);
  });

  it('refuses what the data cannot carry, with the numbers', () => {
    expect(() => reduced('clips', 51)).toThrow(refusal('too-few-clips', /^"angry" has 50 clips in the training side of fold 1; a curve of 51 points needs at least 51 of each emotion\.$/));
    expect(() => reduced('speakers', 11)).toThrow(refusal('too-few-speakers', /^The training side of fold 1 has 10 speakers; a curve of 11 points by speakers needs at least 11\.$/));
    const unknown = { ...table, speakers: table.speakers.map((speaker) => (speaker === '1' ? '' : speaker)) };
    expect(() => curveSplits(unknown, createSplits(unknown, parseProtocol('stratified:3'), 0), 'speakers', 2, 0)).toThrow(refusal('too-few-speakers', /unknown/));
    // Only one speaker is ever sad.
    const rare = { ...table, emotions: table.emotions.map((emotion, row) => (emotion === 'sad' && table.speakers[row] !== '1' && table.speakers[row] !== '2' ? 'calm' : emotion)) };
    const splits = createSplits(rare, parseProtocol('speaker:6'), 0);
    expect(() => curveSplits(rare, splits, 'speakers', 10, 0)).toThrow(refusal('cv-invalid', /^At \d+ % the training side of fold [12] has no clip of "sad", which its test side has; take fewer points\.$/));
  });
});

describe('readCurve', () => {
  it('has the figures of each run, means of what was learnt from, and the gain of the last step over speakers', () => {
    const splits = reduced('speakers', 2);
    const runs = [9, 8].map((seed) => ({ ...runOf(table, { cv: 'speaker:6', seed }), seed: 3 }));
    const curve = readCurve(table, 'speakers', splits, runs, { seed: 3 });
    expect(curve).toMatchObject({ model: 'svm', by: 'speakers', cv: 'speaker:6', seed: 3, nClips: 180, nClasses: 3 });
    expect(curve.points.map(({ share, nTrainClips, nTrainSpeakers }) => [share, nTrainClips, nTrainSpeakers])).toEqual([[0.5, 75, 5], [1, 150, 10]]);
    curve.points.forEach((point, i) => expect(point).toMatchObject({ uar: runs[i]!.uar, accuracy: runs[i]!.accuracy, uarInterval: runs[i]!.intervals!.uar, foldUars: runs[i]!.folds.map(({ uar }) => uar) }));
    expect(curve.lastGain.value).toBeCloseTo(runs[1]!.uar - runs[0]!.uar, 12);
    const [low, high] = curve.lastGain.interval!;
    expect(low).toBeLessThanOrEqual(curve.lastGain.value);
    expect(high).toBeGreaterThanOrEqual(curve.lastGain.value);
    const text = formatCurve(curve, { ...data, synthetic: true });
    for (const part of ['by speakers', 'Synthetic', ' 50 %', '100 %', curve.points[0]!.uar.toFixed(3), curve.lastGain.value.toFixed(3).replace('-', '')]) expect(text).toContain(part);
  });
});

it('curveShares are equal steps up to all', () => expect(curveShares(4)).toEqual([0.25, 0.5, 0.75, 1]));
