import type { ClipSettings } from '../../protocol/clipSettings.ts';
import type { Piece, PieceKey } from '../../protocol/clipTracks.ts';
import type { TimelinePart } from '../../protocol/clipTimeline.ts';
import type { ClipSummary } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { createChannelChoice } from './channelChoice.ts';
import { figureReading, type FigurePoint } from './figureReading.ts';
import { offerMenu } from './figuresMenu.ts';
import { createPlayback } from './playback.ts';
import { createPlots } from './plots.ts';
import { createReadingLine } from './readingLine.ts';
import { durationOf, limitsOf, type Scene } from './scene.ts';
import { createSeekBar, type Pointer } from './seekBar.ts';
import { rangeOf, samplesOf, type Selection } from './selection.ts';
import { createSelectionBar } from './selectionBar.ts';
import { createSettingsBar } from './settingsBar.ts';
import { createTileAsker } from './tileAsker.ts';
import { createTileBook } from './tileBook.ts';
import { createFrequencyScale } from './frequencyScale.ts';
import { withPart } from './timeline/emotionTimeline.ts';
import type { SampleRange, SoundActions, SoundState } from './soundActions.ts';
import { createTimelineBar, type TimelineState } from './timeline/timelineBar.ts';
import { createTrackChoice } from './trackChoice.ts';
import { createTransport } from './transport.ts';
import { createViewBar, viewText } from './viewBar.ts';
import { watchViewGestures } from './viewGestures.ts';
import { createViewTools } from './viewTools.ts';
import { followView, isWhole, panView, viewOf, wholeView, zoomView, type ViewWindow } from './viewWindow.ts';
import { words } from './words.ts';

export interface SoundView {
  readonly node: HTMLElement;
  show(summary: ClipSummary, settings: ClipSettings, audioUri: string, coming: readonly PieceKey[]): void;
  put(key: PieceKey, piece: Piece): void;
  putTimeline(part: TimelinePart): void;
  /** All of the timeline has come, or no more of it will. */
  endTimeline(): void;
  /** The timeline is of a model that is no longer in use. */
  staleTimeline(): void;
  /** Lets go of the clip and falls silent. */
  clear(): void;
}

/** A recording that is longer than this has a timeline: two windows side by side. */
const timelineFromSec = 6;

/** Sound of this length is fetched when it is to be played, not before. */
const longSec = 600;

const keepAfterMs = 150;

