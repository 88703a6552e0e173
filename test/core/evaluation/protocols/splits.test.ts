import { describe, expect, it } from 'vitest';
import { parseProtocol } from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../../../../src/core/evaluation/protocols/splits.ts';
import { tableOf } from '../tableOf.ts';

const table = tableOf({ speakers: ['10', '2', '1', '7', '3', '5', '4'], emotions: ['a', 'b', 'c'], takes: 3 });
const split = (cv: string, of = table, seed = 0) => createSplits(of, parseProtocol(cv), seed).folds;
const codeOf = (cv: string, of = table) => expect(() => split(cv, of));

describe('createSplits', () => {
  it.each(['speaker:3', 'speaker', 'stratified:4'])('%s tests each clip once and never trains on it', (cv) => {
    const splits = split(cv);
    expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...Array(table.files.length).keys()]);
    for (const { train, test } of splits) {
      expect(train.length + test.length).toBe(table.files.length);
      expect(new Set([...train, ...test]).size).toBe(table.files.length);
    }
  });

  it('by speaker: fold i of k holds the speakers whose rank modulo k is i, and no speaker is on both sides', () => {
    const splits = split('speaker:3');
    expect(splits.map(({ speakers }) => speakers)).toEqual([['1', '4', '10'], ['2', '5'], ['3', '7']]);
    for (const { train, speakers } of splits) for (const row of train) expect(speakers).not.toContain(table.speakers[row]);
    expect(split('speaker').map(({ speakers }) => speakers)).toEqual([['1'], ['2'], ['3'], ['4'], ['5'], ['7'], ['10']]);
  });

  it('stratified: every fold has each emotion in equal measure; the seed decides which clips', () => {
    for (const { test } of split('stratified:3')) for (const emotion of ['a', 'b', 'c']) expect([...test].filter((row) => table.emotions[row] === emotion).length).toBe(7);
    expect(split('stratified:3', table, 1)).not.toEqual(split('stratified:3', table, 2));
    expect(split('stratified:3', table, 1)).toEqual(split('stratified:3', table, 1));
  });

  it('random: one fold with the share of each emotion', () => {
    const splits = split('random:0.2');
    expect(splits).toHaveLength(1);
    for (const emotion of ['a', 'b', 'c']) expect([...splits[0]!.test].filter((row) => table.emotions[row] === emotion).length).toBe(4);
  });

  it('random, repeated: as many folds, each another draw, the first as without repeats', () => {
    const splits = split('random:0.2x3');
    expect(splits[0]).toEqual(split('random:0.2')[0]);
    expect(new Set(splits.map(({ test }) => test.join())).size).toBe(3);
  });

  it('listed speakers: one fold that tests them alone', () => {
    const [only, ...rest] = split('speakers:10,2');
    expect(rest).toEqual([]);
    expect(only!.speakers).toEqual(['2', '10']);
    expect(only!.train.length + only!.test.length).toBe(table.files.length);
    codeOf('speakers:2,99').toThrow(/There is no speaker 99; the data has 1, 2, 3, 4, 5, 7, 10\./);
  });

  it('by sentence: no sentence is on both sides, while speakers are', () => {
    const sentences = table.files.map((_, row) => ['kids', 'dogs'][row % 2]!);
    const splits = split('sentence', { ...table, sentences });
    expect(splits.map(({ name }) => name)).toEqual(['sentence dogs', 'sentence kids']);
    for (const { train, test } of splits) expect([...train].some((row) => sentences[row] === sentences[test[0]!])).toBe(false);
    codeOf('sentence').toThrow(expect.objectContaining({ code: 'cv-invalid', message: expect.stringMatching(/The sentence of these clips is unknown/) as string }));
  });

  it('by corpus: tests each corpus on models of the others, over the emotions that all have', () => {
    const corpora = table.speakers.map((speaker) => (speaker === '1' || speaker === '2' ? 'here' : 'there'));
    const emotions = table.emotions.map((emotion, row) => (corpora[row] === 'here' && emotion === 'c' ? 'd' : emotion));
    const splits = split('corpus', { ...table, corpora, emotions });
    expect(splits.map(({ name }) => name)).toEqual(['corpus here', 'corpus there']);
    for (const { train, test } of splits) {
      expect(new Set([...train].map((row) => corpora[row])).size).toBe(1);
      for (const row of [...train, ...test]) expect(['a', 'b']).toContain(emotions[row]);
    }
    codeOf('corpus', { ...table, corpora: corpora.map(() => 'here') }).toThrow(/of the corpus here; a split by corpus needs at least 2/);
    codeOf('corpus', { ...table, corpora, emotions: corpora.map((corpus, row) => (corpus === 'here' ? 'x' : table.emotions[row]!)) }).toThrow(/share no emotion/);
  });

  it.each([['emobox', 6], ['luna-jimenez', 5]] as const)('%s: every actor of RAVDESS is tested once', (cv, nFolds) => {
    const ravdess = tableOf({ speakers: Array.from({ length: 24 }, (_, i) => String(i + 1)), emotions: ['a', 'b'] });
    const splits = split(cv, ravdess);
    expect(splits).toHaveLength(nFolds);
    expect(splits.flatMap(({ speakers }) => speakers).map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    codeOf(cv, tableOf({ speakers: ['1', '03', '42'], emotions: ['a', 'b'] })).toThrow(/do not know the speaker 42; they are of ravdess/);
  });

  it('says which folds it skips, and why', () => {
    const some = tableOf({ speakers: ['1', '11', '04'], emotions: ['a', 'b'] });
    const { folds, skipped } = createSplits(some, parseProtocol('emobox'), 0);
    expect(folds.map(({ speakers }) => speakers)).toEqual([['1', '11'], ['04']]);
    expect(skipped).toHaveLength(4);
    expect(skipped[0]).toEqual({ name: 'fold 3 of emobox', reason: 'none of its speakers 8, 9, 19, 23 is in the data' });

    const onlyFirst = { ...table, emotions: table.emotions.map((emotion, row) => (table.speakers[row] === '1' && emotion === 'c' ? 'd' : emotion)) };
    expect(createSplits(onlyFirst, parseProtocol('speaker'), 0).skipped).toEqual([{ name: 'speaker 1', reason: 'its training side has no clip of "d", which its test side has' }]);
  });

  it('refuses what the data cannot carry, with the numbers, and never falls back', () => {
    codeOf('speaker:8').toThrow(expect.objectContaining({ code: 'too-few-speakers', message: expect.stringMatching(/7 speakers.*at least 8.*The protocol speaker \(--cv speaker\) holds out one at a time/) as string }));
    codeOf('speaker', tableOf({ speakers: ['1'], emotions: ['a', 'b'] })).toThrow(expect.objectContaining({ code: 'too-few-speakers' }));
    codeOf('speaker:2', tableOf({ speakers: ['1', ''], emotions: ['a', 'b'] })).toThrow(/speaker of 4 of 8 clips is unknown/);
    codeOf('speaker:2', tableOf({ speakers: ['1', '2'], emotions: ['a'] })).toThrow(expect.objectContaining({ code: 'too-few-classes' }));
    codeOf('random:0.5', tableOf({ speakers: ['1'], emotions: ['a'], takes: 1 })).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
    codeOf('stratified:22').toThrow(/"a" has 21 clips, fewer than the 22/);
    const lopsided = tableOf({ speakers: ['1', '2'], emotions: ['a', 'b'], takes: 1 });
    codeOf('speaker', { ...lopsided, emotions: ['a', 'a', 'b', 'b'] }).toThrow(/None of the 2 folds can be carried out: speaker 1: its training side has only one emotion \("b"\)/);
  });
});

