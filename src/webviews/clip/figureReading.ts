import type { ClipFigure } from '../../protocol/clipView.ts';
import { decibelText, hertzText, secondsText } from '../shared/numberText.ts';

/** What the drawings show at a point: the time and, over the spectrogram, the frequency and the level of the nearest cell. */
export function figureReading({ durationSec, spectrogram }: ClipFigure, timeShare: number, frequencyShare: number | undefined): string {
  const timeSec = timeShare * durationSec;
  if (frequencyShare === undefined) return secondsText(timeSec);
  const { levels, nFrames, nBins, hopSec, fMinHz, fMaxHz, dbMin, dbMax } = spectrogram;
  const frame = Math.min(nFrames - 1, Math.round(timeSec / hopSec));
  const bin = Math.round(frequencyShare * (nBins - 1));
  const level = levels[frame * nBins + bin] ?? 0;
  const decibel = `${level === 0 ? '≤ ' : ''}${decibelText(dbMin + (level / 255) * (dbMax - dbMin))}`;
  return `${secondsText(timeSec)} · ${hertzText(fMinHz + frequencyShare * (fMaxHz - fMinHz))} · ${decibel}`;
}
