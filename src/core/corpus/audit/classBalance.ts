import type { AuditCheck } from './check.ts';
import { groupClips } from './subject.ts';

/** From these ratios of the most to the least frequent emotion on. */
const UNEVEN = 2;
const VERY_UNEVEN = 5;

/** Emotions of which there are many more clips than of others: accuracy then rewards the frequent ones. */
export const classBalance: AuditCheck = {
  id: 'class-balance',
  title: 'emotions with many more clips than others',
  find: ({ clips }) => {
    const counts = [...groupClips(clips, ({ emotion }) => emotion)].map(([emotion, { length }]) => [emotion, length] as const);
    if (counts.length < 2) return [];
    const [[most, nMost], [least, nLeast]] = [counts.reduce((a, b) => (b[1] > a[1] ? b : a)), counts.reduce((a, b) => (b[1] < a[1] ? b : a))];
    const ratio = nMost / nLeast;
    if (ratio < UNEVEN) return [];
    return [
      {
        severity: ratio >= VERY_UNEVEN ? 'warning' : 'note',
        paths: [],
        message: `There are ${ratio.toFixed(1)} times as many clips of ${most} (${nMost}) as of ${least} (${nLeast}); judge by UAR, not by accuracy.`,
        details: { ratio, counts: Object.fromEntries(counts) },
      },
    ];
  },
};