describe('parseProtocol', () => {
  it('reads each form', () => {
    expect(['speaker', 'speaker:6', 'stratified:5', 'random:0.2'].map(parseProtocol)).toEqual([
      { kind: 'speaker', nFolds: 'each' },
      { kind: 'speaker', nFolds: 6 },
      { kind: 'stratified', nFolds: 5 },
      { kind: 'random', testShare: 0.2, nRepeats: 1 },
    ]);
    expect(['speakers:1,7', 'emobox', 'luna-jimenez', 'corpus', 'sentence', 'sentence:2', 'random:0.25x10'].map(parseProtocol)).toEqual([
      { kind: 'speakers', speakers: ['1', '7'] },
      { kind: 'published', id: 'emobox' },
      { kind: 'published', id: 'luna-jimenez' },
      { kind: 'corpus' },
      { kind: 'sentence', nFolds: 'each' },
      { kind: 'sentence', nFolds: 2 },
      { kind: 'random', testShare: 0.25, nRepeats: 10 },
    ]);
  });

  it.each(['', 'speaker:', 'speaker:1', 'speaker:2.5', 'speaker:6:7', 'stratified', 'random:0', 'random:1', 'random:x', 'actor:6', 'speaker:1e3', 'speaker: 6', 'speaker:06', 'speaker:+6', 'stratified:0x5', 'random:1e-1', 'random: 0.2', 'random:0.2x0', 'random:0.2x', 'speakers:', 'speakers:1,1', 'sentence:1', 'corpus:2', 'EmoBox', 'toString'])('refuses "%s"', (text) => {
    expect(() => parseProtocol(text)).toThrow(expect.objectContaining({ code: 'cv-invalid' }));
  });

  it('says what is wrong with a form that it knows', () => {
    expect(() => parseProtocol('speaker:1')).toThrow(/"speaker:1" asks for 1 fold; at least 2 are needed.*one speaker at a time, say speaker\./);
    expect(() => parseProtocol('stratified:0')).toThrow(/"stratified:0" asks for no folds; at least 2 are needed[^.]*\.$/);
    expect(() => parseProtocol('random:20')).toThrow(/holds out a share of 20; it must lie between 0 and 1/);
  });
});
