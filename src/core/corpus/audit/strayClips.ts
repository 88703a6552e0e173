import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { countOf, groupClips, type AuditSubject } from './subject.ts';

/** In a folder of fewer than ten clips another one is no exception. */
const LEAST_SHARE = 0.9;

/** Clips of another speaker or emotion than at least nine tenths of their folder. */
export const strayClips: AuditCheck = {
  id: 'stray-clips',
  title: 'clips in a folder of another speaker or emotion',
  find: (subject) => [...strays(subject, 'speaker'), ...strays(subject, 'emotion')],
};

function strays({ clips }: AuditSubject, label: 'speaker' | 'emotion'): Fault[] {
  const labelled = clips.filter((clip) => clip[label] !== undefined);
  return [...groupClips(labelled, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))].flatMap(([folder, inside]): Fault[] => {
    const [[usual, most], ...others] = [...groupClips(inside, (clip) => clip[label])].sort(([, a], [, b]) => b.length - a.length);
    if (others.length === 0 || most.length < LEAST_SHARE * inside.length) return [];
    const paths = others.flatMap(([, group]) => group.map(({ path }) => path)).sort();
    return [
      {
        severity: 'warning',
        paths,
        message: `${countOf(paths.length, 'clip')} of ${label} ${others.map(([value]) => value).join(', ')} among ${most.length} of ${label} ${usual} in ${folder === '' ? 'the folder itself' : `the folder "${folder}"`}.`,
        details: { label, usual, others: others.map(([value]) => value), nClips: inside.length },
      },
    ];
  });
}
