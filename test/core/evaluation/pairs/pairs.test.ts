import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../src/core/evaluation/comparison/compareRuns.ts';
import { poolFolds, type FoldOutcome } from '../../../../src/core/evaluation/crossValidate.ts';
import { confusedClips } from '../../../../src/core/evaluation/pairs/confusedClips.ts';
import { expertGain } from '../../../../src/core/evaluation/pairs/expertGain.ts';
import { heldOutClips, speakerKeys } from '../../../../src/core/evaluation/pairs/heldOutClips.ts';
import { contestedRows, judgePair } from '../../../../src/core/evaluation/pairs/pairExpert.ts';
import { orderedPair, pairOf, type PairStudy } from '../../../../src/core/evaluation/pairs/pairStudy.ts';
import { formatPairs } from '../../../../src/core/evaluation/pairs/pairText.ts';
import { rankPairs } from '../../../../src/core/evaluation/pairs/rankPairs.ts';
import { speakerEffects } from '../../../../src/core/evaluation/pairs/speakerEffects.ts';
import { createSplits } from '../../../../src/core/evaluation/protocols/splits.ts';
import { predictedClasses } from '../../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../../src/core/learn/classifiers.ts';
import { largestColumns, selectColumns } from '../../../../src/core/learn/preparation/columnChoice.ts';
import { selectRows } from '../../../../src/core/learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../../../../src/core/learn/pipeline.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { runFit, syntheticSet } from '../../learn/syntheticSet.ts';
import { tableOf } from '../tableOf.ts';

const table = tableOf({ speakers: ['1', '2', '3', '4', '5', '6'], emotions: ['angry', 'calm', 'sad'], takes: 4 });
const { folds } = createSplits(table, { kind: 'speaker', nFolds: 3 }, 0);
const random = createRandom(8);
/** Probabilities by chance, of which the largest decides. */
const outcomes = folds.map(({ test }): FoldOutcome => {
  const probabilities = Float64Array.from({ length: 3 * test.length }, () => 0.1 + random.uniform());
  for (let i = 0; i < probabilities.length; i += 3) {
    const sum = probabilities[i]! + probabilities[i + 1]! + probabilities[i + 2]!;
    for (let k = 0; k < 3; k++) probabilities[i + k]! /= sum;
  }
  return { probabilities, predicted: predictedClasses(probabilities, 3), fitMs: 0, predictMs: 0 };
});
const held = heldOutClips(table, folds, outcomes);
const count = (from: number, to: number): number => held.trueClasses.reduce((n, k, row) => n + (k === from && held.predicted[row] === to ? 1 : 0), 0);

describe('rankPairs', () => {
  it('shares out the clips of either that are taken for the other, the most confused pair first', () => {
    const ranked = rankPairs(held, { seed: 0 });
    expect(ranked).toHaveLength(3);
    for (const { emotions, nClips, nConfused, share } of ranked) {
      const [a, b] = pairOf(held.classes, emotions);
      expect(a).toBeLessThan(b);
      expect([nClips, ...nConfused]).toEqual([48, count(a, b), count(b, a)]);
      expect(share).toBeCloseTo((count(a, b) + count(b, a)) / 48, 12);
    }
    expect(ranked.map(({ share }) => share)).toEqual(ranked.map(({ share }) => share).sort((one, other) => other - one));
    expect(rankPairs(held, { seed: 0 })).toEqual(ranked);
  });

  it('has intervals over speakers: from one speaker’s share to the other’s where there are two', () => {
    const two = { ...held, speakers: held.speakers.map((_, row) => (row % 2 ? 'x' : 'y')), trueClasses: held.trueClasses.map(() => 0), predicted: held.predicted.map((_, row) => row % 2) };
    // An emotion that nobody showed has no pair.
    expect(rankPairs(two, { seed: 0 })).toEqual([]);
    // One calm clip, of the speaker of whom all others are right.
    two.trueClasses.set([1], 2);
    const [pair] = rankPairs(two, { seed: 0 });
    expect(pair).toMatchObject({ emotions: ['angry', 'calm'], share: 37 / 72, shareInterval: [1 / 36, 1] });
    expect(rankPairs({ ...two, speakers: two.speakers.map(() => 'x') }, { seed: 0 })[0]!.shareInterval).toBeNull();
  });

  it('is told in the order asked for, of emotions that there are', () => {
    const [pair] = rankPairs(held, { seed: 0 });
    const [first, second] = pair!.emotions;
    expect(orderedPair(pair!, [second, first])).toMatchObject({ emotions: [second, first], nConfused: [pair!.nConfused[1], pair!.nConfused[0]], share: pair!.share });
    expect(orderedPair(pair!, [first, second])).toBe(pair);
    expect(() => pairOf(held.classes, ['sad', 'bored'])).toThrow('There is no emotion "bored"; the data has angry, calm, sad.');
  });
});

