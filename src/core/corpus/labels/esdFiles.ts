import { stemOf } from '../convention.ts';
import { esd } from '../esd.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, linesOf } from './labelText.ts';
import { createRowFaults } from './rowFaults.ts';

const EMOTIONS: ReadonlyMap<string, string> = new Map([
  ['neutral', 'neutral'],
  ['angry', 'angry'],
  ['happy', 'happy'],
  ['sad', 'sad'],
  ['surprise', 'surprise'],
  ['中立', 'neutral'],
  ['生气', 'angry'],
  ['快乐', 'happy'],
  ['伤心', 'sad'],
  ['惊喜', 'surprise'],
]);

/** ESD's text file of each speaker: clip, words and emotion separated by tabs, in UTF-8, UTF-16 or GB 18030, in English or Chinese. */
export const esdFiles: LabelFormat = {
  corpus: esd.id,
  maxBytes: 1 << 22,
  idsOf: (path) => [stemOf(path)],
  parse: (files) => files.map(parseTable),
};

function parseTable({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  for (const { line, row } of linesOf(decodeText(bytes, 'gb18030'))) {
    if (line.trim() === '') continue;
    const [clip = '', , word = ''] = line.split('\t', 4).map((cell) => cell.trim());
    const emotion = EMOTIONS.get(word.toLowerCase());
    if (!/^\d{4}_\d{6}$/.test(clip)) faults.add('no name of a clip', row, clip);
    else if (emotion === undefined) faults.add("an emotion that is none of ESD's", row, word);
    else rows.push({ row, clip, labels: { emotion } });
  }
  return { path, rows, problems: faults.sentences() };
}
