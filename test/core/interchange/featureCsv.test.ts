import { describe, expect, it } from 'vitest';
import { formatFeatureCsv, parseFeatureCsv } from '../../../src/core/interchange/featureCsv.ts';
import { createRandom } from '../../../src/core/learn/random.ts';

const random = createRandom(5);
const rows = Array.from({ length: 20 }, (_, i) => ({ file: `Actor_01/03-01-0${1 + (i % 8)}-01-01-01-01.wav`, vector: Float32Array.from({ length: 3 }, () => random.normal() * 10 ** (random.integer(20) - 10)) }));
const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) as string });

describe('feature CSV', () => {
  it('reads back the same float32 values, with labels from the names', () => {
    const table = parseFeatureCsv(formatFeatureCsv(['a', 'b', 'c'], rows));
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.X.data).toEqual(Float32Array.from(rows.flatMap(({ vector }) => [...vector])));
    expect(table.files).toEqual(rows.map(({ file }) => file));
    expect(table.emotions.slice(0, 2)).toEqual(['neutral', 'calm']);
    expect(new Set(table.speakers)).toEqual(new Set(['01']));
  });

  it('quotes names that need it', () => {
    const file = 'Actor_01,"x"/03-01-01-01-01-01-01.wav';
    expect(parseFeatureCsv(formatFeatureCsv(['a'], [{ file, vector: Float32Array.of(1) }])).files).toEqual([file]);
  });

  it('takes labels from named columns, which are then no features', () => {
    const table = parseFeatureCsv('file,emo,a,who\nx.wav,sad,1,anna\ny.wav,calm,2,ben\n', { emotion: 'emo', speaker: 'who' });
    expect(table).toMatchObject({ columns: ['a'], emotions: ['sad', 'calm'], speakers: ['anna', 'ben'] });
  });

  it('refuses what is no feature table, with line and rule', () => {
    const named = '03-01-01-01-01-01-01.wav';
    expect(() => parseFeatureCsv('')).toThrow(refusal('table-invalid', /first column/));
    expect(() => parseFeatureCsv('name,a\nx,1\n')).toThrow(refusal('table-invalid', /"name".*"file"/));
    expect(() => parseFeatureCsv(`file,a,a\n${named},1,2\n`)).toThrow(refusal('table-invalid', /"a" occurs twice/));
    expect(() => parseFeatureCsv(`file,a,b\n${named},1\n`)).toThrow(refusal('table-invalid', /Line 2 has 2 cells; the header has 3/));
    for (const cell of ['', 'x', 'NaN', 'Infinity', '1e60']) expect(() => parseFeatureCsv(`file,a\n${named},${cell}\n`)).toThrow(refusal('table-invalid', /Line 2.*not a finite number/));
    expect(() => parseFeatureCsv('file,a\nx.wav,1\n')).toThrow(refusal('no-labels', /Line 2.*"x.wav"/));
    expect(() => parseFeatureCsv('file,a\nx.wav,1\n', { emotion: 'emo', speaker: 'who' })).toThrow(refusal('table-invalid', /no column "emo"/));
    expect(() => parseFeatureCsv(`file\n${named}\n`)).toThrow(refusal('table-invalid', /no feature columns/));
  });
});
