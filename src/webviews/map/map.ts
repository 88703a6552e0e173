import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { isMapColour, type FromMapPage, type MapColour, type MapPageState, type ToMapPage } from '../../protocol/mapView.ts';
import { element } from '../shared/element.ts';
import { note } from '../shared/note.ts';
import { createSoundPlayer } from '../shared/soundPlayer.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { onThemeChange } from '../shared/theme.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { createMapView } from './mapView.ts';
import { words } from './words.ts';

const main = document.querySelector('main');
const host = connectToHost<ToMapPage, FromMapPage, MapPageState>(receive);
let colour: MapColour = isMapColour(host.restored.colour) ? host.restored.colour : 'emotion';
let state: Pick<MapPageState, 'root' | 'method'> | undefined;
let shown: number | undefined;
let asked: number | undefined;

const keep = (): void => {
  if (state !== undefined) host.keep({ ...state, colour });
};
const view = createMapView({
  post: (message) => {
    if (message.type === 'play') asked = message.clip;
    host.post(message);
  },
  colourChosen: (next) => {
    colour = next;
    keep();
  },
});
const player = createSoundPlayer();

function receive(message: ToMapPage): void {
  switch (message.type) {
    case 'empty':
      return show(emptyView());
    case 'drawing':
      player.stop();
      return showInstead(message, element('div', { class: 'progress', role: 'status' }, element('vscode-progress-bar', { indeterminate: true, 'aria-label': words.reading }), element('p', { class: 'muted' }, words.drawing(message.method))));
    case 'failed':
      return showInstead(message, note('warning', message.message), button(words.again, 'again', () => host.post({ type: 'draw', method: message.method })));
    case 'map':
      shown = message.shown.id;
      state = { root: message.root, method: message.shown.method };
      view.show(message.shown, colour);
      keep();
      return show(view.node);
    case 'sound':
      // Who has pointed on meanwhile wants to hear the later one.
      if (message.map === shown && message.clip === asked) player.play(message.bytes, message.mime, () => view.tell(message.clip, words.unplayable));
      return;
    case 'silence':
      if (message.map === shown && message.clip === asked) view.tell(message.clip, message.message);
  }
}

function show(...nodes: readonly HTMLElement[]): void {
  // The view keeps its place and its focus when it has only news.
  if (main?.firstElementChild !== nodes[0]) main?.replaceChildren(...nodes);
}

/** Instead of a map; where another one of the corpus is in sight, what it is chosen by stays in its place and keeps the focus. */
function showInstead({ root, corpus, method }: Extract<ToMapPage, { readonly type: 'drawing' | 'failed' }>, ...nodes: readonly HTMLElement[]): void {
  if (state?.root === root && main?.firstElementChild === view.node) view.showInstead(method, ...nodes);
  else show(element('h1', {}, words.title(corpus)), ...nodes);
}

function emptyView(): HTMLElement {
  return element('section', { class: 'empty' }, element('h1', {}, words.emptyTitle), element('p', {}, words.empty), button(words.choose, 'choose', () => host.post({ type: 'choose' })));
}

function button(text: string, id: string, press: () => void): HTMLElement {
  const node = element('vscode-button', { id }, text);
  node.addEventListener('click', press);
  return node;
}

show(element('p', { class: 'muted', role: 'status' }, words.reading));
onThemeChange(view.redraw);
keepSpaceFromScrolling();
host.post({ type: 'ready' });
