import type { AuditCheck } from '../core/corpus/audit/check.ts';
import type { Finding, Severity } from '../core/corpus/audit/finding.ts';
import type { CorpusAudit } from '../node/auditCorpus.ts';
import { count } from './count.ts';

export const LABELS_NOTE = 'Labels are labels of the corpus: what its files, folders and label files call a clip, never facts about a person.';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
const MOST_FINDINGS = 20;
const MOST_PATHS = 4;

export interface AuditText {
  /** The checks that were made. */
  readonly checks: readonly AuditCheck[];
  readonly nameOf: (path: string) => string;
  /** Whether to print all findings of a check, and all paths of a finding. */
  readonly isWhole: boolean;
}

/** How many findings of each severity a check has. */
export const tallyOf = (findings: readonly Finding[], check: string): Record<Severity, number> => {
  const own = findings.filter((finding) => finding.check === check);
  const tally = (severity: Severity): number => own.filter((finding) => finding.severity === severity).length;
  return { error: tally('error'), warning: tally('warning'), note: tally('note') };
};

/** A table of all checks, then what each has found. */
export function formatAudit({ findings, nClips, nFiles }: CorpusAudit, { checks, nameOf, isWhole }: AuditText): string {
  const table = checks.map(({ id, title }) => {
    const tally = tallyOf(findings, id);
    return `${id.padEnd(18)}${SEVERITIES.map((severity) => String(tally[severity] || '-').padStart(9)).join('')}   ${title}`;
  });
  const sections = checks.map(({ id, title }) => sectionOf(findings.filter(({ check }) => check === id), `${id}: ${title}`, { nameOf, isWhole }));
  return [
    `${nClips} of ${count(nFiles, 'audio file')} decoded, ${count(findings.length, 'finding')}.`,
    LABELS_NOTE,
    '',
    `${'check'.padEnd(18)}${SEVERITIES.map((severity) => `${severity}s`.padStart(9)).join('')}   what it looks for`,
    ...table,
    ...sections.flat(),
  ].join('\n');
}

function sectionOf(findings: readonly Finding[], heading: string, { nameOf, isWhole }: Pick<AuditText, 'nameOf' | 'isWhole'>): string[] {
  if (findings.length === 0) return [];
  const shown = isWhole ? findings : findings.slice(0, MOST_FINDINGS);
  const left = findings.length - shown.length;
  return ['', heading, ...shown.map((finding) => lineOf(finding, { nameOf, isWhole })), ...(left > 0 ? [`  and ${left} more; --all shows them`] : [])];
}

function lineOf({ severity, paths, message }: Finding, { nameOf, isWhole }: Pick<AuditText, 'nameOf' | 'isWhole'>): string {
  const named = (isWhole ? paths : paths.slice(0, MOST_PATHS)).map(nameOf);
  const left = paths.length - named.length;
  const where = named.length === 0 ? '' : `${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}: `;
  return `  ${severity.padEnd(8)} ${where}${message}`;
}
