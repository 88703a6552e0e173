import { LEVELS } from '../../protocol/clipTiles.ts';
import { createColourMap } from '../shared/colourMap.ts';
import { element } from '../shared/element.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { watchCanvas } from '../shared/watchCanvas.ts';
import { createSpectrogramDrawing } from './drawSpectrogram.ts';
import { drawWaveform } from './drawWaveform.ts';
import { createFrequencyScale } from './frequencyScale.ts';
import { createOverlay, type Marks } from './overlay.ts';
import { plotFrame, readPlotMargins, type PlotFrame } from './plotArea.ts';
import { durationOf, overviewFigures, type Scene } from './scene.ts';
import { strongestHertz } from './tileBook.ts';
import { createTimelinePlot } from './timeline/timelinePlot.ts';
import { createTrackPlots } from './trackPlots.ts';
import type { ImageStyle } from './tiles/imageStyle.ts';
import { words } from './words.ts';

/** The drawings, one above the other on one time axis. */
export interface Plots {
  readonly nodes: readonly HTMLElement[];
  redraw(): void;
  mark(marks: Marks): void;
  /** How many pixels of the screen the time axis is long. */
  pixels(): number;
  /** The frequency at a height on the page, over the spectrogram. */
  hertzAt(clientY: number): number | undefined;
}

/**
 * @param sceneOf what is to be drawn
 * @param drawn is called after each drawing
 */
export function createPlots(sceneOf: () => Scene | undefined, drawn: () => void): Plots {
  const waveform = element('canvas', { id: 'waveform', role: 'img', 'aria-label': words.loading });
  const spectrogram = element('canvas', { id: 'spectrogram', role: 'img', 'aria-label': words.loading });
  const plots = [waveform, spectrogram].map((canvas) => ({ canvas, overlay: createOverlay() }));
  const styleOf = createStyles();
  const drawSpectrogram = createSpectrogramDrawing();
  let style: ImageStyle | undefined;
  let marks: Marks = { position: -1, selection: undefined, height: undefined };
  let theme = readTheme();
  const tracks = createTrackPlots(sceneOf, () => theme);
  const timeline = createTimelinePlot(sceneOf, () => theme);

  const frameOf = (canvas: HTMLCanvasElement): PlotFrame => plotFrame(readPlotMargins(canvas), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio);
  const place = (): void => {
    for (const { canvas, overlay } of plots) overlay.place(frameOf(canvas), canvas === spectrogram ? marks : { ...marks, height: undefined });
  };
  const redraws = plots.map(({ canvas }) =>
    watchCanvas(canvas, (surface) => {
      const scene = sceneOf();
      if (scene === undefined) return;
      const frame = plotFrame(readPlotMargins(canvas), surface.width, surface.height, surface.ratio);
      if (canvas === waveform) drawWaveform(surface, frame, scene, theme);
      else {
        style = styleOf(scene, Math.round(frame.height * surface.ratio));
        drawSpectrogram(surface, frame, scene, style, theme);
        describe(scene);
        drawn();
      }
      place();
    }),
  );
  const describe = (scene: Scene): void => {
    const { peak, topDb, binSums } = overviewFigures(scene);
    const duration = durationOf(scene.summary);
    const texts = [words.waveformText(duration, peak), words.spectrogramText(duration, style?.scale.fromHz ?? 0, scene.summary.sampleRate / 2, topDb - scene.settings.rangeDb, topDb, strongestHertz({ binSums }, scene.summary.sampleRate))];
    plots.forEach(({ canvas }, i) => {
      if (canvas.getAttribute('aria-label') !== texts[i]) canvas.setAttribute('aria-label', texts[i] ?? '');
    });
  };
  const redraw = (): void => {
    for (const draw of redraws) draw();
    tracks.redraw();
    timeline.redraw();
  };
  onThemeChange(() => {
    theme = readTheme();
    redraw();
  });

  return {
    nodes: [...plots.map(({ canvas, overlay }) => element('div', { class: 'plot' }, canvas, overlay.node)), ...tracks.nodes, timeline.node],
    redraw,
    mark(next) {
      marks = next;
      place();
      tracks.mark(next);
      timeline.mark(next);
    },
    pixels: () => Math.round(frameOf(spectrogram).width * window.devicePixelRatio),
    hertzAt(clientY) {
      const { y, height } = frameOf(spectrogram);
      const share = 1 - (clientY - spectrogram.getBoundingClientRect().top - y) / height;
      return share >= 0 && share <= 1 ? style?.scale.hertz(share) : undefined;
    },
  };
}

/** What holds no sound is not drawn as if it did: the quietest that a tile can tell is dark. In dB of full scale. */
const quietestTopDb = (rangeDb: number): number => Math.min(-40, LEVELS.dbMin + rangeDb);

/** The style of a scene; the same object as long as nothing of it changes, since the images of tiles are kept by it. */
function createStyles(): (scene: Scene, height: number) => ImageStyle {
  let key = '';
  let style: ImageStyle | undefined;
  return (scene, height) => {
    const { settings, summary } = scene;
    const topDb = Math.max(overviewFigures(scene).topDb, quietestTopDb(settings.rangeDb));
    const nextKey = JSON.stringify([height, topDb, settings, summary.sampleRate]);
    if (style === undefined || nextKey !== key) {
      style = { height, dbMin: topDb - settings.rangeDb, dbMax: topDb, scale: createFrequencyScale(settings.scale, summary.sampleRate / 2), colours: createColourMap(settings.colours) };
    }
    key = nextKey;
    return style;
  };
}
