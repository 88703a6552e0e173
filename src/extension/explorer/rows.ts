import { hasAudioExtension } from '../../core/audio/audioFormat.ts';
import type { Finding } from '../../core/corpus/audit/finding.ts';
import type { CorpusScan, ScannedClip } from '../../node/scanCorpus.ts';
import type { Problem } from '../../node/task.ts';
import type { ClipGroup, GroupedClips, Grouping } from './grouping.ts';
import { slicesOf } from './slices.ts';

export interface CorpusRow {
  readonly kind: 'corpus';
  readonly root: string;
}

interface Inner {
  readonly root: string;
  readonly parent: Row;
}

export interface GroupRow extends Inner, ClipGroup {
  readonly kind: 'group';
  readonly grouping: Grouping;
}

/** A stretch of a group, or of such a stretch, that is too long to be shown at once. */
export interface SliceRow extends Inner {
  readonly kind: 'slice';
  readonly grouping: Grouping;
  readonly from: number;
  readonly clips: GroupedClips;
}

export interface ClipRow extends Inner {
  readonly kind: 'clip';
  readonly grouping: Grouping;
  readonly clip: ScannedClip;
}

/** What is wrong with a corpus: what its reading met, or in place of that, what an audit has found. */
export interface ProblemsRow extends Inner {
  readonly kind: 'problems';
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[] | undefined;
  /** Whether findings were left away, since files that they were about have gone. */
  readonly isOutdated: boolean;
}

export interface ProblemRow extends Inner {
  readonly kind: 'problem';
  readonly problem: Problem;
}

/** The findings of one check of an audit. */
export interface CheckRow extends Inner {
  readonly kind: 'check';
  readonly check: string;
  readonly findings: readonly Finding[];
}

export interface FindingRow extends Inner {
  readonly kind: 'finding';
  readonly place: number;
  readonly finding: Finding;
}

/** One of several files that a finding is about. */
export interface FileRow extends Inner {
  readonly kind: 'file';
  readonly path: string;
}

/** A row beneath the problems, of which there may be as many as clips. */
export type DetailRow = ProblemRow | FindingRow | FileRow;

/** A stretch of such rows, or of such a stretch, that are too many to be shown at once. */
export interface StretchRow extends Inner {
  readonly kind: 'stretch';
  readonly from: number;
  readonly rows: readonly DetailRow[];
}

/** A row of the explorer. */
export type Row = CorpusRow | GroupRow | SliceRow | ClipRow | ProblemsRow | CheckRow | DetailRow | StretchRow;

/** Ids are stable, so that the tree keeps what is open and selected. */
export function rowId(row: Row): string {
  if (row.kind === 'corpus') return row.root;
  return `${rowId(row.parent)}\n${ownId(row)}`;
}

function ownId(row: Exclude<Row, CorpusRow>): string {
  switch (row.kind) {
    case 'group':
      return `${row.grouping}=${row.key}`;
    case 'slice':
    case 'stretch':
      return `${row.from}+`;
    case 'clip':
      return row.clip.path;
    case 'problems':
      return 'problems';
    case 'problem':
      return `${row.problem.path}\n${row.problem.message}`;
    case 'check':
      return row.check;
    case 'finding':
      return `${row.place}\n${row.finding.paths.join('\n')}`;
    case 'file':
      return row.path;
  }
}

/** Files that cannot be read, then what is wrong with labels. */
export const problemsOf = ({ problems, labelProblems }: CorpusScan): readonly Problem[] => [...problems, ...labelProblems];

/** What still holds of an audit: what is about files that are all still there, or about none. */
export const currentFindings = (findings: readonly Finding[], { clips, problems }: CorpusScan): readonly Finding[] => {
  const files = new Set([...clips, ...problems].map(({ path }) => path));
  // Label files and folders may be named as well; only of clips it is known whether they have gone.
  return findings.filter(({ paths }) => paths.every((path) => files.has(path) || !hasAudioExtension(path)));
};

