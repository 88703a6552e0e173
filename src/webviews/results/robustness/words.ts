import { t } from '../../shared/l10n.ts';
import { percentText, unbroken } from '../../shared/numberText.ts';

/** What the page says of robustness. */
export const words = {
  title: (model: string, data: string): string => t('Robustness: {0} on {1}', model, data),
  heading: t('UAR against the level of each degradation'),
  intro: t('Learnt from the clips as they are, tested on held-out voices whose recordings were made worse.'),
  plain: t('Trained on the clips as they are'),
  augmented: (copies: string): string => t('Trained also on copies: {0}', copies),
  legend: (plain: string, augmented: string): string => t('Discs: {0}. Rings: {1}.', plain, augmented),
  drawing: t('“none” is the clips as recorded. Lines: 95 % intervals over speakers.'),
  caption: (chance: number): string => unbroken(t('Mean recall of the emotions (UAR) on held-out clips after each degradation, with 95 % intervals over speakers. Chance is {0}, the dashed line.', percentText(chance))),
  recordings: t('Recordings'),
  summary: t('In words'),
  worst: (name: string, from: number, to: number): string => unbroken(t('As recorded, UAR is {0}. It falls most after {1}: to {2}.', percentText(from), name, percentText(to))),
  nothingLost: (from: number): string => unbroken(t('As recorded, UAR is {0}, and no degradation takes anything from it.', percentText(from))),
  nearChance: (names: string): string => t('No better than chance, by the interval, after: {0}.', names),
};
