import { words } from './words.ts';

/** With fewer speakers than this an interval over them covers clearly less often than it says. */
const few = 10;

/** Why the intervals are too narrow, where they are. */
export function fewSpeakersText(nSpeakers: number, nUnknownSpeaker = 0): string | undefined {
  if (nUnknownSpeaker > 0) return words.unknownSpeakers(nUnknownSpeaker);
  return nSpeakers < few ? words.fewSpeakers(nSpeakers) : undefined;
}
