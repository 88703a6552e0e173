import type { Column, Family } from './family.ts';
import { computeStatistics, type Statistic } from './functionals.ts';
import type { VoiceAnalysis } from './voiceAnalysis.ts';

const STRETCH: readonly Statistic[] = ['mean', 'std', 'max'];
const GAP: readonly Statistic[] = ['mean', 'std'];

const columns: Column[] = [
  { name: 'voiced_share', unit: '1', description: 'Share of voiced frames' },
  { name: 'voiced_rate', unit: '1/s', description: 'Voiced stretches a second' },
  { name: 'voiced_length_mean', unit: 's', description: 'Mean length of the voiced stretches' },
  { name: 'voiced_length_std', unit: 's', description: 'Standard deviation of the lengths of the voiced stretches' },
  { name: 'voiced_length_max', unit: 's', description: 'Length of the longest voiced stretch' },
  { name: 'gap_length_mean', unit: 's', description: 'Mean length of the gaps between voiced stretches' },
  { name: 'gap_length_std', unit: 's', description: 'Standard deviation of the lengths of the gaps' },
  { name: 'duration', unit: 's', description: 'Duration without silence at the ends' },
  { name: 'log_duration', unit: '1', description: 'Natural logarithm of that duration in seconds' },
];

/**
 * Pace of the speech: voiced stretches, the gaps between them, and the duration of the trimmed clip.
 *
 * @see the temporal features of F. Eyben et al., GeMAPS, 2016
 */
export const rhythm: Family<VoiceAnalysis> = {
  id: 'rhythm',
  description: 'Voiced stretches, gaps and duration',
  columns,
  create: () => ({ samples, sampleRate, hopLength, nFrames, runs }) => {
    const out = new Float64Array(columns.length);
    const seconds = samples.length / sampleRate;
    const secondsAFrame = hopLength / sampleRate;
    out[0] = runs.reduce((total, { start, end }) => total + end - start, 0) / nFrames;
    out[1] = runs.length / seconds;
    computeStatistics(Float64Array.from(runs, ({ start, end }) => (end - start) * secondsAFrame), STRETCH, out, 2);
    computeStatistics(Float64Array.from(runs.slice(1), ({ start }, i) => (start - runs[i].end) * secondsAFrame), GAP, out, 5);
    out[7] = seconds;
    out[8] = Math.log(seconds);
    return out;
  },
};
