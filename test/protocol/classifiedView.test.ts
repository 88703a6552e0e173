import { describe, expect, it } from 'vitest';
import { batchOfState, isFromClassifiedPage, keptBatch, type ClassifiedBatch } from '../../src/protocol/classifiedView.ts';

describe('isFromClassifiedPage', () => {
  it('lets pass what the page sends', () => {
    const messages = [{ type: 'ready' }, { type: 'classify' }, { type: 'open', row: 0 }, { type: 'export', rows: [] }, { type: 'copy', format: 'csv', rows: [2, 0] }, { type: 'copy', format: 'markdown', rows: [1] }];
    for (const message of messages) expect(isFromClassifiedPage(message), JSON.stringify(message)).toBe(true);
  });

  it('refuses anything else', () => {
    const messages = [undefined, null, 'ready', {}, { type: 'open' }, { type: 'open', row: -1 }, { type: 'open', row: '/etc/passwd' }, { type: 'export' }, { type: 'export', rows: [0.5] }, { type: 'export', rows: ['/a'] }, { type: 'copy', format: 'html', rows: [] }, { type: 'copy', format: 'csv', rows: 3 }, { type: ['ready'] }];
    for (const message of messages) expect(isFromClassifiedPage(message), JSON.stringify(message)).toBe(false);
  });
});

describe('the batch that a page keeps', () => {
  const batch: ClassifiedBatch = {
    byStarter: true, synthetic: false, hasLearntFromThem: false, models: ['m'], problems: [{ path: 'x.wav', message: 'No.' }], nProblems: 300,
    clips: [{ path: '/a/b.wav', name: 'b.wav', folder: 'a', emotion: 'sad', probability: 0.5 }],
  };

  it('is found again in its state, whatever else that holds', () => {
    const kept = keptBatch(batch);
    expect(kept).toEqual({ byStarter: true, synthetic: false, paths: ['/a/b.wav'], problems: [{ path: 'x.wav', message: 'No.' }], nProblems: 300 });
    expect(batchOfState(JSON.parse(JSON.stringify({ ...kept, table: { filter: 'x' } })))).toEqual(kept);
  });

  it('is bounded, and none in a state that is not one', () => {
    const many = { ...batch, clips: Array.from({ length: 20_001 }, () => batch.clips[0]!) };
    expect(keptBatch(many).paths).toHaveLength(20_000);
    for (const state of [undefined, null, 'x', {}, { paths: 'x' }, { paths: [1] }, { paths: new Array(20_001).fill('x') }]) expect(batchOfState(state)).toBeUndefined();
    expect(batchOfState({ paths: [], problems: [{ path: 1 }, 'x', { path: 'a', message: 'b' }], byStarter: 'yes' })).toEqual({ paths: [], problems: [{ path: 'a', message: 'b' }], nProblems: 1, byStarter: false, synthetic: false });
    const problem = { path: 'a', message: 'b' };
    for (const nProblems of [undefined, 'many', 3.5, -1]) expect(batchOfState({ paths: [], problems: [problem, problem], nProblems })).toMatchObject({ nProblems: 2 });
    expect(batchOfState({ paths: [], problems: new Array(201).fill(problem) })?.problems).toHaveLength(200);
  });
});
