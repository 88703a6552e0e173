import type { LabelFile } from '../../../../src/core/corpus/labels/labelTable.ts';

/** A label file of text. */
export const textFile = (path: string, text: string): LabelFile => ({ path, bytes: new TextEncoder().encode(text) });
