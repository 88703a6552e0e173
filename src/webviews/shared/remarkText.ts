import { t } from './l10n.ts';

/** What a clip's remark says, which the host sends in English. */
export function remarkText(remark: string): string {
  if (remark === 'no speech') return t('no speech');
  if (remark === 'no sound') return t('no sound');
  if (remark === 'too short to judge') return t('too short to judge');
  return remark;
}
