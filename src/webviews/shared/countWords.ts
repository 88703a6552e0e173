import { t } from './l10n.ts';
import { countText } from './numberText.ts';

export const clipsText = (n: number): string => (n === 1 ? t('1 clip') : t('{0} clips', countText(n)));

export const speakersText = (n: number): string => (n === 1 ? t('1 speaker') : t('{0} speakers', countText(n)));

export const filesText = (n: number): string => (n === 1 ? t('1 file') : t('{0} files', countText(n)));
