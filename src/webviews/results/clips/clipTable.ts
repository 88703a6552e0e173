import { clipKey, isSameClip, type ClipKey, type ListedClip } from '../../../protocol/runClips.ts';
import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { tellRows } from '../copy/toldRows.ts';
import { wideTable } from '../wideTable.ts';
import type { ClipPlayer, PlayerState } from './clipPlayer.ts';
import { words } from './words.ts';

/** So many are in sight at once; the others on demand. */
const N_IN_SIGHT = 20;

/** What a list of clips can do with them. */
export interface ClipActions {
  readonly player: ClipPlayer;
  open(clip: ClipKey): void;
}

/** A column between a clip's name and its buttons. */
export interface ClipColumn {
  readonly head: string;
  readonly isText?: boolean;
  cell(clip: ListedClip): string;
}

interface ClipRow {
  readonly clip: ListedClip;
  readonly node: HTMLElement;
  show(isPlaying: boolean): void;
}

/** A list of clips, each of which can be played in place and opened in the clip editor. */
export function clipTable(id: string, caption: string, clips: readonly ListedClip[], columns: readonly ClipColumn[], actions: ClipActions): HTMLElement {
  /** Below the clip that it is about, since the list is longer than the screen. */
  const trouble = element('tr', { class: 'trouble' }, element('td', { colspan: columns.length + 2, class: 'text' }, element('span', { role: 'alert' })));
  const made = (some: readonly ListedClip[]): ClipRow[] => some.map((clip) => clipRow(clip, columns, actions));
  const rows = made(clips.slice(0, N_IN_SIGHT));
  const body = element('tbody', {}, ...rows.map(({ node: row }) => row));
  let played: PlayerState['clip'];
  const textClass = ({ isText }: ClipColumn): string | undefined => (isText ? 'text' : undefined);
  const head = [element('th', { scope: 'col' }, words.file), ...columns.map((column) => element('th', { scope: 'col', class: textClass(column) }, column.head)), element('th', { scope: 'col', class: 'text', 'data-copy': 'no' }, words.listen)];
  const table = element('table', { id, class: 'figures clips' }, element('caption', {}, caption), element('thead', {}, element('tr', {}, ...head)), body);
  // A copy of the list has those out of sight too.
  tellRows(table, () => clips.map((clip) => [clip.file, ...columns.map(({ cell }) => cell(clip))]));
  const node = element('div', { class: 'clip-list' }, wideTable(caption, table));
  if (clips.length > rows.length) {
    const all = element('button', { type: 'button', class: 'plain-button' }, words.all(clips.length));
    all.addEventListener('click', () => {
      const others = made(clips.slice(rows.length));
      for (const row of others) row.show(isSameClip(row.clip, played));
      rows.push(...others);
      body.append(...others.map(({ node: row }) => row));
      others[0]?.node.querySelector('button')?.focus();
      all.remove();
    });
    node.append(all);
  }
  actions.player.watch(node, (state) => {
    played = state.clip;
    for (const row of rows) row.show(isSameClip(row.clip, state.clip));
    // Another list may have asked.
    const about = rows.find(({ clip }) => isSameClip(clip, state.trouble?.clip));
    trouble.remove();
    if (about === undefined) return;
    about.node.after(trouble);
    const told = trouble.querySelector('span');
    if (told) told.textContent = state.trouble?.reason ?? '';
  });
  return node;
}

function clipRow(clip: ListedClip, columns: readonly ClipColumn[], { player, open }: ClipActions): ClipRow {
  const [play, stop] = [icon('play'), icon('stop')];
  const word = document.createTextNode(words.play);
  const toggle = element('button', { type: 'button', class: 'plain-button', 'data-play': clip.place, 'aria-label': words.playOf(clip.file) }, play, word);
  toggle.addEventListener('click', () => player.toggle(clip));
  const opener = element('button', { type: 'button', class: 'plain-button', 'data-open': clip.place, 'aria-label': words.openOf(clip.file) }, words.open);
  opener.addEventListener('click', () => open(clipKey(clip)));
  return {
    clip,
    node: element(
      'tr',
      { 'data-file': clip.file },
      element('th', { scope: 'row', class: 'plain' }, clip.file),
      ...columns.map(({ isText, cell }) => element('td', { class: isText ? 'text' : undefined }, cell(clip))),
      element('td', { class: 'text buttons', 'data-copy': 'no' }, toggle, opener),
    ),
    show(isPlaying) {
      if (isPlaying === (toggle.firstChild === stop)) return;
      toggle.firstChild?.replaceWith(isPlaying ? stop : play);
      word.data = isPlaying ? words.stop : words.play;
      toggle.setAttribute('aria-label', isPlaying ? words.stopOf(clip.file) : words.playOf(clip.file));
    },
  };
}