/** The sound: playback, waveform and spectrogram on one time axis, of which a part may be in sight and a part may be chosen. */
export function createSoundView(restored: Partial<SoundState>, actions: SoundActions): SoundView {
  const audio = element('audio', {});
  let scene: Scene | undefined;
  let selection: Selection | undefined;
  let keyShare: number | undefined;
  let pointer: Pointer | undefined;
  const tiles = createTileAsker(actions.want, actions.drawn);
  const plots = createPlots(
    () => scene,
    // The size of a canvas decides what is wanted as well.
    () => scene && tiles.drawn(scene, plots.pixels()),
  );

  const keep = (): void => {
    if (scene !== undefined) actions.keep({ timeSec: playback.state.timeSec, view: scene.view, selection, channel: scene.channel, scrolled: window.scrollY });
  };
  let keeping = 0;
  /** Keeps what is in sight once it rests: to tell the editor of each frame of a moving picture would slow it down. */
  const rest = (): void => {
    clearTimeout(keeping);
    keeping = window.setTimeout(keep, keepAfterMs);
  };
  const mark = (): void => {
    if (scene === undefined) return;
    const { fromSec, toSec } = scene.view;
    const shareOf = (sec: number): number => (sec - fromSec) / (toSec - fromSec);
    const range = rangeOf(selection);
    plots.mark({ position: shareOf(playback.state.timeSec), selection: range && { from: shareOf(range.fromSec), to: shareOf(range.toSec) }, height: keyShare });
  };
  /** Shows the scene as it has become. */
  const show = (next: Scene): void => {
    scene = next;
    const limits = limitsOf(scene);
    seekBar.span(scene.view);
    viewBar.show(scene.view, limits);
    viewTools.show(viewText(scene.view, limits.durationSec), isWhole(scene.view, limits));
    settingsBar.show(scene.settings, scene.summary.sampleRate);
    trackChoice.show(scene.settings.tracks);
    channelChoice.show(scene.channel, scene.summary.nChannels);
    plots.redraw();
    mark();
    // Another part has come under a pointer that rests.
    if (pointer !== undefined) readAt(pointer);
    rest();
  };
  const look = (viewOfScene: (scene: Scene) => ViewWindow): void => {
    if (scene !== undefined) show({ ...scene, view: viewOfScene(scene) });
  };
  const lookAfter = (timeSec: number): void => {
    if (scene !== undefined && followView(scene.view, limitsOf(scene), timeSec) !== scene.view) look((from) => followView(from.view, limitsOf(from), timeSec));
  };
  const choose = (next: Selection | undefined): void => {
    selection = next;
    const range = rangeOf(next);
    playback.keepWithin(range);
    selectionBar.show(range, scene === undefined ? 0 : durationOf(scene.summary));
    offerMenu(figures, scene !== undefined && range !== undefined ? samplesOf(range, scene.summary) : undefined);
    mark();
    rest();
  };
  const read = (point: FigurePoint | undefined): void => reading.show(scene === undefined || point === undefined ? '' : figureReading(scene, plots.pixels(), point));
  const readAt = (at: Pointer): void => {
    if (scene === undefined) return;
    const { fromSec, toSec } = scene.view;
    read({ timeSec: fromSec + at.share * (toSec - fromSec), hertz: plots.hertzAt(at.clientY) });
  };
  /** Keys read at the playback position. */
  const readByKeys = (): void => {
    if (scene === undefined) return;
    const scale = createFrequencyScale(scene.settings.scale, scene.summary.sampleRate / 2);
    read({ timeSec: playback.state.timeSec, hertz: keyShare === undefined ? undefined : scale.hertz(keyShare) });
  };
  const withChosen = (act: (range: SampleRange) => void) => (): void => {
    const range = rangeOf(selection);
    if (scene !== undefined && range !== undefined) act(samplesOf(range, scene.summary));
  };

  const playback = createPlayback(audio, (state) => {
    transport.show(state);
    seekBar.show(state);
    if (state.playing) lookAfter(state.timeSec);
    else rest();
    mark();
  });
  const transport = createTransport({ toggle: () => playback.toggle(), repeat: (loop) => playback.repeat(loop), speed: (rate) => playback.speed(rate) });
  const reading = createReadingLine();
  const zoom = (factor: number, atSec?: number): void => {
    const { timeSec } = playback.state;
    look((from) => {
      const { fromSec, toSec } = from.view;
      // Without a pointer, what is zoomed into is the playback position, if it is in sight.
      return zoomView(from.view, limitsOf(from), factor, atSec ?? (timeSec >= fromSec && timeSec <= toSec ? timeSec : (fromSec + toSec) / 2));
    });
  };
  const showWhole = (): void => look((from) => wholeView(limitsOf(from)));
  const seekBar = createSeekBar({
    seek(timeSec) {
      playback.seek(timeSec);
      lookAfter(playback.state.timeSec);
      readByKeys();
    },
    toggle: () => playback.toggle(),
    select(anchorSec, headSec) {
      choose({ anchorSec, headSec });
      playback.seek(Math.min(anchorSec, headSec));
    },
    extend(toSec) {
      const { anchorSec, headSec } = selection ?? { anchorSec: playback.state.timeSec, headSec: playback.state.timeSec };
      choose({ anchorSec, headSec: toSec(headSec) });
      lookAfter(toSec(headSec));
    },
    clearSelection() {
      const wasChosen = selection !== undefined;
      choose(undefined);
      return wasChosen;
    },
    raise(share) {
      keyShare = keyShare === undefined ? 0.25 : Math.min(1, Math.max(0, keyShare + share));
      mark();
      readByKeys();
    },
    say: () => reading.say(),
    point(at) {
      pointer = at;
      if (at !== undefined) readAt(at);
      else if (keyShare === undefined) read(undefined);
      else readByKeys();
    },
  });
  const viewBar = createViewBar((view) => look(() => view));
  const viewTools = createViewTools({ zoom, showWhole });
  const selectionBar = createSelectionBar({
    save: withChosen(actions.save),
    classify: withChosen(actions.classify),
    zoomTo() {
      const range = rangeOf(selection);
      if (range !== undefined) look((from) => viewOf(range.fromSec, range.toSec - range.fromSec, limitsOf(from)));
    },
    clear: () => choose(undefined),
  });
  const draw = (settings: ClipSettings): void => {
    actions.remember(settings);
    if (scene !== undefined) show({ ...scene, settings });
  };
  const settingsBar = createSettingsBar(draw);
  const trackChoice = createTrackChoice((tracks) => scene && draw({ ...scene.settings, tracks }));
  const timelineBar = createTimelineBar({
    start(lengths) {
      showTimeline({ timeline: undefined, phase: 'running' });
      actions.startTimeline(lengths);
    },
    stop: actions.stopTimeline,
    choose: (lengths) => scene && draw({ ...scene.settings, ...lengths }),
  });
  const showTimeline = (state: TimelineState): void => {
    if (scene === undefined) return;
    scene = { ...scene, timeline: state.timeline };
    timelineBar.node.hidden = durationOf(scene.summary) <= timelineFromSec;
    timelineBar.show(state, scene.settings, durationOf(scene.summary));
    plots.redraw();
    mark();
  };
  const channelChoice = createChannelChoice((channel) => {
    if (scene !== undefined) show({ ...scene, channel });
  });

  const figures = element('div', { class: 'figures', id: 'figures' }, ...plots.nodes, seekBar.node);
  const node = element(
    'section',
    { class: 'sound', 'aria-label': words.sound },
    element('div', { class: 'controls' }, transport.node, viewTools.node),
    element('div', { class: 'aboveFigures' }, viewTools.part, reading.node),
    figures,
    viewBar.node,
    selectionBar.node,
    timelineBar.node,
    element('div', { class: 'settingsRow' }, settingsBar.node, channelChoice.node, trackChoice.node),
    audio,
  );
  window.addEventListener('scroll', rest, { passive: true });
  watchViewGestures(figures, node, {
    zoom: (factor, clientX) => {
      const box = seekBar.node.getBoundingClientRect();
      zoom(factor, scene === undefined || clientX === undefined ? undefined : scene.view.fromSec + ((clientX - box.left) / box.width) * (scene.view.toSec - scene.view.fromSec));
    },
    pan: (share) => look((from) => panView(from.view, limitsOf(from), share * (from.view.toSec - from.view.fromSec))),
    showWhole,
    canPan: () => scene !== undefined && !isWhole(scene.view, limitsOf(scene)),
  });

  return {
    node,
    show(summary, settings, audioUri, coming) {
      const isNew = scene === undefined;
      const before: Partial<SoundState> = scene === undefined ? restored : { timeSec: playback.state.timeSec, view: scene.view, selection, channel: scene.channel };
      const limits = limitsOf({ summary });
      const view = before.view === undefined ? wholeView(limits) : viewOf(before.view.fromSec, before.view.toSec - before.view.fromSec, limits);
      const channel = typeof before.channel === 'number' && before.channel < summary.nChannels ? before.channel : 'mix';
      const startSec = before.timeSec ?? 0;
      scene = { summary, settings, channel, view, book: createTileBook() };
      tiles.begin(coming);
      playback.load(audioUri, limits.durationSec, limits.durationSec > longSec ? 'on play' : 'now');
      choose(before.selection !== undefined && Math.max(before.selection.anchorSec, before.selection.headSec) <= limits.durationSec ? before.selection : undefined);
      playback.seek(startSec);
      show(scene);
      // One of another state of the file is not of this one.
      showTimeline({ timeline: undefined, phase: 'none' });
      tiles.ask(scene, plots.pixels());
      if (isNew && restored.scrolled) window.scrollTo({ top: restored.scrolled });
    },
    put(key, piece) {
      if (scene === undefined) return;
      tiles.came(key);
      scene.book.put(key, piece);
      plots.redraw();
    },
    putTimeline(part) {
      showTimeline({ timeline: withPart(scene?.timeline, part), phase: 'running' });
    },
    endTimeline() {
      showTimeline({ timeline: scene?.timeline, phase: scene?.timeline === undefined ? 'none' : 'ended' });
    },
    staleTimeline() {
      showTimeline({ timeline: scene?.timeline, phase: scene?.timeline === undefined ? 'none' : 'stale' });
    },
    clear() {
      scene = undefined;
      playback.unload();
    },
  };
}
