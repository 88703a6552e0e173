import { stemOf } from '../convention.ts';
import { meld, meldUtterance } from '../meld.ts';
import { forEachCsvRow } from './csvTable.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, isWord, plainSentence } from './labelText.ts';
import { createRowFaults } from './rowFaults.ts';

const EMOTIONS: ReadonlySet<string> = new Set(['neutral', 'joy', 'anger', 'surprise', 'sadness', 'disgust', 'fear']);
const SPLITS = ['train', 'dev', 'test'];
const COLUMNS = { dialogue: ['dialogue_id'], utterance: ['utterance_id'], emotion: ['emotion'], speaker: ['speaker'], sentence: ['utterance'] };

/**
 * MELD's train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv. Every split counts its dialogues from 0, so a clip in no
 * folder that names a split is looked for in all that are there; what they say differently is not taken.
 */
export const meldFiles: LabelFormat = {
  corpus: meld.id,
  maxBytes: 1 << 24,
  idsOf(path) {
    const found = meldUtterance(path);
    if (!found) return [];
    return (found.split === undefined ? SPLITS : [found.split]).map((split) => `${split}/${found.dialogue}/${found.utterance}`);
  },
  parse: (files) => files.map(parseTable),
};

function parseTable({ path, bytes }: LabelFile): LabelTable {
  const name = stemOf(path).toLowerCase();
  const split = name.slice(0, name.indexOf('_'));
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  forEachCsvRow(decodeText(bytes), { delimiter: ',', columns: COLUMNS, required: ['dialogue', 'utterance', 'emotion'], faults }, (cell, row) => {
    const [dialogue, utterance, emotion, speaker] = [cell('dialogue'), cell('utterance'), cell('emotion').toLowerCase(), cell('speaker')];
    if (!/^\d{1,4}$/.test(dialogue) || !/^\d{1,3}$/.test(utterance)) faults.add('no numbers of a dialogue and an utterance', row, `${dialogue},${utterance}`);
    else if (!EMOTIONS.has(emotion)) faults.add("an emotion that is none of MELD's", row, emotion);
    else {
      const sentence = plainSentence(cell('sentence'));
      rows.push({
        row,
        clip: `${split}/${Number(dialogue)}/${Number(utterance)}`,
        labels: { emotion, ...(speaker && isWord(speaker) && { speaker }), ...(sentence && { sentence }), session: `${split} dialogue ${Number(dialogue)}`, split },
      });
    }
  });
  return { path, rows, problems: faults.sentences() };
}
