import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { ClipFacts, ClipFigure, FromClipPage, ToClipPage } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { createEstimateView } from './estimateView.ts';
import { createFailureView } from './failureView.ts';
import { createHeading } from './heading.ts';
import { createSoundView } from './soundView.ts';
import { words } from './words.ts';

interface ClipPageState {
  readonly timeSec: number;
}

const host = connectToHost<ToClipPage, FromClipPage, ClipPageState>(receive);
const heading = createHeading();
const progress = element('div', { class: 'progress', role: 'status' }, element('vscode-progress-bar', { indeterminate: true, 'aria-label': words.loading }), element('p', { class: 'muted' }, words.reading));
const sound = createSoundView(Number(host.restored.timeSec) || 0, (timeSec) => host.keep({ timeSec }));
const estimate = createEstimateView(() => host.post({ type: 'classify' }));
const failure = createFailureView(() => host.post({ type: 'openAsText' }));
const content = element('div', { class: 'content', hidden: true }, sound.node, estimate.node);
let figure: ClipFigure | undefined;

/** Shows one of: waiting, the clip, or why there is none. A clip that is drawn again stays in sight while it waits. */
function show(state: 'loading' | 'clip' | 'failed'): void {
  progress.hidden = state !== 'loading';
  failure.node.hidden = state !== 'failed';
  content.hidden = state === 'failed' || figure === undefined;
}

function showFacts(facts: ClipFacts): void {
  heading.show(facts, figure);
  estimate.show(facts.estimate);
}

function receive(message: ToClipPage): void {
  if (message.type === 'loading') show('loading');
  if (message.type === 'failed') {
    figure = undefined;
    sound.clear();
    failure.show(message.message);
    show('failed');
  }
  if (message.type === 'figure') {
    figure = message.figure;
    show('clip');
    sound.show(message.figure, message.audioUri);
  }
  showFacts(message.facts);
}

document.querySelector('main')?.append(heading.node, progress, failure.node, content);
keepSpaceFromScrolling();
host.post({ type: 'ready' });
