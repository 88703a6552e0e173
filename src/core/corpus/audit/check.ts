import type { Fault } from './finding.ts';
import type { AuditSubject } from './subject.ts';

/** One question that is put to a corpus. Its findings come in the order in which they are worth reading. */
export interface AuditCheck {
  readonly id: string;
  /** What it looks for, in a few words. */
  readonly title: string;
  find(subject: AuditSubject): Fault[];
}
