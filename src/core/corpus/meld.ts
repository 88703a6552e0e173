import { foldersOf, stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^dia(\d{1,4})_utt(\d{1,3})$/i;
const SPLIT = /(?:^|_)(train|dev|test)(?:_|$)/i;

/** Dialogue and utterance of a MELD clip; `split` by the nearest folder that names one, since all splits count from 0. */
export function meldUtterance(path: string): { split: string | undefined; dialogue: number; utterance: number } | undefined {
  const match = RULE.exec(stemOf(path));
  if (!match) return undefined;
  const split = foldersOf(path).map((folder) => SPLIT.exec(folder)?.[1].toLowerCase()).findLast((found) => found !== undefined);
  return { split, dialogue: Number(match[1]), utterance: Number(match[2]) };
}

/**
 * MELD: dialogue and utterance; emotion, speaker and words are in train_sent_emo.csv and its like.
 *
 * @see S. Poria et al., "MELD: A Multimodal Multi-Party Dataset for Emotion Recognition in Conversations", ACL 2019
 */
export const meld: CorpusConvention = {
  id: 'meld',
  name: 'MELD',
  labelFiles: 'train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv',
  parse(path) {
    const found = meldUtterance(path);
    if (!found) return undefined;
    const { split, dialogue } = found;
    return split ? { session: `${split} dialogue ${dialogue}`, split } : {};
  },
};
