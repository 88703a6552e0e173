import type { FoldOutcome } from '../crossValidate.ts';
import { classesOf, type FeatureTable } from '../featureTable.ts';
import type { ProbabilityTable } from '../metrics/probabilityTable.ts';
import type { Split } from '../protocols/splits.ts';

/** The held-out clips of all folds with what they were taken for, in the order of the folds. */
export interface HeldOutClips extends ProbabilityTable {
  readonly classes: readonly string[];
  readonly predicted: Int32Array;
  /** As {@link speakerKeys}. */
  readonly speakers: readonly string[];
  readonly files: readonly string[];
}

/** The speaker of each clip, in a table of several corpora told apart from those of the same id in others; '' for an unknown one. */
export function speakerKeys({ speakers, corpora = [] }: FeatureTable): readonly string[] {
  if (new Set(corpora).size < 2) return speakers;
  return speakers.map((speaker, row) => (speaker === '' ? '' : `${corpora[row]} ${speaker}`));
}

/** Lays the folds of a cross-validation one after the other. */
export function heldOutClips(table: FeatureTable, folds: readonly Split[], outcomes: readonly FoldOutcome[]): HeldOutClips {
  const { classes, y } = classesOf(table);
  const keys = speakerKeys(table);
  const rows = Int32Array.from(folds.flatMap(({ test }) => Array.from(test)));
  return {
    classes,
    nClasses: classes.length,
    trueClasses: rows.map((row) => y[row]),
    predicted: Int32Array.from(outcomes.flatMap(({ predicted }) => Array.from(predicted))),
    probabilities: Float64Array.from(outcomes.flatMap(({ probabilities }) => Array.from(probabilities))),
    speakers: Array.from(rows, (row) => keys[row]),
    files: Array.from(rows, (row) => table.files[row]),
  };
}
