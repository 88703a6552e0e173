import { parseProtocol } from '../evaluation/protocols/protocol.ts';
import { publishedFolds } from '../evaluation/protocols/publishedFolds.ts';
import { count } from './figureText.ts';

/** A protocol in a sentence: what each fold holds out, and what decides it. */
export function protocolWords(cv: string): string {
  const protocol = parseProtocol(cv);
  switch (protocol.kind) {
    case 'speaker':
    case 'sentence': {
      const { kind, nFolds } = protocol;
      return nFolds === 'each' ? `Each fold holds out one ${kind}.` : `Each of ${nFolds} folds holds out whole ${kind}s: fold i those whose rank, sorted by id from 0, modulo ${nFolds} is i − 1.`;
    }
    case 'speakers':
      return `One fold holds out ${protocol.speakers.length === 1 ? 'the speaker' : 'the speakers'} ${protocol.speakers.join(', ')}.`;
    case 'published': {
      const published = publishedFolds.find(({ id }) => id === protocol.id);
      return `The folds are ${published?.name ?? protocol.id} (${published?.source ?? ''}).`;
    }
    case 'corpus':
      return 'Each fold holds out one corpus, over the emotions that all have.';
    case 'stratified':
      return `Each of ${protocol.nFolds} folds holds out a part of the clips of each emotion, dealt after a shuffle by the seed. Speakers of the test side are also in the training side.`;
    case 'random':
      return `${count(protocol.nRepeats, 'time')} a share of ${protocol.testShare} of each emotion's clips is held out, drawn by the seed. Speakers of the test side are also in the training side.`;
  }
}
