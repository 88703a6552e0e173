import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClassifiedClip } from '../../../src/protocol/classifiedView.ts';
import { standInDocument, type StandInElement } from '../pageStandIn.ts';

vi.mock('@vscode-elements/elements/dist/vscode-button/index.js', () => ({}));
vi.stubGlobal('document', standInDocument);
const { createClipTable } = await import('../../../src/webviews/classified/clipTable.ts');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clips = ['b.wav', 'a.wav', 'ab.wav'].map((name): ClassifiedClip => ({ path: `/w/${name}`, name, folder: 'w', emotion: 'sad', probability: 0.5 }));

function tableOf() {
  const keep = vi.fn();
  const table = createClipTable(clips, { order: { column: 'name', descending: false }, filter: '' }, { open: () => undefined, keep });
  const node = table.node as unknown as StandInElement;
  const input = node.all('input')[0] as StandInElement & { value: string };
  const type = (text: string): void => {
    input.value = text;
    for (const listener of input.listeners.get('input') ?? []) listener();
  };
  return { table, keep, type, names: () => (node.all('tbody')[0] as StandInElement).all('th').map(({ textContent }) => textContent) };
}

it('letters of the filter are read together once they rest, and what is seen is kept once', () => {
  const { keep, type, names } = tableOf();
  expect(keep).toHaveBeenCalledTimes(1);
  for (const text of ['a', 'ab', 'ab.']) {
    type(text);
    vi.advanceTimersByTime(100);
  }
  expect([names().length, keep.mock.calls.length]).toEqual([3, 1]);
  vi.advanceTimersByTime(1000);
  expect(names()).toEqual(['ab.wav']);
  expect(keep.mock.calls.slice(1)).toEqual([[{ order: { column: 'name', descending: false }, filter: 'ab.' }]]);
});

it('an export right after a letter has what the filter says', () => {
  const { table, type, names } = tableOf();
  type('ab');
  expect(table.rows()).toEqual([2]);
  expect(names()).toEqual(['ab.wav']);
});
