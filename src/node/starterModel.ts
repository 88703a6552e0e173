import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openModelFile } from './classifyClips.ts';
import type { ModelFile } from './trainModel.ts';

/** Where the starter model lies in what is shipped, and its card. */
export const STARTER_FILE = join('media', 'starter', 'starter.sermodel');
export const STARTER_CARD = `${STARTER_FILE}.md`;

/**
 * The model that comes with the product, so that clips can be classified before any training; made by `npm run starter`.
 *
 * @param root the folder of the product
 * @throws SerError `model-invalid` for a damaged one
 */
export const openStarterModel = (root: string): ModelFile => openModelFile(readFileSync(join(root, STARTER_FILE)));
