import { expect, it, vi } from 'vitest';
import type { ListedClip } from '../../../../src/protocol/runClips.ts';
import type { ClipActions } from '../../../../src/webviews/results/clips/clipTable.ts';
import type { PlayerState } from '../../../../src/webviews/results/clips/clipPlayer.ts';
import { toldRows } from '../../../../src/webviews/results/copy/toldRows.ts';
import { standInDocument, type StandInElement } from '../../pageStandIn.ts';

vi.stubGlobal('document', standInDocument);
for (const name of ['ResizeObserver', 'MutationObserver']) vi.stubGlobal(name, class { observe(): void {} disconnect(): void {} });
const { clipTable } = await import('../../../../src/webviews/results/clips/clipTable.ts');

const clips = Array.from({ length: 2000 }, (_, place): ListedClip => ({ kind: 'run', id: 1, place, file: `a/${place}.wav`, speaker: String(place % 7), labelled: 'sad', predicted: 'calm', fold: 1 }));

function listOf(some: readonly ListedClip[]) {
  let tell: (state: PlayerState) => void = () => undefined;
  const player: ClipActions['player'] = { toggle: () => undefined, stop: () => undefined, receive: () => undefined, watch: (_, show) => (tell = show) };
  const node = clipTable('clips', 'Clips', some, [{ head: 'Speaker', cell: ({ speaker }) => `speaker  ${speaker}` }], { player, open: () => undefined }) as unknown as StandInElement;
  const rows = (): StandInElement[] => (node.all('tbody')[0] as StandInElement).elements;
  return { node, rows, tell: (state: PlayerState) => tell(state), table: node.all('table')[0] as unknown as HTMLTableElement, more: (): StandInElement | undefined => node.elements.find(({ tag }) => tag === 'button') };
}

it('a long list makes the rows in sight alone, and the others when they are asked for', () => {
  const { rows, more } = listOf(clips);
  expect(rows()).toHaveLength(20);
  more()?.click();
  expect(rows()).toHaveLength(2000);
  expect(rows()[20]?.getAttribute('data-file')).toBe('a/20.wav');
  expect(standInDocument.activeElement).toBe(rows()[20]?.querySelector('button'));
  expect(more()).toBeUndefined();
  expect(listOf(clips.slice(0, 20)).more()).toBeUndefined();
});

it('a copy of the list has all its clips, whether they are in sight or not', () => {
  const { table, more } = listOf(clips);
  const before = toldRows(table);
  expect(before).toHaveLength(2000);
  expect(before?.[1999]).toEqual([{ text: 'a/1999.wav', note: '' }, { text: 'speaker 4', note: '' }]);
  more()?.click();
  expect(toldRows(table)).toEqual(before);
});

it('a clip that is played elsewhere is marked in rows that come later, and trouble with a clip is told below it', () => {
  const { node, rows, tell, more } = listOf(clips);
  tell({ clip: clips[25] });
  more()?.click();
  const wordsOf = (row: number): string | undefined => rows()[row]?.querySelector('button')?.textContent;
  expect([wordsOf(24), wordsOf(25)]).toEqual(['Play', 'Stop']);
  tell({ trouble: { clip: clips[25] as ListedClip, reason: 'It is gone.' } });
  expect(rows()[26]?.textContent).toBe('It is gone.');
  tell({ clip: clips[25] });
  expect(node.textContent).not.toContain('It is gone.');
});
