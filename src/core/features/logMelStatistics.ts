import { computeDelta } from '../signal/delta.ts';
import { numbered, statisticColumns, type Family } from './family.ts';
import { NINE, summariseFrames, type Statistic } from './functionals.ts';
import { N_MELS, type VoiceAnalysis } from './voiceAnalysis.ts';

const SPREAD: readonly Statistic[] = ['mean', 'std'];
const CHANGE: readonly Statistic[] = ['std', 'mean_abs'];
const bands = (name: string, unit: string, what: string) => numbered(name, N_MELS, unit, (i) => `${what} mel band ${i + 1} of ${N_MELS} from 0 to 8 kHz`);

/** Nine statistics of each mel band's level: 10 log₁₀ of its power, at most 80 dB below the clip's largest. */
export const logMelStatistics: Family<VoiceAnalysis> = {
  id: 'logmel',
  description: 'Levels of 40 mel bands',
  columns: statisticColumns(bands('logmel', 'dB', 'Level of'), NINE),
  create: () => ({ logMel }) => summariseFrames(logMel, NINE),
};

/** The voice's own spectrum: level of each band in voiced frames. */
export const logMelVoiced: Family<VoiceAnalysis> = {
  id: 'logmel_voiced',
  description: 'Levels of 40 mel bands in voiced frames',
  columns: statisticColumns(bands('logmel_voiced', 'dB', 'Level of'), SPREAD, 'over voiced frames'),
  create: () => ({ logMel, voiced }) => summariseFrames(logMel, SPREAD, voiced),
};

/** Consonants, breath and pauses: level of each band in the other frames. */
export const logMelUnvoiced: Family<VoiceAnalysis> = {
  id: 'logmel_unvoiced',
  description: 'Levels of 40 mel bands in unvoiced frames',
  columns: statisticColumns(bands('logmel_unvoiced', 'dB', 'Level of'), SPREAD, 'over unvoiced frames'),
  create: () => ({ logMel, unvoiced }) => summariseFrames(logMel, SPREAD, unvoiced),
};

/** How fast each band's level moves: statistics of its slope over nine frames. */
export const logMelDelta: Family<VoiceAnalysis> = {
  id: 'logmel_delta',
  description: 'Slopes of the levels of 40 mel bands',
  columns: statisticColumns(bands('logmel_delta', 'dB/frame', 'Slope of the level of'), CHANGE),
  create:
    () =>
    ({ logMel: { values, nCoefficients, nFrames } }) =>
      summariseFrames({ values: computeDelta(values, nCoefficients, nFrames), nCoefficients, nFrames }, CHANGE),
};
