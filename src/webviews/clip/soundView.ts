import type { Channel, Tile, TileKey } from '../../protocol/clipTiles.ts';
import type { ClipSummary } from '../../protocol/clipView.ts';
import { createColourMap } from '../shared/colourMap.ts';
import { element } from '../shared/element.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { watchCanvas } from '../shared/watchCanvas.ts';
import { createSpectrogramDrawing } from './drawSpectrogram.ts';
import { drawWaveform } from './drawWaveform.ts';
import { figureReading } from './figureReading.ts';
import { linearScale } from './frequencyScale.ts';
import { createPlayback } from './playback.ts';
import { plotFrame, readPlotMargins, type PlotFrame } from './plotArea.ts';
import { createPositionLine } from './positionLine.ts';
import type { Scene } from './scene.ts';
import { createSeekBar } from './seekBar.ts';
import { createTileBook, strongestHertz } from './tileBook.ts';
import type { ImageStyle } from './tileImage.ts';
import { createTransport } from './transport.ts';
import { createViewBar, viewText } from './viewBar.ts';
import { watchViewGestures } from './viewGestures.ts';
import { createViewTools } from './viewTools.ts';
import { followView, isWhole, panView, viewOf, wholeView, zoomView, type ViewLimits, type ViewWindow } from './viewWindow.ts';
import { tilesInSight, wantedTiles } from './wantedTiles.ts';
import { words } from './words.ts';

/** What the page keeps of a clip while it is out of sight. */
export interface SoundState {
  readonly timeSec: number;
  readonly view: ViewWindow;
}

export interface SoundView {
  readonly node: HTMLElement;
  show(summary: ClipSummary, audioUri: string): void;
  put(key: TileKey, tile: Tile): void;
  /** Lets go of the clip and falls silent. */
  clear(): void;
}

export interface SoundActions {
  /** Is told what is wanted for what is in sight; each time all of it. */
  want(keys: readonly TileKey[]): void;
  keep(state: SoundState): void;
}

/** Sound of this length is fetched when it is to be played, not before. */
const longSec = 600;
const rangeDb = 80;
/** Closer than this, a drawing shows nothing more. */
const fewestSamples = 32;

/** A mark in the page's timeline, by which the time to the first whole picture can be measured. */
function markOnce(name: string): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

