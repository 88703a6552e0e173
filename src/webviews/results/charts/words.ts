import { t } from '../../shared/l10n.ts';
import { countText, percentText } from '../../shared/numberText.ts';

/** What the charts of classes and speakers say. */
export const words = {
  speakers: t('Per speaker'),
  speaker: t('Speaker'),
  emotions: t('Emotions'),
  speakersCaption: t('Each speaker’s held-out clips, best UAR first; the UAR is over the emotions of these clips.'),
  speakersKey: (chance: number): string => t('Bars: UAR. Dashed: chance, {0}.', percentText(chance)),
  bestToWorst: (n: number): string => t('{0} speakers, best to worst', countText(n)),
  speakersSay: (worst: number, worstName: string, best: number, bestName: string): string => t('The UAR of single speakers goes from {0} ({1}) to {2} ({3}).', percentText(worst), worstName, percentText(best), bestName),
  noneAtChance: t('None of them is at the level of chance or below.'),
  oneAtChance: t('One of them is at the level of chance or below.'),
  someAtChance: (n: number): string => t('{0} of them are at the level of chance or below.', countText(n)),
  unknown: (n: number): string => (n === 1 ? t('1 clip of unknown speaker is left out.') : t('{0} clips of unknown speakers are left out.', countText(n))),
  recallKey: (chance: number): string => t('Bars: recall with its 95 % interval over speakers. Dashed: chance, {0}.', percentText(chance)),
} as const;
