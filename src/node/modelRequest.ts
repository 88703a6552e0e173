import type { ModelRequest } from '../protocol/analysis.ts';
import type { ModelFile } from './trainModel.ts';

/** A model as workers are asked with it many times: in memory that threads share, so that no call copies a file of many megabytes. */
export function modelRequest({ hash, bytes }: Pick<ModelFile, 'hash' | 'bytes'>): ModelRequest {
  const modelBytes = new Uint8Array(new SharedArrayBuffer(bytes.length));
  modelBytes.set(bytes);
  return { modelHash: hash, modelBytes };
}
