import type { ClipLabels } from '../convention.ts';

/** A file beside the clips, as it was read. The path is relative to the opened folder, separated by "/". */
export interface LabelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What one line of a label file says of one clip, or of a part of it. */
export interface LabelRow {
  /** From 1, for messages. */
  readonly row: number;
  /** The clip as its format names it: an id, or a path. */
  readonly clip: string;
  readonly labels: ClipLabels;
  /** Where the labels begin and end in the clip, in seconds; absent: at its ends. */
  readonly startSec?: number;
  readonly endSec?: number;
  /** The corpus says of this clip that it has no emotion to give, as when its listeners did not agree. */
  readonly noEmotion?: true;
}

/** A label file's rows, and sentences on what could not be used of it. */
export interface LabelTable {
  readonly path: string;
  readonly rows: readonly LabelRow[];
  readonly problems: readonly string[];
}

/** A kind of label file. Clips are named by `idsOf`, or by their paths where it is absent. */
export interface LabelFormat {
  /** The id of the corpus that its labels belong to. */
  readonly corpus: string;
  /** The largest file that is read. */
  readonly maxBytes: number;
  /**
   * Tables of the files that belong together.
   *
   * @throws SerError `table-invalid` when there is nothing that can be used
   */
  parse(files: readonly LabelFile[]): readonly LabelTable[];
  /** The ids under which rows may speak of the clip at a path; the first has no precedence. */
  idsOf?(path: string): readonly string[];
}
