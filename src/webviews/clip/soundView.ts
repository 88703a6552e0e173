import type { ClipFigure } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { watchCanvas } from '../shared/watchCanvas.ts';
import { createSpectrogramDrawing, strongestHertz } from './drawSpectrogram.ts';
import { drawWaveform, peakOf } from './drawWaveform.ts';
import { figureReading } from './figureReading.ts';
import { createPlayback } from './playback.ts';
import { plotFrame, readPlotMargins } from './plotArea.ts';
import { createPositionLine } from './positionLine.ts';
import { createSeekBar } from './seekBar.ts';
import { createTransport } from './transport.ts';
import { words } from './words.ts';

export interface SoundView {
  readonly node: HTMLElement;
  show(figure: ClipFigure, audioUri: string): void;
  /** Lets go of the clip and falls silent. */
  clear(): void;
}

/**
 * The sound: playback, waveform and spectrogram on one time axis.
 *
 * @param startSec where playback stands at first
 * @param rest is told where playback stands whenever it rests
 */
export function createSoundView(startSec: number, rest: (timeSec: number) => void): SoundView {
  const audio = element('audio', { preload: 'auto' });
  const waveform = element('canvas', { id: 'waveform', role: 'img', 'aria-label': words.loading });
  const spectrogram = element('canvas', { id: 'spectrogram', role: 'img', 'aria-label': words.loading });
  const drawings = [waveform, spectrogram].map((canvas) => ({ canvas, line: createPositionLine() }));
  const drawSpectrogram = createSpectrogramDrawing();
  let figure: ClipFigure | undefined;
  let theme = readTheme();

  const placeLines = (): void => {
    const { timeSec, durationSec } = playback.state;
    for (const { canvas, line } of drawings) {
      const frame = plotFrame(readPlotMargins(canvas), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio);
      line.place(frame.x + (durationSec > 0 ? timeSec / durationSec : 0) * frame.width, frame.y, frame.y + frame.height);
    }
  };
  const playback = createPlayback(audio, (state) => {
    transport.show(state);
    seekBar.show(state);
    placeLines();
    if (!state.playing && figure !== undefined) rest(state.timeSec);
  });
  const transport = createTransport(() => playback.toggle());
  const seekBar = createSeekBar({
    seek: (timeSec) => playback.seek(timeSec),
    toggle: () => playback.toggle(),
    point: (at) => {
      if (figure === undefined || at === undefined) return transport.read('');
      const box = spectrogram.getBoundingClientRect();
      const margins = readPlotMargins(spectrogram);
      const share = (box.bottom - margins.bottom - at.clientY) / (box.height - margins.top - margins.bottom);
      transport.read(figureReading(figure, at.share, share >= 0 && share <= 1 ? share : undefined));
    },
  });

  const redraws = drawings.map(({ canvas }) =>
    watchCanvas(canvas, (surface) => {
      if (figure === undefined) return;
      const frame = plotFrame(readPlotMargins(canvas), surface.width, surface.height, surface.ratio);
      (canvas === waveform ? drawWaveform : drawSpectrogram)(surface, frame, figure, theme);
      placeLines();
    }),
  );
  onThemeChange(() => {
    theme = readTheme();
    for (const redraw of redraws) redraw();
  });

  const plots = drawings.map(({ canvas, line }) => element('div', { class: 'plot' }, canvas, line.node));
  const node = element('section', { class: 'sound', 'aria-label': words.sound }, transport.node, element('div', { class: 'figures' }, ...plots, seekBar.node), audio);
  return {
    node,
    show(next, audioUri) {
      const { timeSec } = figure === undefined ? { timeSec: startSec } : playback.state;
      figure = next;
      const { fMinHz, fMaxHz, dbMin, dbMax } = next.spectrogram;
      waveform.setAttribute('aria-label', words.waveformText(next.durationSec, peakOf(next.waveform)));
      spectrogram.setAttribute('aria-label', words.spectrogramText(next.durationSec, fMinHz, fMaxHz, dbMin, dbMax, strongestHertz(next.spectrogram)));
      for (const redraw of redraws) redraw();
      playback.load(audioUri, next.durationSec);
      playback.seek(timeSec);
    },
    clear() {
      figure = undefined;
      playback.unload();
    },
  };
}
