import { readExplanation, type NamedExplanation } from '../core/model/namedExplanation.ts';
import { selectRows } from '../core/learn/matrix.ts';
import type { ClipRemark } from '../core/audio/clipSound.ts';
import { readClipRows } from './classifyClips.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { Problem, TaskOptions } from './task.ts';
import type { ModelFile } from './trainModel.ts';

/** Why a model answers as it does for a clip. */
export interface ClipExplanation extends NamedExplanation {
  readonly path: string;
  readonly remark?: ClipRemark;
}

/**
 * Explains a model's answer to each file, in order. A model that measures voices against themselves explains a clip by where it lies
 * among the other clips here of the same speaker.
 *
 * @throws SerError as `classifyClips`, and as `explainPredictions` for a model that cannot be explained
 */
export async function explainClips(lab: Lab, model: ModelFile, paths: readonly string[], options: TaskOptions = {}): Promise<{ explanations: ClipExplanation[]; problems: Problem[] }> {
  const { signal, onProgress } = options;
  const { clips, X, problems } = await readClipRows(lab, model, paths, options);
  const nParts = Math.min(lab.pool.size, clips.length);
  const done = new Array<number>(nParts).fill(0);
  const report = (part: number, n: number): void => {
    done[part] = n;
    onProgress?.({ phase: 'explain', done: done.reduce((sum, value) => sum + value, 0), total: clips.length });
  };
  const parts = await mapConcurrently(Array.from({ length: nParts }, (_, part) => part), nParts, async (part) => {
    const rows = Int32Array.from(clips.keys()).slice(Math.floor((part * clips.length) / nParts), Math.floor(((part + 1) * clips.length) / nParts));
    return lab.pool.run('explain', { modelHash: model.hash, modelBytes: model.bytes, X: selectRows(X, rows) }, { signal, onProgress: (progress) => report(part, progress.done) });
  });
  const explanations = parts.flat().flatMap((explanation, row): ClipExplanation[] => {
    const found = clips[row];
    return found ? [{ path: found.clip.path, ...(found.remark && { remark: found.remark }), ...readExplanation(model.description, found.vector, explanation) }] : [];
  });
  return { explanations, problems };
}
