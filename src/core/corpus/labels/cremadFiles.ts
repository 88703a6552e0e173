import { cremad } from '../cremad.ts';
import { forEachCsvRow } from './csvTable.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, parseSex } from './labelText.ts';
import { createRowFaults } from './rowFaults.ts';

const COLUMNS = { speaker: ['actorid'], sex: ['sex'] };

/** CREMA-D's VideoDemographics.csv, which tells the sex of each actor. */
export const cremadFiles: LabelFormat = {
  corpus: cremad.id,
  maxBytes: 1 << 22,
  idsOf(path) {
    const speaker = cremad.parse(path)?.speaker;
    return speaker === undefined ? [] : [speaker];
  },
  parse: (files) => files.map(parseTable),
};

function parseTable({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  forEachCsvRow(decodeText(bytes), { delimiter: ',', columns: COLUMNS, required: ['speaker', 'sex'], faults }, (cell, row) => {
    const [speaker, sex] = [cell('speaker'), parseSex(cell('sex'))];
    if (sex && /^1\d{3}$/.test(speaker)) rows.push({ row, clip: speaker, labels: { sex } });
    else faults.add('no actor or no sex', row, `${speaker},${cell('sex')}`);
  });
  return { path, rows, problems: faults.sentences() };
}
