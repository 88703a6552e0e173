import type { ClipLabels } from '../convention.ts';
import { canonicalEmotion } from '../emotion.ts';
import type { LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { quote } from './rowFaults.ts';

/** A table, and the format that tells how its rows name clips. */
export interface FormattedTable {
  readonly format: LabelFormat;
  readonly table: LabelTable;
}

/** What all label files together say of a clip. */
export interface ToldLabels {
  readonly corpus: string;
  readonly labels: ClipLabels;
  /** Whether one of them says that there is no emotion to give. */
  readonly noEmotion: boolean;
  /** What they say of a field, and is not taken. */
  readonly faults: readonly LabelFault[];
}

export interface LabelFault {
  readonly field: 'emotion' | 'speaker';
  readonly message: string;
}

/** The labels that files beside the clips hold. */
export interface LabelBook {
  /** Sentences on label files, with the path of each. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Whether any file of this corpus was there. */
  has(corpus: string): boolean;
  /** @param path of the clip, relative to the opened folder */
  labelsOf(path: string, durationSec: number): ToldLabels | undefined;
}

interface Statement extends FormattedTable {
  readonly row: LabelRow;
}

/** All fields of {@link ClipLabels}. */
const FIELDS = ['emotion', 'speaker', 'sex', 'sentence', 'intensity', 'session', 'split'] as const;
/** Labels from here to here of the ends count as labels of the whole clip. */
const END_TOLERANCE_SEC = 0.05;

/**
 * Puts the rows of all tables to the clips that they name. Rows that name clips by paths are looked up among the clips that are
 * there, from the table's folder and then from each folder above it up to the opened one; nothing is ever opened by such a path.
 *
 * @param root the opened folder as absolute paths name it, separated by "/"
 * @param clipPaths relative to it
 */
export function createLabelBook(root: string, clipPaths: readonly string[], tables: readonly FormattedTable[]): LabelBook {
  // One name may be written in several ways, as by macOS: compared is one of them.
  const clips = new Map(clipPaths.map((path) => [path.normalize(), path]));
  const statements = new Map<string, Statement[]>();
  const problems: { path: string; message: string }[] = [];
  const formats = new Set<LabelFormat>();
  for (const { format, table } of tables) {
    formats.add(format);
    problems.push(...table.problems.map((message) => ({ path: table.path, message })));
    const strays = createStrays(table);
    for (const row of table.rows) {
      const found = format.idsOf ? `${format.corpus}\n${row.clip}` : findClip(root, table.path, row.clip, clips);
      if (typeof found !== 'string') strays.add(row, found.outside);
      else {
        const known = statements.get(found);
        if (known) known.push({ format, table, row });
        else statements.set(found, [{ format, table, row }]);
      }
    }
    problems.push(...strays.sentences().map((message) => ({ path: table.path, message })));
  }
  const idFormats = [...formats].filter(({ idsOf }) => idsOf);
  return {
    problems,
    has: (corpus) => [...formats].some((format) => format.corpus === corpus),
    labelsOf(path, durationSec) {
      if (statements.size === 0) return undefined;
      const ofIds = idFormats.flatMap((format) => format.idsOf?.(path).flatMap((id) => statements.get(`${format.corpus}\n${id}`) ?? []) ?? []);
      const found = [...(statements.get(path) ?? []), ...ofIds];
      return found.length > 0 ? merge(found, durationSec) : undefined;
    },
  };
}

/** The clip that a table's path means; where there is none, whether the path leads out of the opened folder. */
function findClip(root: string, table: string, path: string, clips: ReadonlyMap<string, string>): string | { readonly outside: boolean } {
  const plain = path.replaceAll('\\', '/').normalize();
  if (/^(\/|[a-z]:)/i.test(plain)) {
    const base = `${root.normalize().replace(/\/$/, '')}/`;
    const { nUp, rest } = plain.startsWith(base) ? withoutDots(plain.slice(base.length)) : { nUp: 1, rest: '' };
    return (nUp === 0 ? clips.get(rest) : undefined) ?? { outside: nUp > 0 };
  }
  const folders = table.normalize().split('/').slice(0, -1);
  const { nUp, rest } = withoutDots(plain);
  for (let n = folders.length - nUp; n >= 0; n--) {
    const found = clips.get([...folders.slice(0, n), rest].join('/'));
    if (found !== undefined) return found;
  }
  return { outside: nUp > folders.length };
}

/** A path without "." and "..": how many folders it goes up, and where it goes from there. */
function withoutDots(path: string): { nUp: number; rest: string } {
  const parts: string[] = [];
  let nUp = 0;
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) nUp++;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return { nUp, rest: parts.join('/') };
}

/** Counts rows whose clip is not there. */
function createStrays({ rows }: LabelTable): { add(row: LabelRow, outside: boolean): void; sentences(): string[] } {
  const kinds = { outside: [] as LabelRow[], missing: [] as LabelRow[] };
  const sentence = (strays: readonly LabelRow[], what: string): string[] =>
    strays.length === 0 ? [] : [`${strays.length} of ${rows.length} rows name ${what}; the first is row ${strays[0].row}: ${quote(strays[0].clip)}.`];
  return {
    add: (row, outside) => void (outside ? kinds.outside : kinds.missing).push(row),
    sentences: () => [...sentence(kinds.outside, 'files outside of the opened folder, which are not looked at'), ...sentence(kinds.missing, 'audio files that are not there')],
  };
}

function merge(statements: readonly Statement[], durationSec: number): ToldLabels {
  const isWhole = ({ row: { startSec = 0, endSec = durationSec } }: Statement): boolean => startSec <= END_TOLERANCE_SEC && endSec >= durationSec - END_TOLERANCE_SEC;
  const whole = statements.filter(isWhole);
  const faults: LabelFault[] = [];
  const labels: Partial<Record<(typeof FIELDS)[number], string>> = {};
  for (const field of FIELDS) {
    const first = whole.find(({ row }) => row.labels[field] !== undefined);
    const value = first?.row.labels[field];
    if (first === undefined || value === undefined) continue;
    const other = whole.find(({ row }) => row.labels[field] !== undefined && !isSame(row.labels[field], value));
    if (!other) labels[field] = value;
    else if (field === 'emotion' || field === 'speaker') faults.push({ field, message: `Label files disagree on its ${field}, and none is taken: ${say(first, field)}, ${say(other, field)}.` });
  }
  const part = statements.find((statement) => statement.row.labels.emotion !== undefined && !isWhole(statement));
  if (part && labels.emotion === undefined && faults.length === 0) {
    const { startSec = 0, endSec = durationSec } = part.row;
    const message = `${part.table.path}, row ${part.row.row}, labels only ${startSec.toFixed(2)} to ${endSec.toFixed(2)} s of its ${durationSec.toFixed(2)} s; labels of parts are not read.`;
    faults.push({ field: 'emotion', message });
  }
  const { format } = whole.find(({ row }) => row.labels.emotion !== undefined) ?? statements[0];
  return { corpus: format.corpus, labels: labels as ClipLabels, noEmotion: whole.some(({ row }) => row.noEmotion), faults };
}

const isSame = (a: string | undefined, b: string): boolean => a === b || (a !== undefined && canonicalEmotion(a) !== undefined && canonicalEmotion(a) === canonicalEmotion(b));

const say = ({ table, row }: Statement, field: 'emotion' | 'speaker'): string => `${quote(row.labels[field] ?? '')} in ${table.path}, row ${row.row}`;
