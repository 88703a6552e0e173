import { SerError } from '../errors.ts';

/** Who is held out: whole speakers (in k groups, or one at a time), a stratified k-th of the clips, or a random share. */
export type Protocol =
  | { readonly kind: 'speaker'; readonly nFolds: number | 'each' }
  | { readonly kind: 'stratified'; readonly nFolds: number }
  | { readonly kind: 'random'; readonly testShare: number };

/** Whole speakers held out in six groups: the default, since the other protocols test on voices that they trained on. */
export const DEFAULT_PROTOCOL = 'speaker:6';

/**
 * Parses `speaker`, `speaker:K`, `stratified:K` or `random:SHARE`.
 *
 * @throws SerError `cv-invalid` with the value and the rule
 */
export function parseProtocol(text: string): Protocol {
  const [kind, argument, ...rest] = text.split(':');
  const number = argument === undefined || argument === '' ? NaN : Number(argument);
  if (rest.length === 0) {
    if (kind === 'speaker' && argument === undefined) return { kind, nFolds: 'each' };
    if (kind === 'speaker' && Number.isInteger(number) && number >= 2) return { kind, nFolds: number };
    if (kind === 'stratified' && Number.isInteger(number) && number >= 2) return { kind, nFolds: number };
    if (kind === 'random' && number > 0 && number < 1) return { kind, testShare: number };
  }
  throw new SerError('cv-invalid', `The protocol "${text}" is not one of speaker, speaker:K, stratified:K (K a whole number from 2) or random:SHARE (SHARE between 0 and 1).`);
}

/** Whether speakers of the test side are also in the training side, which makes the figures optimistic. */
export const sharesSpeakers = (protocol: Protocol): boolean => protocol.kind !== 'speaker';
