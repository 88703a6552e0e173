import { SerError } from '../errors.ts';
import type { Matrix } from '../learn/matrix.ts';

/** Features of labelled clips: row i of X belongs to clip i. An empty speaker, sentence or corpus is an unknown one. */
export interface FeatureTable {
  readonly columns: readonly string[];
  readonly files: readonly string[];
  readonly emotions: readonly string[];
  readonly speakers: readonly string[];
  /** What is said: clips with the same value have the same words. */
  readonly sentences?: readonly string[];
  readonly corpora?: readonly string[];
  readonly X: Matrix;
}

/** Class names in order, and each row's class as an index into them. */
export interface Classes {
  readonly classes: readonly string[];
  readonly y: Int32Array;
}

/**
 * The classes of a table, in code-unit order of their names, as scikit-learn sorts labels.
 *
 * @throws SerError `too-few-clips` for fewer than two clips, `too-few-classes` for fewer than two emotions
 */
export function classesOf(table: Pick<FeatureTable, 'emotions'>): Classes {
  const n = table.emotions.length;
  if (n < 2) throw new SerError('too-few-clips', `There ${n === 1 ? 'is 1 labelled clip' : 'are no labelled clips'}; at least 2 are needed.`, { nClips: n });
  const classes = [...new Set(table.emotions)].sort();
  if (classes.length < 2) {
    throw new SerError('too-few-classes', `All ${n} clips are labelled "${classes[0]}"; at least 2 emotions are needed to tell apart.`, { classes });
  }
  const index = new Map(classes.map((name, i) => [name, i]));
  return { classes, y: Int32Array.from(table.emotions, (emotion) => index.get(emotion) ?? -1) };
}
