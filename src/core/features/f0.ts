import { contourCoefficients } from '../signal/contour.ts';
import { statisticColumns, type Column, type Family } from './family.ts';
import { computeStatistics, type Statistic } from './functionals.ts';
import type { FrameRun, VoiceAnalysis } from './voiceAnalysis.ts';

/** Semitones count from here: A0, as in eGeMAPS. */
const REFERENCE_HZ = 27.5;
const STATISTICS: readonly Statistic[] = ['mean', 'std', 'min', 'max', 'q10', 'q25', 'q50', 'q75', 'q90', 'skew', 'kurtosis'];
const CHANGE: readonly Statistic[] = ['std', 'mean_abs'];
const N_CONTOUR = 8;
/** The median over this many frames on both sides takes out single octave errors. */
const MEDIAN_REACH = 2;

const semitone = (name: string, unit: string, description: string): Column => ({ name: `f0_${name}`, unit, description: `Fundamental frequency: ${description}` });
const columns: Column[] = [
  ...statisticColumns([{ name: 'f0', unit: 'semitone', description: 'Fundamental frequency above 27.5 Hz' }], STATISTICS, 'over voiced frames'),
  semitone('range', 'semitone', '90 % quantile less 10 % quantile'),
  semitone('slope_mean', 'semitone/s', 'mean slope of the voiced stretches, by length'),
  semitone('slope_std', 'semitone/s', 'standard deviation of the stretches\' slopes'),
  semitone('rise', 'semitone/s', 'mean slope of the rising stretches'),
  semitone('fall', 'semitone/s', 'mean slope of the falling stretches'),
  ...statisticColumns([{ name: 'f0_change', unit: 'semitone', description: 'Change of the fundamental frequency from frame to frame' }], CHANGE, 'within voiced stretches'),
  ...Array.from({ length: N_CONTOUR }, (_, k) => semitone(`contour_${k + 1}`, 'semitone', `cosine ${k + 1} of its course over the clip, joined by lines across unvoiced frames`)),
];

/**
 * The melody: distribution, slopes and course of the fundamental frequency (YIN) in semitones over the voiced frames. A clip
 * without a voiced frame has 0 everywhere.
 *
 * @see A. de Cheveigné, H. Kawahara, "YIN, a fundamental frequency estimator for speech and music", JASA 111(4), 2002
 */
export const f0: Family<VoiceAnalysis> = {
  id: 'f0',
  description: 'Fundamental frequency: distribution, slopes and course',
  columns,
  create: () => ({ pitch, runs, nFrames, hopLength, sampleRate }) => {
    const out = new Float64Array(columns.length);
    if (runs.length === 0) return out;
    const contour = smoothSemitones(pitch.f0, runs);
    const secondsAFrame = hopLength / sampleRate;
    let at = 0;
    computeStatistics(Float64Array.from(runs.flatMap(({ start, end }) => [...contour.subarray(start, end)])), STATISTICS, out, at);
    at += STATISTICS.length;
    out[at++] = out[STATISTICS.indexOf('q90')] - out[STATISTICS.indexOf('q10')];
    at = putSlopes(runs.map(({ start, end }) => ({ slope: slopeOf(contour, start, end) / secondsAFrame, length: end - start })), out, at);
    const changes = runs.flatMap(({ start, end }) => Array.from({ length: end - start - 1 }, (_, i) => contour[start + i + 1] - contour[start + i]));
    computeStatistics(Float64Array.from(changes), CHANGE, out, at);
    contourCoefficients(joinRuns(contour, runs, nFrames), 0, nFrames, N_CONTOUR, out, at + CHANGE.length);
    return out;
  },
};

function putSlopes(slopes: readonly { slope: number; length: number }[], out: Float64Array, at: number): number {
  const total = slopes.reduce((sum, { length }) => sum + length, 0);
  const mean = (chosen: readonly { slope: number }[]): number => (chosen.length === 0 ? 0 : chosen.reduce((sum, { slope }) => sum + slope, 0) / chosen.length);
  out[at] = slopes.reduce((sum, { slope, length }) => sum + slope * length, 0) / total;
  computeStatistics(Float64Array.from(slopes, ({ slope }) => slope), ['std'], out, at + 1);
  out[at + 2] = mean(slopes.filter(({ slope }) => slope > 0));
  out[at + 3] = mean(slopes.filter(({ slope }) => slope < 0));
  return at + 4;
}

/** Semitones above 27.5 Hz, the median of up to five frames of the same run; 0 outside the runs. */
function smoothSemitones(hz: Float32Array, runs: readonly FrameRun[]): Float64Array {
  const out = new Float64Array(hz.length);
  const raw = Float64Array.from(hz, (value) => 12 * Math.log2(value / REFERENCE_HZ));
  for (const { start, end } of runs) {
    for (let t = start; t < end; t++) {
      const around = raw.slice(Math.max(start, t - MEDIAN_REACH), Math.min(end, t + MEDIAN_REACH + 1)).sort();
      out[t] = around[around.length >> 1];
    }
  }
  return out;
}

/** Slope of the line fitted to curve[start … end), a step. */
function slopeOf(curve: Float64Array, start: number, end: number): number {
  const middle = (start + end - 1) / 2;
  let cross = 0;
  let square = 0;
  for (let t = start; t < end; t++) {
    cross += (t - middle) * curve[t];
    square += (t - middle) ** 2;
  }
  return cross / square;
}

/** The contour with straight lines between the runs, and the nearest value before the first and after the last one. */
function joinRuns(contour: Float64Array, runs: readonly FrameRun[], nFrames: number): Float64Array {
  const out = contour.slice();
  out.fill(contour[runs[0].start], 0, runs[0].start);
  runs.forEach(({ end }, i) => {
    const next = runs[i + 1]?.start ?? nFrames;
    const from = contour[end - 1];
    const to = i + 1 < runs.length ? contour[next] : from;
    for (let t = end; t < next; t++) out[t] = from + ((to - from) * (t - end + 1)) / (next - end + 1);
  });
  return out;
}
