import { SerError } from '../../errors.ts';
import { publishedFolds } from './publishedFolds.ts';

/**
 * Who is held out: whole speakers (in k groups, one at a time, those listed, or the published folds of a corpus), whole corpora,
 * whole sentences, a stratified k-th of the clips, or a random share, once or several times.
 */
export type Protocol =
  | { readonly kind: 'speaker'; readonly nFolds: number | 'each' }
  | { readonly kind: 'speakers'; readonly speakers: readonly string[] }
  | { readonly kind: 'published'; readonly id: string }
  | { readonly kind: 'corpus' }
  | { readonly kind: 'sentence'; readonly nFolds: number | 'each' }
  | { readonly kind: 'stratified'; readonly nFolds: number }
  | { readonly kind: 'random'; readonly testShare: number; readonly nRepeats: number };

const DEFAULT_GROUPS = 6;

/** Whole speakers held out in six groups: the default, since the others test on voices that they trained on. */
export const DEFAULT_PROTOCOL = `speaker:${DEFAULT_GROUPS}`;

/** The default protocol for so many speakers: with fewer than its groups, as many groups as there are; never fewer than two. */
export const speakerGroups = (nSpeakers: number): string => `speaker:${Math.max(2, Math.min(DEFAULT_GROUPS, nSpeakers))}`;

/** The forms of a protocol with what each holds out, for help texts. */
export const protocolForms: readonly (readonly [form: string, meaning: string])[] = [
  ['speaker:K', 'K groups of speakers'],
  ['speaker', 'one speaker at a time'],
  ['speakers:A,B', 'the speakers listed'],
  ...publishedFolds.map(({ id, name }) => [id, name] as const),
  ['corpus', 'one corpus at a time, over the emotions that all have'],
  ['sentence', 'one sentence at a time'],
  ['sentence:K', 'K groups of sentences'],
  ['stratified:K', 'a K-th of the clips of each emotion'],
  ['random:SHARE', 'a random share of the clips, as random:0.2'],
  ['random:SHARExN', 'the same N times, as random:0.2x10'],
];

/** Plain digits alone: 1e3, 06 and " 6" would be other names of the same protocol. */
const WHOLE = /^(?:0|[1-9]\d{0,8})$/;
const RANDOM = /^((?:0|[1-9]\d*)(?:\.\d+)?)(?:x([1-9]\d{0,3}))?$/;
const NAMES = { speaker: 'speaker', sentence: 'sentence', stratified: 'clip' } as const;

/**
 * Parses a protocol in one of the forms of {@link protocolForms}.
 *
 * @throws SerError `cv-invalid` with the value and the rule
 */
export function parseProtocol(text: string): Protocol {
  if (text === 'speaker' || text === 'sentence') return { kind: text, nFolds: 'each' };
  if (text === 'corpus') return { kind: text };
  if (publishedFolds.some(({ id }) => id === text)) return { kind: 'published', id: text };
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(0, colon));
  const argument = text.slice(colon + 1);
  if (kind === 'speaker' || kind === 'sentence' || kind === 'stratified') {
    if (WHOLE.test(argument)) return { kind, nFolds: checkedFolds(text, kind, Number(argument)) };
  }
  if (kind === 'speakers') {
    const speakers = argument.split(',').map((speaker) => speaker.trim());
    if (!speakers.includes('') && new Set(speakers).size === speakers.length) return { kind, speakers };
    throw new SerError('cv-invalid', `The protocol "${text}" must list different speakers, separated by commas.`);
  }
  const random = kind === 'random' ? RANDOM.exec(argument) : null;
  if (random) {
    const testShare = Number(random[1]);
    if (testShare > 0 && testShare < 1) return { kind: 'random', testShare, nRepeats: Number(random[2] ?? 1) };
    throw new SerError('cv-invalid', `The protocol "${text}" holds out a share of ${random[1]}; it must lie between 0 and 1.`);
  }
  throw new SerError('cv-invalid', `The protocol "${text}" is not one of ${protocolForms.map(([form]) => form).join(', ')} (K and N whole numbers in plain digits, SHARE between 0 and 1).`);
}

function checkedFolds(text: string, kind: keyof typeof NAMES, nFolds: number): number {
  if (nFolds >= 2) return nFolds;
  const likely = kind === 'stratified' ? '' : ` To hold out one ${NAMES[kind]} at a time, say ${kind}.`;
  throw new SerError('cv-invalid', `The protocol "${text}" asks for ${nFolds === 1 ? '1 fold' : 'no folds'}; at least 2 are needed, since each is tested on a model of the others.${likely}`);
}

/** Whether speakers of the test side are also in the training side, which makes the figures optimistic. */
export const sharesSpeakers = ({ kind }: Protocol): boolean => kind === 'sentence' || kind === 'stratified' || kind === 'random';