it('speakers of one id are two people in two corpora, and one in one', () => {
  expect(speakerKeys(table)).toBe(table.speakers);
  expect(speakerKeys({ ...table, corpora: table.files.map(() => 'ravdess') })).toBe(table.speakers);
  const mixed = speakerKeys({ ...table, speakers: ['', ...table.speakers.slice(1)], corpora: table.files.map((_, row) => (row < 6 ? 'emodb' : 'ravdess')) });
  expect([mixed[0], mixed[1], mixed[6]]).toEqual(['', 'emodb 1', 'ravdess 1']);
});

it('confused clips are those of the first emotion, then of the second, the surest first', () => {
  const clips = confusedClips(held, [2, 0]);
  expect(clips).toHaveLength(count(2, 0) + count(0, 2));
  expect(clips.map(({ emotion, takenFor }) => `${emotion} ${takenFor}`).join()).toMatch(/^(sad angry,)+(angry sad,?)+$/);
  for (const [i, { file, speaker, emotion, takenFor, confidence }] of clips.entries()) {
    const row = held.files.indexOf(file);
    expect([speaker, confidence, held.predicted[row]]).toEqual([table.speakers[table.files.indexOf(file)], held.probabilities[row * 3 + held.classes.indexOf(takenFor)], held.classes.indexOf(takenFor)]);
    if (clips[i - 1]?.emotion === emotion) expect(confidence).toBeLessThanOrEqual(clips[i - 1]!.confidence);
  }
});

