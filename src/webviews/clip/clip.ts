import type { ClipFacts, ClipSummary, FromClipPage, ToClipPage } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { createControlsLoader } from './controlsLoader.ts';
import { createEstimateView } from './estimateView.ts';
import { createFailureView } from './failureView.ts';
import { createHeading } from './heading.ts';
import { durationOf } from './scene.ts';
import type { SoundState } from './soundActions.ts';
import { createSoundView } from './soundView.ts';
import { words } from './words.ts';

const host = connectToHost<ToClipPage, FromClipPage, SoundState>(receive);
const heading = createHeading();
const progress = element('div', { class: 'progress', role: 'status' }, element('vscode-progress-bar', { indeterminate: true, 'aria-label': words.loading }), element('p', { class: 'muted' }, words.reading));
let version = 0;
let isTold = false;
/** Controls are set up after the first picture, and where that takes its time or does not come, without it. */
const setUpControls = createControlsLoader();
setTimeout(setUpControls, 300);
const sound = createSoundView(host.restored, {
  drawn: () => requestAnimationFrame(() => setTimeout(setUpControls)),
  want: (keys) => host.post({ type: 'want', version, keys }),
  keep: (state) => host.keep(state),
  remember: (settings) => host.post({ type: 'settings', settings }),
  save: (range) => host.post({ type: 'saveSelection', ...range }),
  classify: (range) => host.post({ type: 'classifySelection', ...range }),
  startTimeline: (lengths) => host.post({ type: 'timeline', lengths }),
  stopTimeline: () => host.post({ type: 'stopTimeline' }),
});
const estimate = createEstimateView({ classify: () => host.post({ type: 'classify' }), explain: () => host.post({ type: 'explain' }) });
const failure = createFailureView(() => host.post({ type: 'openAsText' }));
const content = element('div', { class: 'content', hidden: true }, sound.node, estimate.node);
let summary: ClipSummary | undefined;

/** Shows one of: waiting, the clip, or why there is none. A clip that is opened again stays in sight while it waits. */
function show(state: 'loading' | 'clip' | 'failed'): void {
  progress.hidden = state !== 'loading';
  failure.node.hidden = state !== 'failed';
  content.hidden = state === 'failed' || summary === undefined;
}

function showFacts(facts: ClipFacts): void {
  heading.show(facts, summary);
  estimate.show(facts.estimate, summary && durationOf(summary));
}

function receive(message: ToClipPage): void {
  // What was drawn for the page's last life says nothing to a new one.
  isTold ||= message.type === 'loading' || message.type === 'opened' || message.type === 'failed';
  if (message.type === 'piece') {
    if (message.version === version) sound.put(message.key, message.piece);
    return;
  }
  if (message.type === 'selectionEstimate') {
    if (message.version === version && summary !== undefined) estimate.showPart(message.estimate, message.from / summary.sampleRate, message.to / summary.sampleRate);
    return;
  }
  if (message.type === 'reasons') {
    if (message.version === version) estimate.showReasons(message.reasons);
    return;
  }
  if (message.type === 'timeline') {
    if (message.version === version) sound.putTimeline(message.part);
    return;
  }
  if (message.type === 'timelineEnded') {
    if (message.version === version) sound.endTimeline();
    return;
  }
  if (message.type === 'timelineStale') {
    sound.staleTimeline();
    return;
  }
  if (message.type === 'loading') show('loading');
  if (message.type === 'failed') {
    summary = undefined;
    sound.clear();
    setUpControls();
    failure.show(message.message);
    show('failed');
  }
  if (message.type === 'opened') {
    if (message.version !== version) estimate.forget();
    ({ summary, version } = message);
    show('clip');
    sound.show(message.summary, message.settings, message.audioUri, message.coming);
  }
  showFacts(message.facts);
}

document.querySelector('main')?.append(heading.node, progress, failure.node, content);
keepSpaceFromScrolling();
// What the host has sent before the page stood comes as soon as it has loaded, and before what is posted then: who was told nothing asks.
window.addEventListener('load', () => setTimeout(() => window.postMessage('loaded')));
window.addEventListener('message', ({ data }) => void (data === 'loaded' && !isTold && host.post({ type: 'ready' })));
