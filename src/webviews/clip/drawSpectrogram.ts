import type { ClipFigure, SpectrogramFigure } from '../../protocol/clipView.ts';
import { axisTicks } from '../shared/axisTicks.ts';
import { createColourMap } from '../shared/colourMap.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import { drawLeftAxis, drawTimeAxis } from './drawAxes.ts';
import { drawColourBar } from './drawColourBar.ts';
import type { PlotFrame } from './plotArea.ts';
import { spectrogramImage } from './spectrogramImage.ts';
import { words } from './words.ts';

/** The frequency whose mean level is highest: the one thing that the text alternative can tell of the picture. */
export function strongestHertz({ levels, nFrames, nBins, fMinHz, fMaxHz }: SpectrogramFigure): number {
  const sums = new Float64Array(nBins);
  for (let i = 0; i < nFrames * nBins; i++) sums[i % nBins] = (sums[i % nBins] ?? 0) + (levels[i] ?? 0);
  const strongest = sums.indexOf(Math.max(...sums));
  return fMinHz + (nBins > 1 ? (strongest / (nBins - 1)) * (fMaxHz - fMinHz) : 0);
}

/** Creates the drawing routine of the spectrogram. It keeps its last image, so that a change of theme redraws only the axes. */
export function createSpectrogramDrawing(): (surface: Surface, frame: PlotFrame, figure: ClipFigure, theme: Theme) => void {
  const colours = createColourMap();
  let figureOfImage: ClipFigure | undefined;
  let image: ImageData | undefined;
  return (surface, frame, figure, theme) => {
    const { spectrogram, durationSec } = figure;
    const width = Math.round(frame.width * surface.ratio);
    const height = Math.round(frame.height * surface.ratio);
    if (image === undefined || figureOfImage !== figure || image.width !== width || image.height !== height) {
      image = spectrogramImage(spectrogram, durationSec, { width, height }, colours);
      figureOfImage = figure;
    }
    surface.context.putImageData(image, Math.round(frame.x * surface.ratio), Math.round(frame.y * surface.ratio));
    const scale = spectrogram.fMaxHz >= 1000 ? 1000 : 1;
    const [from, to] = [spectrogram.fMinHz / scale, spectrogram.fMaxHz / scale];
    drawTimeAxis(surface, frame, durationSec, theme);
    drawLeftAxis(surface, frame, { title: words.frequency(scale === 1 ? 'Hz' : 'kHz'), ticks: axisTicks(from, to, Math.max(2, Math.floor(frame.height / 32))), from, to }, theme);
    drawColourBar(surface, frame, spectrogram, colours, theme);
  };
}
