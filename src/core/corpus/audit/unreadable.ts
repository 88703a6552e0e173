import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import type { AuditProblem } from './subject.ts';

/** The code of a file that ends before its header says. */
export const TRUNCATED = 'wav-truncated';

export const problemFault = (severity: Fault['severity']) => ({ path, code, message }: AuditProblem): Fault => ({ severity, paths: [path], message, details: { code } });

/** Files that cannot be decoded, but for the truncated ones, and samples that are no numbers. */
export const unreadable: AuditCheck = {
  id: 'unreadable',
  title: 'files that cannot be decoded',
  find: ({ clips, problems }) => [
    ...problems.filter(({ code }) => code !== TRUNCATED).map(problemFault('error')),
    ...clips.filter(({ measures }) => measures.nNotFinite > 0).map(({ path, measures: { nNotFinite } }): Fault => ({
      severity: 'error',
      paths: [path],
      message: `${nNotFinite === 1 ? 'A sample is' : `${nNotFinite} samples are`} infinite or no number.`,
      details: { nNotFinite },
    })),
  ],
};
