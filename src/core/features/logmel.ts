import { powerToDb } from '../signal/decibel.ts';
import { applyFilterBank, createMelFilterBank } from '../signal/mel.ts';
import { createSpectrogram } from '../signal/stftKernel.ts';
import type { AnalysedClip } from './extractor.ts';
import { createFamilySet, type FeatureSet } from './familySet.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';

const N_MELS = 128;

/**
 * The log-mel spectrogram for networks: a row of 128 mel bands in dB for each frame of 2,048 samples, 512 apart (93 and 23 ms
 * at 22.05 kHz), the clip untrimmed, not standardised.
 *
 * @see librosa.power_to_db(librosa.feature.melspectrogram(y)) with its defaults, transposed
 */
export const logmel: FeatureSet = createFamilySet<AnalysedClip>({
  id: 'logmel',
  version: 1,
  description: 'Log-mel spectrogram for networks: a row of 128 bands for each frame',
  shape: 'frames',
  families: [
    {
      id: 'logmel',
      description: 'Levels of 128 mel bands',
      columns: Array.from({ length: N_MELS }, (_, m) => ({ name: `logmel_${m}`, unit: 'dB', description: `Level of mel band ${m + 1} of ${N_MELS} from 0 Hz to half the sample rate, at most 80 dB below the clip's largest` })),
      create(sampleRate) {
        const bank = createMelFilterBank({ sampleRate, nFft: FRAME_LENGTH, nMels: N_MELS, fMin: 0, fMax: sampleRate / 2 });
        return ({ spectrogram: { power, nFrames, nBins } }) => powerToDb(applyFilterBank(bank, power, nFrames, nBins));
      },
    },
  ],
  analyse(sampleRate, kernels) {
    const spectrogramOf = createSpectrogram({ nFft: FRAME_LENGTH, hopLength: HOP_LENGTH }, kernels);
    return (samples) => ({ samples, sampleRate, spectrogram: spectrogramOf(samples) });
  },
});
