import { createFormantPlan, findFormants } from '../signal/formants.ts';
import { statisticColumns, type Family, type Quantity } from './family.ts';
import { summariseFrames, type Statistic } from './functionals.ts';
import { frameLengthFor, type VoiceAnalysis } from './voiceAnalysis.ts';

const N_FORMANTS = 3;
const STATISTICS: readonly Statistic[] = ['mean', 'std', 'q25', 'q50', 'q75'];
const SILENCE_POWER = 1e-12;
/** A harmonic lies within this share of f0 around its place, a formant's peak within the larger one. */
const HARMONIC_REACH = 0.3;
const FORMANT_REACH = 0.6;
const MIN_REACH_HZ = 50;

const numberedFormants = (kind: string, unit: string, text: string): Quantity[] => Array.from({ length: N_FORMANTS }, (_, i) => ({ name: `f${i + 1}_${kind}`, unit, description: `${text} of formant ${i + 1}` }));
const quantities: Quantity[] = [
  ...numberedFormants('frequency', 'Hz', 'Frequency'),
  ...numberedFormants('bandwidth', 'Hz', 'Bandwidth'),
  { name: 'h1_h2', unit: 'dB', description: 'First harmonic over the second' },
  ...numberedFormants('level', 'dB', 'Strongest harmonic near the frequency, over the first harmonic,'),
];

/**
 * Resonances of the vocal tract and tilt of the voice's source, over the voiced frames: frequencies and bandwidths of the
 * lowest three formants; the level of the first harmonic over the second (H1–H2), and the strongest harmonic in the range of
 * each formant over the first (for the third formant that is −(H1–A3)). Frames in which a formant is not found do not count for
 * it; without any it is 0.
 *
 * @see J. Makhoul, 1975 (linear prediction); H. Hanson, "Glottal characteristics of female speakers", JASA 101(1), 1997;
 *   F. Eyben et al., GeMAPS, 2016
 */
export const formantStatistics: Family<VoiceAnalysis> = {
  id: 'formants',
  description: 'Formants 1 to 3, and harmonics beside them',
  columns: statisticColumns(quantities, STATISTICS, 'over voiced frames'),
  create(sampleRate) {
    const nFft = frameLengthFor(sampleRate);
    const plan = createFormantPlan(sampleRate, nFft, N_FORMANTS);
    const found = new Float64Array(2 * N_FORMANTS);
    return ({ spectrogram: { power, nBins, nFrames }, pitch, voiced }) => {
      const values = new Float32Array(quantities.length * nFrames).fill(NaN);
      const peakDb = (frame: number, hz: number, reachHz: number): number => {
        const from = Math.max(1, Math.round(((hz - reachHz) * nFft) / sampleRate));
        const to = Math.min(nBins - 1, Math.round(((hz + reachHz) * nFft) / sampleRate));
        let most = SILENCE_POWER;
        for (let k = from; k <= to; k++) if (power[frame * nBins + k] > most) most = power[frame * nBins + k];
        return 10 * Math.log10(most);
      };
      for (let t = 0; t < nFrames; t++) {
        if (voiced[t] === 0) continue;
        findFormants(plan, power, t * nBins, found);
        const hz = pitch.f0[t];
        const first = peakDb(t, hz, HARMONIC_REACH * hz);
        for (let c = 0; c < found.length; c++) values[c * nFrames + t] = found[c];
        values[found.length * nFrames + t] = first - peakDb(t, 2 * hz, HARMONIC_REACH * hz);
        for (let i = 0; i < N_FORMANTS; i++) {
          // An absent formant is NaN and stays so.
          const level = Number.isNaN(found[i]) ? NaN : peakDb(t, found[i], Math.max(FORMANT_REACH * hz, MIN_REACH_HZ)) - first;
          values[(found.length + 1 + i) * nFrames + t] = level;
        }
      }
      return summariseFrames({ values, nCoefficients: quantities.length, nFrames }, STATISTICS);
    };
  },
};
