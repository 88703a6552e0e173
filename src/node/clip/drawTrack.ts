import { isSerError } from '../../core/errors.ts';
import { chroma } from '../../core/features/chroma.ts';
import type { Extractor } from '../../core/features/extractor.ts';
import { FRAME_LENGTH, HOP_LENGTH } from '../../core/features/frameGrid.ts';
import { mfcc } from '../../core/features/mfcc.ts';
import { rms } from '../../core/features/rms.ts';
import { spectralContrast } from '../../core/features/spectralContrast.ts';
import { createVoicePitch, levelsOf, voicedFrames } from '../../core/features/voiceAnalysis.ts';
import { zeroCrossingRate } from '../../core/features/zeroCrossingRate.ts';
import type { FeatureKernels } from '../../core/signal/kernels.ts';
import { createSpectrogram } from '../../core/signal/stftKernel.ts';
import { trackPitch } from '../../core/signal/yin.ts';
import { TRACK_SAMPLES, type TrackKey, type TrackName, type TrackPiece } from '../../protocol/clipTracks.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { openSpanReader } from './spanReader.ts';

/** Samples beyond a stretch that its frames at the edges see; a multiple of every hop, and at least half of every frame. */
const MARGIN = 16_384;

const extractors: Readonly<Record<Exclude<TrackName, 'f0'>, Extractor>> = { rms, zeroCrossingRate, mfcc, chroma, spectralContrast };

/**
 * One stretch of a track, by the product's own features: those of librosa's frames (2,048 samples, 512 apart), and the
 * fundamental frequency by YIN in frames of about 46 ms.
 *
 * @returns no values but the reason, where the sample rate is too low for a feature
 * @throws SerError as `openSpanReader`
 */
export function drawTrack(sound: OpenSound, { track, index, channel }: TrackKey, kernels?: FeatureKernels): TrackPiece {
  const start = index * TRACK_SAMPLES;
  const from = Math.max(0, start - MARGIN);
  const reader = openSpanReader(sound);
  try {
    const samples = reader.sound(from, start + TRACK_SAMPLES + MARGIN, channel);
    const frames = track === 'f0' ? pitchFrames(samples, sound.sampleRate, kernels) : featureFrames(extractors[track], samples, sound.sampleRate, kernels);
    const isLast = start + TRACK_SAMPLES >= sound.nSamples;
    const first = (start - from) / frames.hop;
    return cutFrames(frames, first, isLast ? frames.nFrames : first + TRACK_SAMPLES / frames.hop);
  } catch (error) {
    if (!isSerError(error) || error.code !== 'parameter-invalid') throw error;
    return { nRows: 0, nFrames: 0, hop: HOP_LENGTH, values: new Float32Array(), problem: error.message };
  } finally {
    reader.close();
  }
}

function featureFrames(extractor: Extractor, samples: Float32Array, sampleRate: number, kernels: FeatureKernels | undefined): TrackPiece {
  const spectrogram = createSpectrogram({ nFft: FRAME_LENGTH, hopLength: HOP_LENGTH }, kernels)(samples);
  const { values, nCoefficients, nFrames } = extractor.create(sampleRate)({ samples, sampleRate, spectrogram });
  return { nRows: nCoefficients, nFrames, hop: HOP_LENGTH, values };
}

/** Hertz in voiced frames, NaN in all others. */
function pitchFrames(samples: Float32Array, sampleRate: number, kernels: FeatureKernels | undefined): TrackPiece {
  const plan = createVoicePitch(sampleRate, kernels);
  const pitch = trackPitch(plan, samples);
  const { f0, nFrames } = pitch;
  const level = levelsOf(samples, plan.frameLength, plan.hopLength, nFrames);
  const voiced = voicedFrames(pitch, level, level.reduce((most, value) => Math.max(most, value), -Infinity));
  return { nRows: 1, nFrames, hop: plan.hopLength, values: f0.map((hertz, t) => (voiced[t] === 1 ? hertz : Number.NaN)) };
}

function cutFrames({ nRows, nFrames, hop, values }: TrackPiece, first: number, end: number): TrackPiece {
  if (first === 0 && end === nFrames) return { nRows, nFrames, hop, values };
  const out = new Float32Array(nRows * (end - first));
  for (let row = 0; row < nRows; row++) out.set(values.subarray(row * nFrames + first, row * nFrames + end), row * (end - first));
  return { nRows, nFrames: end - first, hop, values: out };
}
