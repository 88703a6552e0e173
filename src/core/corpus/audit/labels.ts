import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { countOf, type AuditedClip } from './subject.ts';
import { problemFault } from './unreadable.ts';

/** Clips without an emotion or a speaker, and label files that cannot be used. */
export const labels: AuditCheck = {
  id: 'labels',
  title: 'clips without labels',
  find: ({ clips, labelProblems }) => {
    const explained = new Set(labelProblems.map(({ path }) => path));
    const without = (label: 'emotion' | 'speaker'): AuditedClip[] => clips.filter((clip) => clip[label] === undefined && !explained.has(clip.path));
    const fault = (label: 'emotion' | 'speaker', effect: string): Fault[] => {
      const paths = without(label).map(({ path }) => path);
      return paths.length === 0 ? [] : [{ severity: 'warning', paths, message: `The ${label} of ${countOf(paths.length, 'clip')} is not known: ${effect}.`, details: { label, nClips: paths.length } }];
    };
    return [
      ...labelProblems.map(problemFault('warning')),
      ...fault('emotion', 'nothing can be learnt or tested with them'),
      ...fault('speaker', 'a split by speaker cannot place them'),
    ];
  },
};
