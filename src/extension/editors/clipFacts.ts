import { basename } from 'node:path';
import type { ClipFacts } from '../../protocol/clipView.ts';
import type { Prediction } from '../../node/store/store.ts';
import type { Corpora } from '../explorer/corpora.ts';

/** What is known of a clip: its corpus's label where that corpus is open, and the last estimate. */
export function clipFacts(path: string, corpora: Corpora, prediction: Prediction | undefined): ClipFacts {
  const clip = corpora.clip(path);
  return { name: basename(path), label: clip?.emotion, speaker: clip?.speaker, estimate: prediction };
}
