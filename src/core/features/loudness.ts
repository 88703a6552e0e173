import { computeDelta } from '../signal/delta.ts';
import { statisticColumns, type Column, type Family } from './family.ts';
import { computeStatistics, NINE } from './functionals.ts';
import { N_MELS, type VoiceAnalysis } from './voiceAnalysis.ts';

/** Stevens' power law: loudness grows as the 0.3rd power of a band's power. */
const EXPONENT = 0.3;
/** A peak is the largest of this many frames on both sides, about 35 ms. */
const PEAK_REACH = 3;

const columns: Column[] = [
  ...statisticColumns([{ name: 'loudness', unit: '1', description: 'Loudness' }], NINE),
  { name: 'loudness_rise', unit: '1/frame', description: 'Loudness: mean slope where it rises' },
  { name: 'loudness_fall', unit: '1/frame', description: 'Loudness: mean slope where it falls' },
  { name: 'loudness_peak_rate', unit: '1/s', description: 'Loudness: peaks above its mean a second' },
];

/**
 * Something like loudness: Σ over 40 mel bands of (band power)^0.3, without outer-ear weighting or masking, relative to full
 * scale; statistics, slopes over nine frames, and the rate of its peaks, which follows that of syllables.
 *
 * @see S. S. Stevens, "On the psychophysical law", Psychological Review 64, 1957; loudness and its peak rate as in eGeMAPS
 */
export const loudness: Family<VoiceAnalysis> = {
  id: 'loudness',
  description: 'Loudness: distribution, slopes and rate of peaks',
  columns,
  create: () => ({ logMel, nFrames, hopLength, sampleRate }) => {
    const curve = new Float32Array(nFrames);
    for (let b = 0; b < N_MELS; b++) {
      for (let t = 0; t < nFrames; t++) curve[t] += 10 ** ((EXPONENT / 10) * logMel.values[b * nFrames + t]);
    }
    const out = new Float64Array(columns.length);
    computeStatistics(Float64Array.from(curve), NINE, out, 0);
    const slope = computeDelta(curve, 1, nFrames);
    out[NINE.length] = meanOf(slope.filter((value) => value > 0));
    out[NINE.length + 1] = meanOf(slope.filter((value) => value < 0));
    out[NINE.length + 2] = countPeaks(curve, out[0]) / ((nFrames * hopLength) / sampleRate);
    return out;
  },
};

const meanOf = (values: Float32Array): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

function countPeaks(curve: Float32Array, threshold: number): number {
  let count = 0;
  for (let t = 0; t < curve.length; t++) {
    let isPeak = curve[t] > threshold;
    for (let i = Math.max(0, t - PEAK_REACH); i <= Math.min(curve.length - 1, t + PEAK_REACH) && isPeak; i++) isPeak = i < t ? curve[i] < curve[t] : curve[i] <= curve[t];
    if (isPeak) count++;
  }
  return count;
}
