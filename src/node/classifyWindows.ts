import { remarkOn, type ClipRemark, type ClipSound } from '../core/audio/clipSound.ts';
import type { Samples } from '../core/audio/samples.ts';
import type { LearnerKernels } from '../core/learn/learnerKernels.ts';
import type { EmotionModel } from '../core/model/emotionModel.ts';
import { predictModel } from '../core/model/predictModel.ts';
import type { JudgedWindows, WindowsRequest } from '../protocol/analysis.ts';
import { openSpanReader } from './clip/spanReader.ts';

export interface WindowTools {
  extract(samples: Samples): Float32Array;
  measure(samples: Samples): ClipSound;
  readonly model: EmotionModel;
  readonly kernels: LearnerKernels | undefined;
}

/**
 * Judges windows of a recording, each as a clip of its own: its samples are read, resampled and described alone, so that a window
 * says what the part says when it is cut out. Only one is in memory at a time.
 *
 * @throws SerError as `openSpanReader` and as the extraction
 */
export function* classifyWindows({ sound, windows }: Pick<WindowsRequest, 'sound' | 'windows'>, { extract, measure, model, kernels }: WindowTools): Generator<number, JudgedWindows> {
  const reader = openSpanReader(sound);
  const vectors: Float32Array[] = [];
  const remarks: (ClipRemark | null)[] = [];
  try {
    for (const { from, to } of windows) {
      const samples = reader.sound(from, to, 'mix');
      vectors.push(extract(samples));
      remarks.push(remarkOn(measure(samples)) ?? null);
      yield vectors.length;
    }
  } finally {
    reader.close();
  }
  const nColumns = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * nColumns);
  vectors.forEach((vector, row) => data.set(vector, row * nColumns));
  return { probabilities: predictModel(model, { data, nRows: vectors.length, nColumns }, kernels), remarks };
}