describe('an expert for two classes', () => {
  it('is asked where these are the two likeliest, of equal ones the earlier', () => {
    const probabilities = Float64Array.from([[0.5, 0.3, 0.2], [0.3, 0.5, 0.2], [0.4, 0.2, 0.4], [0.4, 0.3, 0.3], [0.2, 0.3, 0.5], [0, 0, 1], [0.2, 0.4, 0.4]].flat());
    expect([...contestedRows({ probabilities, nClasses: 3 }, [0, 1])]).toEqual([0, 1, 3]);
    expect([...contestedRows({ probabilities, nClasses: 3 }, [2, 0])]).toEqual([2, 5]);
    expect([...contestedRows({ probabilities, nClasses: 3 }, [1, 2])]).toEqual([4, 6]);
  });

  const { train, test } = syntheticSet({ nRows: 260, nTrain: 200, nFeatures: 9, nClasses: 4, seed: 3, spread: 1.3 });
  const speakers = train.y.map((_, i) => Math.floor(i / 7) % 5);
  const pair = [3, 1] as const;
  const rows = [...train.y.keys()].filter((row) => pair.includes(train.y[row] as 1 | 3));
  const two = { X: selectRows(train.X, rows), y: Int32Array.from(rows, (row) => (train.y[row] === 3 ? 0 : 1)), nClasses: 2 };
  const svm = classifierById('svm');
  const judged = (nColumns?: number, data = train): Int32Array => runFit(judgePair(svm, data, test.X, { pair, speakers, ...(nColumns !== undefined && { nColumns }) }, svm.defaults, 0)).model;

  it('is the learner on the rows of the two alone', () => {
    const pipeline = runFit(fitPipeline(svm, two, svm.defaults, 0)).model;
    expect([...judged()]).toEqual([...predictedClasses(predictPipeline(svm, pipeline, test.X), 2)].map((k) => pair[k]));
    expect(new Set(judged())).toEqual(new Set(pair));
    // Rows of other classes are nothing to it.
    expect(judged(undefined, { ...train, X: { ...train.X, data: train.X.data.map((value, i) => (pair.includes(train.y[Math.floor(i / 9)] as 1 | 3) ? value : 99)) } })).toEqual(judged());
  });

  it('on some columns takes those of the largest effect within the training speakers, and all where there are fewer', () => {
    const { d } = speakerEffects(train.X, train.y, speakers, pair)!;
    const choice = largestColumns(d.map(Math.abs), 3);
    const pipeline = runFit(fitPipeline(svm, { ...two, X: selectColumns(choice, two.X) }, svm.defaults, 0)).model;
    expect([...judged(3)]).toEqual([...predictedClasses(predictPipeline(svm, pipeline, selectColumns(choice, test.X)), 2)].map((k) => pair[k]));
    expect(judged(3)).not.toEqual(judged());
    expect(judged(50)).toEqual(judged());
    const alone = judgePair(svm, train, test.X, { pair, speakers: train.y.map((k) => k), nColumns: 3 }, svm.defaults, 0);
    expect(() => alone.next()).toThrow(/No speaker of a training side has clips of both emotions/);
  });
});

describe('expertGain', () => {
  const contested = contestedRows(held, [1, 2]);
  const judgedAs = (of: (row: number) => number): Int32Array => Int32Array.from(contested, of);

  it('is the difference of two runs as compareRuns finds it', () => {
    const judged = judgedAs((row) => (row % 3 === 0 ? 1 : 2));
    const gain = expertGain(held, contested, judged, { seed: 4 });
    const changed = held.predicted.slice();
    contested.forEach((row, i) => (changed[row] = judged[i]!));
    let at = 0;
    const after = outcomes.map((outcome) => ({ ...outcome, predicted: changed.subarray(at, (at += outcome.predicted.length)) }));
    const plan = { model: 'rf', params: {}, cv: 'speaker:3', seed: 4, data: { name: 't', root: 't', corpus: 'csv', synthetic: false, featureSet: 't' } };
    const [first, second] = [after, outcomes].map((each) => poolFolds(table, plan, folds, each));
    const { uar } = compareRuns(first!, second!, { seed: 4 });
    expect(gain.uar).toBeCloseTo(first!.uar, 12);
    expect(gain.gain.value).toBeCloseTo(uar.value, 12);
    [0, 1].forEach((end) => expect(gain.gain.interval![end]).toBeCloseTo(uar.interval![end]!, 12));
    const right = (answers: Int32Array): number => [...contested].filter((row) => answers[row] === held.trueClasses[row]).length;
    expect(gain).toMatchObject({ nContested: contested.length, nRightBefore: right(held.predicted), nRightAfter: right(changed) });
  });

  it('helps or harms only where the interval excludes 0', () => {
    const truth = (row: number): number => held.trueClasses[row]!;
    expect(expertGain(held, contested, judgedAs(truth), { seed: 0 }).verdict).toBe('helps');
    expect(expertGain({ ...held, predicted: held.trueClasses }, contested, judgedAs((row) => (truth(row) === 1 ? 2 : 1)), { seed: 0 }).verdict).toBe('harms');
    expect(expertGain(held, contested, judgedAs((row) => held.predicted[row]!), { seed: 0 })).toMatchObject({ gain: { value: 0, interval: [0, 0] }, verdict: 'does not help' });
    expect(expertGain({ ...held, speakers: held.speakers.map(() => '1') }, contested, judgedAs(truth), { seed: 0 })).toMatchObject({ gain: { interval: null }, verdict: 'does not help' });
  });
});

