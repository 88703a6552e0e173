import { stemOf } from '../convention.ts';
import { iemocap } from '../iemocap.ts';
import type { LabelFile, LabelFormat, LabelRow, LabelTable } from './labelTable.ts';
import { decodeText, linesOf, plainSentence } from './labelText.ts';
import { createRowFaults } from './rowFaults.ts';

/** The words behind IEMOCAP's codes; "xxx" is a turn on which its listeners did not agree. */
const EMOTIONS = new Map<string, string | undefined>([
  ['ang', 'anger'],
  ['dis', 'disgust'],
  ['exc', 'excitement'],
  ['fea', 'fear'],
  ['fru', 'frustration'],
  ['hap', 'happiness'],
  ['neu', 'neutral'],
  ['oth', 'other'],
  ['sad', 'sadness'],
  ['sur', 'surprise'],
  ['xxx', undefined],
]);
const EVALUATION = /^\[[\d. -]{3,60}\]\t(Ses\w{1,40})\t(\w{1,10})\t/;
const TRANSCRIPTION = /^(Ses\w{1,40}) \[[\d. -]{3,60}\]: ?(.+)$/;

/**
 * IEMOCAP's EmoEvaluation (`[start - end]`, utterance, emotion, `[v, a, d]`, separated by tabs) and transcriptions
 * (`utterance [start-end]: words`). Excitement and frustration stay what they are; merging is the user's choice.
 */
export const iemocapFiles: LabelFormat = {
  corpus: iemocap.id,
  maxBytes: 1 << 22,
  idsOf: (path) => [stemOf(path).toLowerCase()],
  parse: (files) => files.map((file) => (/(^|\/)transcriptions\/[^/]*$/i.test(file.path) ? parseTranscriptions(file) : parseEvaluations(file))),
};

function parseEvaluations({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  const faults = createRowFaults();
  for (const { line, row } of linesOf(decodeText(bytes))) {
    // The other lines are what each listener said.
    if (!line.startsWith('[')) continue;
    const match = EVALUATION.exec(line);
    const code = match?.[2].toLowerCase() ?? '';
    if (!match) faults.add('no evaluation of an utterance', row, line);
    else if (!EMOTIONS.has(code)) faults.add("an emotion that is none of IEMOCAP's", row, code);
    else {
      const emotion = EMOTIONS.get(code);
      rows.push({ row, clip: match[1].toLowerCase(), ...(emotion ? { labels: { emotion } } : { labels: {}, noEmotion: true }) });
    }
  }
  return { path, rows, problems: faults.sentences() };
}

function parseTranscriptions({ path, bytes }: LabelFile): LabelTable {
  const rows: LabelRow[] = [];
  for (const { line, row } of linesOf(decodeText(bytes))) {
    // The other lines are of breaths and of words that belong to no utterance.
    const match = TRANSCRIPTION.exec(line);
    if (match) rows.push({ row, clip: match[1].toLowerCase(), labels: { sentence: plainSentence(match[2]) } });
  }
  return { path, rows, problems: [] };
}
