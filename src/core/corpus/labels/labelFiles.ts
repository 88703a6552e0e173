import { foldersOf } from '../convention.ts';
import { audformatFiles } from './audformatFiles.ts';
import { cremadFiles } from './cremadFiles.ts';
import { esdFiles } from './esdFiles.ts';
import { iemocapFiles } from './iemocapFiles.ts';
import type { LabelFormat } from './labelTable.ts';
import { manifestFiles } from './manifest.ts';
import { meldFiles } from './meldFiles.ts';
import { mspPodcastFiles } from './mspPodcastFiles.ts';

/** Files to be read together as one format. */
export interface LabelJob {
  readonly format: LabelFormat;
  /** Relative to the opened folder. */
  readonly paths: readonly string[];
  /** Whether the name proves nothing, so that the start of the file has to tell whether it is one. */
  readonly doubtful: boolean;
}

/** Known by their names; the others are manifests or nothing. */
const NAMED: readonly { readonly format: LabelFormat; readonly rule: RegExp }[] = [
  { format: iemocapFiles, rule: /(^|\/)(EmoEvaluation|transcriptions)\/Ses0[1-5][FM]_(impro\d\d[ab]?|script\d\d_\d[ab]?)\.txt$/i },
  { format: meldFiles, rule: /(^|\/)(train|dev|test)_sent_emo\.csv$/i },
  { format: mspPodcastFiles, rule: /(^|\/)labels_con[sc]ensus\.(csv|json)$/i },
  { format: esdFiles, rule: /(^|\/)00(0[1-9]|1\d|20)\.txt$/ },
  { format: cremadFiles, rule: /(^|\/)VideoDemographics\.csv$/i },
];
const MANIFEST = /\.(csv|tsv|jsonl)$/i;
const AUDFORMAT_HEADER = /(^|\/)db\.yaml$/;
const AUDFORMAT_TABLE = /(^|\/)db\.[^/]+\.csv$/;

/** Whether a file of this name is worth a place in the list that {@link labelJobs} is given. */
export const mayHoldLabels = (name: string): boolean => /\.(csv|tsv|jsonl|json|txt|yaml)$/i.test(name);

/** Which of the files in a folder hold labels, and which of them belong together. */
export function labelJobs(paths: readonly string[]): LabelJob[] {
  const jobs: LabelJob[] = [];
  const claimed = new Set<string>();
  for (const header of paths.filter((path) => AUDFORMAT_HEADER.test(path))) {
    const folder = folderOf(header);
    const tables = paths.filter((path) => AUDFORMAT_TABLE.test(path) && folderOf(path) === folder);
    for (const path of [header, ...tables]) claimed.add(path);
    jobs.push({ format: audformatFiles, paths: [header, ...tables], doubtful: false });
  }
  const withCsv = new Set(paths.map((path) => path.toLowerCase()));
  for (const path of paths) {
    if (claimed.has(path)) continue;
    const format = NAMED.find(({ rule }) => rule.test(path))?.format;
    // The JSON twin says the same again.
    if (format === mspPodcastFiles && /\.json$/i.test(path) && withCsv.has(path.toLowerCase().replace(/json$/, 'csv'))) continue;
    if (format) jobs.push({ format, paths: [path], doubtful: false });
    else if (MANIFEST.test(path)) jobs.push({ format: manifestFiles, paths: [path], doubtful: true });
  }
  return jobs;
}

const folderOf = (path: string): string => foldersOf(path).join('/');
