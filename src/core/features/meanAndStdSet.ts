import { createSpectrogram } from '../signal/stftKernel.ts';
import type { AnalysedClip, Extractor } from './extractor.ts';
import type { Column, Family } from './family.ts';
import { createFamilySet, type FeatureSet } from './familySet.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';
import { meanAndStd } from './functionals.ts';

const TEXTS: Readonly<Record<string, { readonly unit: string; readonly text: string }>> = {
  mfcc: { unit: 'dB', text: 'Mel-frequency cepstral coefficient' },
  chroma_stft: { unit: '1', text: 'Share of pitch class' },
  spectral_contrast: { unit: 'dB', text: 'Spectral contrast in octave band' },
  zero_crossing_rate: { unit: '1', text: 'Zero-crossing rate' },
  rms: { unit: '1', text: 'Root mean square of the samples' },
  melspectrogram: { unit: '1', text: 'Power of mel band' },
  spectral_centroid: { unit: 'Hz', text: 'Spectral centroid' },
  spectral_bandwidth: { unit: 'Hz', text: 'Spectral bandwidth' },
  spectral_rolloff: { unit: 'Hz', text: 'Frequency below which 85 % of the magnitudes lie' },
};

/** Mean and standard deviation of a family's coefficients: all means (`mfcc_0_mean` …), then all standard deviations; no index where there is one coefficient. */
function meanAndStdFamily(extractor: Extractor): Family<AnalysedClip> {
  const { id, nCoefficients } = extractor;
  const { unit, text } = TEXTS[id];
  const column = (i: number, statistic: 'mean' | 'std'): Column => ({
    name: nCoefficients === 1 ? `${id}_${statistic}` : `${id}_${i}_${statistic}`,
    unit,
    description: `${text}${nCoefficients === 1 ? '' : ` ${i}`}: ${statistic === 'mean' ? 'mean' : 'standard deviation'} over the clip`,
  });
  const of = (statistic: 'mean' | 'std'): Column[] => Array.from({ length: nCoefficients }, (_, i) => column(i, statistic));
  return {
    id,
    description: text,
    columns: [...of('mean'), ...of('std')],
    create(sampleRate) {
      const compute = extractor.create(sampleRate);
      return (clip) => meanAndStd(compute(clip));
    },
  };
}

/** A set of librosa's families, each summarised by mean and standard deviation over the frames; all read one spectrogram. */
export function createMeanAndStdSet(id: string, version: number, description: string, extractors: readonly Extractor[]): FeatureSet {
  return createFamilySet<AnalysedClip>({
    id,
    version,
    description,
    families: extractors.map(meanAndStdFamily),
    analyse(sampleRate, kernels) {
      const spectrogramOf = createSpectrogram({ nFft: FRAME_LENGTH, hopLength: HOP_LENGTH }, kernels);
      return (samples) => ({ samples, sampleRate, spectrogram: spectrogramOf(samples) });
    },
  });
}
