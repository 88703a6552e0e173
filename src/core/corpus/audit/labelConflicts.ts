import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import type { AuditedClip } from './subject.ts';

/** Copies of one recording with different labels: at most one of them is right. */
export const labelConflicts: AuditCheck = {
  id: 'label-conflicts',
  title: 'copies of one recording with different labels',
  find: ({ clips, copies }) =>
    copies.all.flatMap((members): Fault[] => {
      const group = members.map((i) => clips[i]);
      const fault = (severity: Fault['severity'], what: string, values: readonly string[]): Fault => ({
        severity,
        paths: group.map(({ path }) => path),
        message: `Copies of one recording have different labels of ${what}: ${values.join(', ')}.`,
        details: { label: what, values },
      });
      const emotions = valuesOf(group, ({ emotion }) => emotion);
      const others = (['sentence', 'intensity'] as const).map((label) => [label, valuesOf(group, (clip) => clip[label])] as const);
      return [
        ...(emotions.length > 1 ? [fault('error', 'emotion', emotions)] : []),
        ...others.filter(([, values]) => values.length > 1).map(([label, values]) => fault('warning', label, values)),
      ];
    }),
};

const valuesOf = (group: readonly AuditedClip[], of: (clip: AuditedClip) => string | undefined): string[] => [...new Set(group.flatMap((clip) => of(clip) ?? []))].sort();
