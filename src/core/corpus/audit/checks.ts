import type { AuditCheck } from './check.ts';
import { classBalance } from './classBalance.ts';
import { clipping } from './clipping.ts';
import { dcOffset } from './dcOffset.ts';
import { durations } from './durations.ts';
import { exactDuplicates } from './exactDuplicates.ts';
import { bySeverity, type Finding } from './finding.ts';
import { formats } from './formats.ts';
import { labelConflicts } from './labelConflicts.ts';
import { labelMismatch } from './labelMismatch.ts';
import { labels } from './labels.ts';
import { mislabels } from './mislabels.ts';
import { nearDuplicates } from './nearDuplicates.ts';
import { sexBalance } from './sexBalance.ts';
import { silence } from './silence.ts';
import { speakerEmotions } from './speakerEmotions.ts';
import { speakerNames } from './speakerNames.ts';
import { strayClips } from './strayClips.ts';
import { createSubject, type AuditMaterial } from './subject.ts';
import { truncated } from './truncated.ts';
import { unreadable } from './unreadable.ts';

/** Every check, in the order in which findings are given: files, sound, copies, labels, the corpus as a whole. */
export const auditChecks: readonly AuditCheck[] = [
  unreadable, truncated, silence, clipping, dcOffset, formats, durations,
  exactDuplicates, nearDuplicates, speakerNames,
  labels, labelConflicts, labelMismatch, strayClips, mislabels,
  classBalance, sexBalance, speakerEmotions,
];

/** All that the checks find, in their order; within a check the gravest first, then as the check gives them. */
export function auditCorpusMaterial(material: AuditMaterial): Finding[] {
  const subject = createSubject(material);
  return auditChecks.flatMap((check) => check.find(subject).sort(bySeverity).map((fault): Finding => ({ check: check.id, ...fault })));
}
