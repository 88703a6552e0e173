import { basename } from 'node:path';
import { stampNow } from '../../node/openFile.ts';
import type { ClipFacts } from '../../protocol/clipView.ts';
import type { Corpora } from '../explorer/corpora.ts';
import type { Knowledge } from '../explorer/knowledge.ts';

/** What is known of a clip: its corpus's label where that corpus is open, and the last estimate of the file as it is now. */
export function clipFacts(path: string, corpora: Corpora, knowledge: Pick<Knowledge, 'predictionOf'>): ClipFacts {
  const clip = corpora.clip(path);
  const stamp = stampNow(path);
  return { name: basename(path), label: clip?.emotion, speaker: clip?.speaker, estimate: stamp && knowledge.predictionOf(stamp) };
}