/** The sound: playback, waveform and spectrogram on one time axis, of which a part may be in sight. */
export function createSoundView(restored: Partial<SoundState>, { want, keep }: SoundActions): SoundView {
  const audio = element('audio', {});
  const waveform = element('canvas', { id: 'waveform', role: 'img', 'aria-label': words.loading });
  const spectrogram = element('canvas', { id: 'spectrogram', role: 'img', 'aria-label': words.loading });
  const drawings = [waveform, spectrogram].map((canvas) => ({ canvas, line: createPositionLine() }));
  const colours = createColourMap();
  const channel: Channel = 'mix';
  const nFft = 1024;
  let scene: Scene | undefined;
  let drawSpectrogram: ReturnType<typeof createSpectrogramDrawing> | undefined;
  let style: ImageStyle | undefined;
  let wanted = '';
  let theme = readTheme();

  const limits = ({ summary: { nSamples, sampleRate } }: Scene): ViewLimits => ({ durationSec: nSamples / sampleRate, shortestSec: fewestSamples / sampleRate });
  const frameOf = (canvas: HTMLCanvasElement): PlotFrame => plotFrame(readPlotMargins(canvas), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio);
  const pixels = (): number => Math.round(frameOf(spectrogram).width * window.devicePixelRatio);

  /** Rows, range and scale of the spectrogram; the same object as long as nothing of it changes. */
  const styleFor = ({ summary, book }: Scene, height: number): ImageStyle => {
    const dbMax = book.figures(channel, nFft).topDb;
    if (style?.height !== height || style.dbMax !== dbMax) style = { height, dbMax, dbMin: dbMax - rangeDb, scale: linearScale(summary.sampleRate / 2), colours };
    return style;
  };
  const placeLines = (): void => {
    if (scene === undefined) return;
    const { fromSec, toSec } = scene.view;
    const share = (playback.state.timeSec - fromSec) / (toSec - fromSec);
    for (const { canvas, line } of drawings) {
      const frame = frameOf(canvas);
      line.node.toggleAttribute('hidden', share < 0 || share > 1);
      line.place(frame.x + share * frame.width, frame.y, frame.y + frame.height);
    }
  };
  const redraws = drawings.map(({ canvas }) =>
    watchCanvas(canvas, (surface) => {
      if (scene === undefined) return;
      const frame = plotFrame(readPlotMargins(canvas), surface.width, surface.height, surface.ratio);
      if (canvas === waveform) drawWaveform(surface, frame, scene, theme);
      else drawSpectrogram?.(surface, frame, scene, styleFor(scene, Math.round(frame.height * surface.ratio)), theme);
      placeLines();
      // The size of a canvas decides what is wanted as well.
      if (ask() === 0 && canvas === spectrogram) markOnce('ser.picture');
    }),
  );
  const redraw = (): void => {
    for (const draw of redraws) draw();
  };
  /** Asks for what is missing; @returns how many tiles in sight are */
  const ask = (): number => {
    if (scene === undefined) return 0;
    const { book } = scene;
    const sight = { ...scene, pixels: pixels() };
    const keys = wantedTiles(sight, (key) => book.has(key));
    const names = JSON.stringify(keys);
    if (names !== wanted) want(keys);
    wanted = names;
    return [...tilesInSight(sight, 'wave'), ...tilesInSight(sight, 'spectrum')].filter((key) => !book.has(key)).length;
  };
  const rest = (): void => {
    if (scene !== undefined) keep({ timeSec: playback.state.timeSec, view: scene.view });
  };
  const look = (view: ViewWindow): void => {
    if (scene === undefined) return;
    scene = { ...scene, view };
    showView(scene);
    redraw();
    rest();
  };
  const showView = (shown: Scene): void => {
    const { durationSec } = limits(shown);
    seekBar.span(shown.view);
    viewBar.show(shown.view, limits(shown));
    viewTools.show(viewText(shown.view, durationSec), isWhole(shown.view, limits(shown)));
  };

  const playback = createPlayback(audio, (state) => {
    transport.show(state);
    seekBar.show(state);
    if (state.playing && scene !== undefined && followView(scene.view, limits(scene), state.timeSec) !== scene.view) look(followView(scene.view, limits(scene), state.timeSec));
    placeLines();
    if (!state.playing) rest();
  });
  const transport = createTransport(() => playback.toggle());
  const timeAt = (clientX: number): number | undefined => {
    if (scene === undefined) return undefined;
    const box = seekBar.node.getBoundingClientRect();
    return scene.view.fromSec + ((clientX - box.left) / box.width) * (scene.view.toSec - scene.view.fromSec);
  };
  const seek = (timeSec: number): void => {
    playback.seek(timeSec);
    if (scene !== undefined) look(followView(scene.view, limits(scene), playback.state.timeSec));
  };
  const zoom = (factor: number, clientX: number | undefined): void => {
    if (scene === undefined) return;
    const { fromSec, toSec } = scene.view;
    const { timeSec } = playback.state;
    // By keys, what is zoomed into is the playback position, if it is in sight.
    const centre = timeSec > fromSec && timeSec < toSec ? timeSec : (fromSec + toSec) / 2;
    look(zoomView(scene.view, limits(scene), factor, (clientX === undefined ? undefined : timeAt(clientX)) ?? centre));
  };
  const showWhole = (): void => {
    if (scene !== undefined) look(wholeView(limits(scene)));
  };
  const seekBar = createSeekBar({
    seek,
    toggle: () => playback.toggle(),
    point: (at) => {
      if (scene === undefined || at === undefined) return transport.read('');
      const box = spectrogram.getBoundingClientRect();
      const margins = readPlotMargins(spectrogram);
      const share = (box.bottom - margins.bottom - at.clientY) / (box.height - margins.top - margins.bottom);
      const samplesPerPixel = ((scene.view.toSec - scene.view.fromSec) * scene.summary.sampleRate) / pixels();
      transport.read(figureReading(scene, samplesPerPixel, at.timeSec, share >= 0 && share <= 1 ? style?.scale.hertz(share) : undefined));
    },
  });
  const viewBar = createViewBar(look);
  const viewTools = createViewTools({ zoom: (factor) => zoom(factor, undefined), showWhole });
  onThemeChange(() => {
    theme = readTheme();
    redraw();
  });

  const plots = drawings.map(({ canvas, line }) => element('div', { class: 'plot' }, canvas, line.node));
  const figures = element('div', { class: 'figures', id: 'figures' }, ...plots, seekBar.node);
  const bar = element('div', { class: 'controls' }, transport.node, viewTools.node);
  const node = element('section', { class: 'sound', 'aria-label': words.sound }, bar, figures, viewBar.node, audio);
  watchViewGestures(figures, node, {
    zoom,
    pan: (share) => {
      if (scene !== undefined) look(panView(scene.view, limits(scene), share * (scene.view.toSec - scene.view.fromSec)));
    },
    showWhole,
    canPan: () => scene !== undefined && !isWhole(scene.view, limits(scene)),
  });

  const describe = ({ summary, book }: Scene): void => {
    const { durationSec } = limits({ ...(scene as Scene), summary });
    const figures = book.figures(channel, nFft);
    waveform.setAttribute('aria-label', words.waveformText(durationSec, figures.peak));
    spectrogram.setAttribute('aria-label', words.spectrogramText(durationSec, 0, summary.sampleRate / 2, figures.topDb - rangeDb, figures.topDb, strongestHertz(figures, summary.sampleRate)));
  };

  return {
    node,
    show(summary, audioUri) {
      const before: Partial<SoundState> = scene === undefined ? restored : { timeSec: playback.state.timeSec, view: scene.view };
      const whole = wholeView({ durationSec: summary.nSamples / summary.sampleRate, shortestSec: 0 });
      scene = { summary, channel, nFft, book: createTileBook(summary.nSamples), view: whole };
      if (before.view !== undefined) scene = { ...scene, view: viewOf(before.view.fromSec, before.view.toSec - before.view.fromSec, limits(scene)) };
      drawSpectrogram = createSpectrogramDrawing(summary.sampleRate);
      wanted = '';
      playback.load(audioUri, whole.toSec, whole.toSec > longSec ? 'on play' : 'now');
      playback.seek(before.timeSec ?? 0);
      showView(scene);
      ask();
      redraw();
    },
    put(key, tile) {
      if (scene === undefined) return;
      scene.book.put(key, tile);
      describe(scene);
      redraw();
    },
    clear() {
      scene = undefined;
      playback.unload();
    },
  };
}
