import type { Spectrogram } from '../signal/stft.ts';

const F_MIN_HZ = 150;
const F_MAX_HZ = 4000;
/** Peaks below this share of their frame's largest value do not count. */
const PEAK_THRESHOLD = Math.fround(0.1);
const BINS_PER_OCTAVE = 12;
export const N_TUNINGS = 100;
export const TUNING_EDGES = Float64Array.from({ length: N_TUNINGS + 1 }, (_, i) => (i === N_TUNINGS ? 0.5 : -0.5 + i * 0.01));
const A0_HZ = 440 / 16;

/**
 * How far the clip is tuned from A = 440 Hz, in semitones within [−0.5, 0.5), in steps of 0.01: the fullest bin of a
 * histogram of the strong spectral peaks' deviations; 0 when there is no peak.
 *
 * In near-silent frames of flat spectrum, rounding alone decides which bins are peaks, and the maximum may land elsewhere
 * than librosa's.
 *
 * @see librosa.estimate_tuning on a power spectrogram, librosa.piptrack
 */
export function estimateTuning(spectrogram: Spectrogram, sampleRate: number): number {
  const { pitches, magnitudes } = trackPeaks(spectrogram, sampleRate);
  if (pitches.length === 0) return 0;
  const threshold = medianOf(magnitudes);
  const counts = new Int32Array(N_TUNINGS);
  for (let i = 0; i < pitches.length; i++) {
    if (magnitudes[i] < threshold) continue;
    counts[histogramBin(deviationInSemitones(pitches[i]))]++;
  }
  let fullest = 0;
  for (let bin = 1; bin < N_TUNINGS; bin++) if (counts[bin] > counts[fullest]) fullest = bin;
  return TUNING_EDGES[fullest];
}

/** Bins [first, end) in which peaks are looked for: from 150 Hz to below 4 kHz. */
export function tuningRange(sampleRate: number, nFft: number): { first: number; end: number } {
  const fMax = Math.min(F_MAX_HZ, sampleRate / 2);
  const first = Math.ceil((F_MIN_HZ * nFft) / sampleRate);
  return { first, end: Math.max(first, Math.min(nFft / 2, Math.ceil((fMax * nFft) / sampleRate))) };
}

/** Local maxima of each frame, refined by a parabola through three bins; in float32 as librosa computes them. */
function trackPeaks({ power, nFrames, nBins }: Spectrogram, sampleRate: number): { pitches: number[]; magnitudes: number[] } {
  const nFft = 2 * (nBins - 1);
  const { first, end } = tuningRange(sampleRate, nFft);
  const pitches: number[] = [];
  const magnitudes: number[] = [];
  for (let t = 0; t < nFrames; t++) {
    const at = t * nBins;
    let max = 0;
    for (let k = 0; k < nBins; k++) if (power[at + k] > max) max = power[at + k];
    const reference = Math.fround(PEAK_THRESHOLD * max);
    for (let k = first; k < end; k++) {
      const here = power[at + k];
      if (here <= reference) continue;
      const before = power[at + k - 1];
      const after = power[at + k + 1];
      // Neighbours below the threshold count as zero, and `here` is above it.
      if (!(here > (before > reference ? before : 0)) || here < (after > reference ? after : 0)) continue;
      const curvature = Math.fround(Math.fround(after + before) - 2 * here);
      const slope = Math.fround(Math.fround(after - before) / 2);
      const shift = Math.abs(slope) >= Math.abs(curvature) ? 0 : Math.fround(-slope / curvature);
      const pitch = Math.fround(((k + shift) * sampleRate) / nFft);
      if (pitch <= 0) continue;
      pitches.push(pitch);
      magnitudes.push(Math.fround(here + Math.fround(Math.fround(0.5 * slope) * shift)));
    }
  }
  return { pitches, magnitudes };
}

function medianOf(values: readonly number[]): number {
  const sorted = Float32Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : Math.fround((sorted[middle - 1] + sorted[middle]) / 2);
}

function deviationInSemitones(pitchHz: number): number {
  const octaves = Math.fround(Math.log2(Math.fround(pitchHz / A0_HZ)));
  const semitones = Math.fround(BINS_PER_OCTAVE * octaves);
  const residual = Math.fround(semitones - Math.floor(semitones));
  return residual >= 0.5 ? residual - 1 : residual;
}

/** The bin whose edges hold `value`; the last one includes its right edge. */
function histogramBin(value: number): number {
  let bin = Math.min(N_TUNINGS - 1, Math.max(0, Math.floor((value + 0.5) * N_TUNINGS)));
  while (bin > 0 && value < TUNING_EDGES[bin]) bin--;
  while (bin < N_TUNINGS - 1 && value >= TUNING_EDGES[bin + 1]) bin++;
  return bin;
}
