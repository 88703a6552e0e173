import { describe, expect, it } from 'vitest';
import { joinCorpora, sharedPart } from '../../../../src/core/evaluation/studies/corpusTables.ts';
import { poolFolds } from '../../../../src/core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../../../../src/core/evaluation/evaluationRun.ts';
import { classesOf, type FeatureTable } from '../../../../src/core/evaluation/featureTable.ts';
import { readLeaks } from '../../../../src/core/evaluation/studies/leakMeter.ts';
import { formatLeaks, formatLeaksMarkdown } from '../../../../src/core/evaluation/studies/leakTable.ts';
import { parseProtocol } from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../../../../src/core/evaluation/protocols/splits.ts';
import { tableOf } from '../tableOf.ts';

const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: false, featureSet: 'conventional' };

/** A run that errs on every n-th clip of each speaker; 0 for never. */
function runOf(table: FeatureTable, cv: string, everyNth: number): EvaluationRun {
  const { classes, y } = classesOf(table);
  const { folds } = createSplits(table, parseProtocol(cv), 0);
  const outcomes = folds.map(({ test }) => {
    const predicted = test.map((row) => (everyNth > 0 && row % everyNth === 0 ? (y[row]! + 1) % classes.length : y[row]!));
    return { predicted, probabilities: Float64Array.from({ length: classes.length * test.length }, (_, i) => (predicted[Math.floor(i / classes.length)] === i % classes.length ? 1 : 0)), fitMs: 1, predictMs: 1 };
  });
  return poolFolds(table, { model: 'rf', params: {}, cv, seed: 0, data }, folds, outcomes);
}

const speakers = Array.from({ length: 12 }, (_, i) => String(i + 1));
const table = tableOf({ speakers, emotions: ['angry', 'calm', 'sad'] });

describe('readLeaks', () => {
  it('measures each fall against the row that shares more with the training side', () => {
    const random = runOf(table, 'stratified:2', 0);
    const speaker = runOf(table, 'speaker:6', 2);
    const { rows, gaps } = readLeaks('rf', [{ kind: 'random', run: random }, { kind: 'speaker', run: speaker }], { seed: 1 });
    expect(rows.map(({ kind, uar, nClips, nSpeakers, nClasses }) => [kind, uar, nClips, nSpeakers, nClasses])).toEqual([['random', 1, 72, 12, 3], ['speaker', 0.5, 72, 12, 3]]);
    // Every speaker errs alike, so that a draw of speakers changes nothing.
    expect(gaps).toEqual([{ kind: 'voice', from: 1, to: 0.5, fall: 0.5, fallInterval: [0.5, 0.5] }]);
    expect(readLeaks('rf', [{ kind: 'random', run: random }, { kind: 'speaker', run: speaker }], { seed: 1 })).toEqual({ model: 'rf', rows, gaps });
  });

  it('draws a speaker for both sides of a fall at once', () => {
    // Half of the speakers lose everything, the others nothing, in both runs alike: the fall is 0 in every draw.
    const { y } = classesOf(table);
    const halved = (cv: string): EvaluationRun => {
      const { folds } = createSplits(table, parseProtocol(cv), 0);
      const outcomes = folds.map(({ test }) => ({ predicted: test.map((row) => (Number(table.speakers[row]) % 2 ? y[row]! : (y[row]! + 1) % 3)), probabilities: new Float64Array(3 * test.length).fill(1 / 3), fitMs: 1, predictMs: 1 }));
      return poolFolds(table, { model: 'rf', params: {}, cv, seed: 0, data }, folds, outcomes);
    };
    const { rows, gaps } = readLeaks('rf', [{ kind: 'random', run: halved('stratified:2') }, { kind: 'speaker', run: halved('speaker:6') }], { seed: 1 });
    expect(rows[0]!.uarInterval![1] - rows[0]!.uarInterval![0]).toBeGreaterThan(0.3);
    expect(gaps[0]!.fallInterval).toEqual([0, 0]);
  });
});

describe('joined corpora', () => {
  const here = { ...tableOf({ speakers: ['1', '2'], emotions: ['angry', 'calm'] }), sentences: ['a', 'a', 'b', 'b', 'a', 'a', 'b', ''] };
  const there = tableOf({ speakers: ['1', '2', ''], emotions: ['anger', 'sadness', 'calm'] });

  it('share the words for emotions, and neither speakers nor sentences', () => {
    const joined = joinCorpora([{ name: 'here', table: here }, { name: 'there', table: there }]);
    expect(joined.X).toMatchObject({ nRows: 26, nColumns: 4 });
    expect([...joined.X.data.subarray(8 * 4, 8 * 4 + 4)]).toEqual([...there.X.data.subarray(0, 4)]);
    expect(new Set(joined.emotions)).toEqual(new Set(['anger', 'calm', 'sadness']));
    expect(new Set(joined.speakers)).toEqual(new Set(['here:1', 'here:2', 'there:1', 'there:2', '']));
    expect(joined.sentences!.slice(6, 9)).toEqual(['here:b', '', '']);
    const part = sharedPart(joined, 'there');
    expect(new Set(part.emotions)).toEqual(new Set(['anger', 'calm']));
    expect(part.files).toHaveLength(12);
    expect([...part.X.data.subarray(0, 4)]).toEqual([...there.X.data.subarray(0, 4)]);
  });

  it('are refused when their columns differ or their names are the same', () => {
    expect(() => joinCorpora([{ name: 'here', table: here }, { name: 'here', table: there }])).toThrow(/Two of the corpora are named "here"/);
    expect(() => joinCorpora([{ name: 'here', table: here }, { name: 'there', table: tableOf({ speakers: ['1'], emotions: ['a', 'b'], nColumns: 3 }) }])).toThrow(expect.objectContaining({ code: 'feature-mismatch' }));
  });
});

describe('the tables of leaks', () => {
  const runs = [{ kind: 'random', run: runOf(table, 'stratified:2', 0) }, { kind: 'speaker', run: runOf(table, 'speaker:6', 2) }] as const;
  const reports = ['svm', 'rf'].map((model) => readLeaks(model, runs, { seed: 1 }));

  it('say what is owed to what, with intervals', () => {
    const text = formatLeaks(reports, data);
    expect(text).toMatch(/random split: voices and sentences known +stratified:2 +1\.000 \[1\.000, 1\.000\] +72 clips, 12 speakers, chance 0\.333/);
    expect(text).toMatch(/owed to known voices \(random − new voices\) +\+0\.500 \[\+0\.500, \+0\.500\]/);
    expect(text).not.toMatch(/Synthetic/);
    expect(formatLeaks(reports, { ...data, synthetic: true })).toMatch(/Synthetic sample corpus: these figures say nothing about human speech\./);
  });

  it('stand side by side in Markdown', () => {
    const lines = formatLeaksMarkdown(reports, data).split('\n');
    expect(lines[2]).toBe('| tested on | protocol | clips | svm | rf |');
    for (const line of lines.slice(2)) expect(line.split('|')).toHaveLength(7);
  });
});
