import { bandContrast } from './bandContrast.ts';
import { f0 } from './f0.ts';
import { createFamilySet, type FeatureSet } from './familySet.ts';
import { formantStatistics } from './formantStatistics.ts';
import { levelStatistics } from './levelStatistics.ts';
import { logMelDelta, logMelStatistics, logMelUnvoiced, logMelVoiced } from './logMelStatistics.ts';
import { loudness } from './loudness.ts';
import { mfccContour, mfccDelta, mfccStatistics } from './mfccStatistics.ts';
import { rhythm } from './rhythm.ts';
import { shapeDelta, shapeStatistics, shapeUnvoiced, shapeVoiced } from './shapeStatistics.ts';
import { createVoiceAnalysis, type VoiceAnalysis } from './voiceAnalysis.ts';
import { voiceQuality } from './voiceQuality.ts';

/** Every family of the rich set, in the order of its columns. */
export const richFamilies = [
  logMelStatistics, logMelVoiced, logMelUnvoiced, logMelDelta,
  mfccStatistics, mfccDelta, mfccContour,
  bandContrast, shapeStatistics, shapeVoiced, shapeUnvoiced, shapeDelta,
  levelStatistics, loudness, f0, voiceQuality, formantStatistics, rhythm,
] as const;

const nColumns = richFamilies.reduce((total, { columns }) => total + columns.length, 0);

/** Everything that tells how something was said, over the trimmed clip, up to 8 kHz. */
export const rich: FeatureSet = createFamilySet<VoiceAnalysis>({
  id: 'rich',
  version: 1,
  description: 'Voice, melody, level, rhythm and spectrum of the trimmed clip',
  analyse: createVoiceAnalysis,
  families: richFamilies,
  // Chosen by bench/selectRich.mjs: a wider kernel than 1 / nColumns, and a machine a class.
  learnerDefaults: { svm: { C: 10, gamma: 0.25 / nColumns, multiclass: 'one-vs-rest' } },
});