describe('formatPairs', () => {
  const [pair] = rankPairs(held, { seed: 0 });
  const study: PairStudy = {
    model: 'svm', params: {}, cv: 'speaker:6', seed: 0, data: { name: 't', root: 't', corpus: 'csv', synthetic: true, featureSet: 't' }, nClips: 72, nSpeakers: 6, nColumns: 30, classes: held.classes,
    uar: 0.43, uarInterval: [0.4, 0.46], probabilities: 'scores', skippedFolds: [{ name: '2 speakers', reason: 'it lacks sad' }], ranking: [pair!],
    pairs: [
      {
        ...pair!, emotions: ['sad', 'calm'], nComparedSpeakers: 6,
        features: [{ column: 'mfcc_0_mean', d: -0.8, p: 0.0004 }, { column: 'rms', d: 0.5, p: 0.25, shap: 0.4321 }, { column: 'flat', d: 0, p: null }],
        shap: { params: {}, nClips: 48, uar: 0.71, features: [{ column: 'rms', shap: 0.4321, share: 0.123, d: 0.5, p: 0.25 }, { column: 'tilt', shap: 0.1, share: 0.03, d: -0.1, p: 1 }] },
        clips: Array.from({ length: 12 }, (_, i) => ({ file: `/data/${i}.wav`, speaker: '3', emotion: 'sad', takenFor: 'calm', confidence: 0.25 })),
        experts: [{ columns: 'all', nContested: 9, nRightBefore: 4, nRightAfter: 6, uar: 0.44, gain: { value: 0.01, interval: [0.00004, 0.02] }, verdict: 'helps' }, { columns: 20, refused: 'No speaker.' }],
      },
    ],
  };
  const text = formatPairs(study, (file) => file.slice(6));

  it('tells what separates, who was confused and whether an expert helps', () => {
    expect(text).toMatch(/^svm · t · speaker:6 · 72 clips · 6 speakers · 3 emotions · seed 0\nSynthetic sample corpus/);
    expect(text).toMatch(/--param probability=true[^]*skipped 2 speakers: it lacks sad\nUAR 0\.430 \[0\.400, 0\.460\]/);
    expect(text).toMatch(/mfcc_0_mean {2}lower in sad {3}d −0\.80 {2}p < 0\.001\n {4}rms {10}lower in calm {2}d \+0\.50 {2}p 0\.250 {4}SHAP 0\.432\n {4}flat {9}no different {3}d \+0\.00\n/);
    expect(text).toMatch(/gradient boosting of sad and calm alone leans on, whatever the learner above .* over 48 held-out clips, .* with UAR 0\.710, by chance with 0\.500\)\n {4}rms {3}SHAP 0\.432 {2}12 % {2}lower in calm {2}d \+0\.50 {2}p 0\.250\n {4}tilt {2}SHAP 0\.100 {2}3 % {3}lower in sad/);
    expect(text).toMatch(/sad taken for calm: 12 \(share of votes of calm\)\n {4}0\.wav {2}speaker 3 {2}0\.25\n[^]* … and 2 more \(--json has all\)\n {2}calm taken for sad: 0\n/);
    expect(text).toMatch(/two likeliest \(9 clips\)\n {4}on all columns .* right 4 → 6 {2}UAR 0\.430 → 0\.440, \+0\.0100 \[\+0\.0000, \+0\.0200\] {2}helps\n {4}on the 20 columns of the largest d {2}No speaker\.$/);
  });

  it('says where nothing can be compared within a voice', () => {
    expect(formatPairs({ ...study, pairs: [{ ...study.pairs[0]!, features: [], nComparedSpeakers: 0, shap: { refused: 'None.' } }], probabilities: 'estimated' }, (file) => file)).toMatch(/No speaker has clips of both.*\n {2}SHAP: None\.\n[^]*\(probability of calm\)/);
  });
});
