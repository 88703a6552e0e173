import Papa from 'papaparse';

/** An estimate as it is written into a table. */
export interface WrittenEstimate {
  readonly emotion: string;
  readonly probabilities: Readonly<Record<string, number>>;
  /** The model is not sure enough to answer; absent where it answers always. */
  readonly uncertain?: boolean;
  /** Why the estimate means little, where it does. */
  readonly remark?: string;
}

/** An estimate of a clip, and the corpus's own label where it is known. */
export interface WrittenClip extends WrittenEstimate {
  readonly path: string;
  readonly model: string;
  readonly label?: string;
  /** Whether the estimate is the label, in whatever words; absent where there is no label, no answer, or nobody has compared. */
  readonly verdict?: 'right' | 'wrong';
}

/** An estimate of a part of a recording. */
export interface WrittenWindow extends WrittenEstimate {
  readonly fromSec: number;
  readonly toSec: number;
}

const ESTIMATE_COLUMNS = ['estimate', 'probability', 'uncertain', 'remark'] as const;

/** The likeliest emotion, its probability, whether the model is too unsure to answer, and a remark; then the probability of each class. */
const estimateCells = ({ emotion, probabilities, uncertain, remark }: WrittenEstimate, classes: readonly string[]): (string | number)[] => [
  emotion, rounded(probabilities[emotion]), uncertain === undefined ? '' : uncertain ? 'yes' : 'no', remark ?? '',
  ...classes.map((name) => rounded(probabilities[name])),
];

/** Digits beyond these are no knowledge; a class that the model of a clip does not have is an empty cell. */
const rounded = (share: number | undefined): number | string => (share === undefined ? '' : Number(share.toFixed(6)));

// A cell that a spreadsheet would take for a formula is escaped, since names come from files.
const format = (fields: readonly string[], data: readonly (readonly (string | number)[])[]): string => `${Papa.unparse({ fields: [...fields], data: data.map((row) => [...row]) }, { newline: '\n', escapeFormulae: true })}\n`;

/** The classes of all estimates, in the order in which they are met. */
const classesOf = (estimates: readonly WrittenEstimate[]): string[] => [...new Set(estimates.flatMap(({ probabilities }) => Object.keys(probabilities)))];

/**
 * Estimates of clips as a CSV document: file, label (where known), estimate, its probability, uncertain (yes, no, or empty where the
 * model always answers), remark, the probability of each class as `p_<class>`, the model, and where any is known the verdict (right, wrong, or empty).
 */
export function formatClipCsv(clips: readonly WrittenClip[]): string {
  const classes = classesOf(clips);
  const hasVerdicts = clips.some(({ verdict }) => verdict !== undefined);
  return format(
    ['file', 'label', ...ESTIMATE_COLUMNS, ...classes.map((name) => `p_${name}`), 'model', ...(hasVerdicts ? ['verdict'] : [])],
    clips.map((clip) => [clip.path, clip.label ?? '', ...estimateCells(clip, classes), clip.model, ...(hasVerdicts ? [clip.verdict ?? ''] : [])]),
  );
}

/** Estimates over a recording as a CSV document: from and to in seconds, then as {@link formatClipCsv} from the estimate to the probabilities. */
export function formatTimelineCsv(windows: readonly WrittenWindow[], classes: readonly string[]): string {
  const seconds = (value: number): number => Number(value.toFixed(4));
  return format(
    ['from_s', 'to_s', ...ESTIMATE_COLUMNS, ...classes.map((name) => `p_${name}`)],
    windows.map((window) => [seconds(window.fromSec), seconds(window.toSec), ...estimateCells(window, classes)]),
  );
}