/** The clips of a group or of a stretch of one, in stretches where they are many. */
export function clipRows(parent: GroupRow | SliceRow): Row[] {
  const { root, grouping, clips } = parent;
  const first = parent.kind === 'slice' ? parent.from : 0;
  const slices = slicesOf(clips);
  if (slices) return slices.map(({ from, items }): SliceRow => ({ kind: 'slice', root, parent, grouping, from: first + from, clips: items }));
  return clips.list().map((clip): ClipRow => ({ kind: 'clip', root, parent, grouping, clip }));
}

/** What stands under the problems of a corpus: its audit's checks that have found something, or what its reading met. */
export function problemRows(parent: ProblemsRow): Row[] {
  const { root, problems, findings } = parent;
  if (!findings) return inStretches(parent, problems.map((problem): ProblemRow => ({ kind: 'problem', root, parent, problem })));
  const checks = [...new Set(findings.map(({ check }) => check))];
  return checks.map((check): CheckRow => ({ kind: 'check', root, parent, check, findings: findings.filter((finding) => finding.check === check) }));
}

export const findingRows = (parent: CheckRow): Row[] => inStretches(parent, parent.findings.map((finding, place): FindingRow => ({ kind: 'finding', root: parent.root, parent, place, finding })));

/** The files of a finding that is about several; one that is about one file stands for it. */
export function fileRows(parent: FindingRow): Row[] {
  const { root, finding } = parent;
  return finding.paths.length < 2 ? [] : inStretches(parent, finding.paths.map((path): FileRow => ({ kind: 'file', root, parent, path })));
}

export const stretchRows = (parent: StretchRow): Row[] => inStretches(parent, parent.rows);

function inStretches(parent: Row, rows: readonly DetailRow[]): Row[] {
  const first = parent.kind === 'stretch' ? parent.from : 0;
  const slices = slicesOf(rows);
  if (slices) return slices.map(({ from, items }): StretchRow => ({ kind: 'stretch', root: parent.root, parent, from: first + from, rows: items }));
  return rows.map((row) => ({ ...row, parent }));
}

/** The files that a row stands for; a corpus is all that is in it, which its scan tells. */
export function pathsOf(row: Row): readonly string[] {
  switch (row.kind) {
    case 'group':
    case 'slice':
      return row.clips.list().map(({ path }) => path);
    case 'clip':
      return [row.clip.path];
    case 'problem':
      return [row.problem.path];
    case 'check':
      return row.findings.flatMap(({ paths }) => paths);
    case 'finding':
      return row.finding.paths;
    case 'file':
      return [row.path];
    case 'stretch':
      return row.rows.flatMap(pathsOf);
    default:
      return [];
  }
}

/** What the boxes of one event say of files; of one that two rows stand for, the later box holds. */
export function boxedPaths(boxes: readonly (readonly [row: Row, isChecked: boolean])[]): { readonly included: string[]; readonly excluded: string[] } {
  const isIncluded = new Map<string, boolean>();
  for (const [row, isChecked] of boxes) for (const path of pathsOf(row)) isIncluded.set(path, isChecked);
  const paths = [...isIncluded.keys()];
  return { included: paths.filter((path) => isIncluded.get(path)), excluded: paths.filter((path) => !isIncluded.get(path)) };
}

/** Checks that find several files with one recording. */
const checksOfCopies: readonly string[] = ['exact-duplicates', 'near-duplicates'];

/** Whether the files beneath a row are copies of one another, of which one can be kept. */
export function holdsCopies(row: CheckRow | FindingRow): boolean {
  return checksOfCopies.includes(row.kind === 'check' ? row.check : row.finding.check);
}

/** Of each group of copies all but the first that is not excluded already. */
export function superfluousCopies(row: CheckRow | FindingRow, isExcluded: (path: string) => boolean): string[] {
  const findings = row.kind === 'check' ? row.findings : [row.finding];
  return findings.flatMap(({ paths }) => paths.filter((path) => !isExcluded(path)).slice(1));
}
