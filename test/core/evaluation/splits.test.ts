import { describe, expect, it } from 'vitest';
import { parseProtocol } from '../../../src/core/evaluation/protocol.ts';
import { createSplits } from '../../../src/core/evaluation/splits.ts';
import { tableOf } from './tableOf.ts';

const table = tableOf({ speakers: ['10', '2', '1', '7', '3', '5', '4'], emotions: ['a', 'b', 'c'], takes: 3 });
const split = (cv: string, of = table, seed = 0) => createSplits(of, parseProtocol(cv), seed);
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

  it('refuses what the data cannot carry, with the numbers, and never falls back', () => {
    codeOf('speaker:8').toThrow(expect.objectContaining({ code: 'too-few-speakers', message: expect.stringMatching(/7 speakers.*at least 8/) as string }));
    codeOf('speaker', tableOf({ speakers: ['1'], emotions: ['a', 'b'] })).toThrow(expect.objectContaining({ code: 'too-few-speakers' }));
    codeOf('speaker:2', tableOf({ speakers: ['1', ''], emotions: ['a', 'b'] })).toThrow(/speaker of 4 of 8 clips is unknown/);
    codeOf('speaker:2', tableOf({ speakers: ['1', '2'], emotions: ['a'] })).toThrow(expect.objectContaining({ code: 'too-few-classes' }));
    codeOf('random:0.5', tableOf({ speakers: ['1'], emotions: ['a'], takes: 1 })).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
    codeOf('stratified:22').toThrow(/"a" has 21 clips, fewer than the 22/);
    const lopsided = tableOf({ speakers: ['1', '2'], emotions: ['a', 'b'], takes: 1 });
    codeOf('speaker', { ...lopsided, emotions: ['a', 'a', 'b', 'b'] }).toThrow(/Fold 1 of 2 trains on only one emotion \("b"\)/);
  });
});

describe('parseProtocol', () => {
  it('reads each form', () => {
    expect(['speaker', 'speaker:6', 'stratified:5', 'random:0.2'].map(parseProtocol)).toEqual([
      { kind: 'speaker', nFolds: 'each' },
      { kind: 'speaker', nFolds: 6 },
      { kind: 'stratified', nFolds: 5 },
      { kind: 'random', testShare: 0.2 },
    ]);
  });

  it.each(['', 'speaker:', 'speaker:1', 'speaker:2.5', 'speaker:6:7', 'stratified', 'random:0', 'random:1', 'random:x', 'actor:6'])('refuses "%s"', (text) => {
    expect(() => parseProtocol(text)).toThrow(expect.objectContaining({ code: 'cv-invalid' }));
  });
});
