import { auditChecks } from '../../core/corpus/audit/checks.ts';
import { auditCorpus } from '../../node/auditCorpus.ts';
import { formatAudit, LABELS_NOTE, tallyOf } from '../auditText.ts';
import { openFolder } from '../folder.ts';
import { print, printJson, withLab, type SessionOptions } from '../session.ts';

interface AuditOptions extends SessionOptions {
  readonly mislabels: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Looks for faults of a corpus that spoil results. What it finds is its result, and no failure of the command. */
export async function audit(dir: string, options: AuditOptions): Promise<void> {
  const { scan, nameOf, found } = await withLab(options, async (lab, task) => {
    const { scan, nameOf } = await openFolder(dir, task);
    return { scan, nameOf, found: await auditCorpus(lab, scan, options, task) };
  });
  const checks = auditChecks.filter(({ id }) => options.mislabels || id !== 'mislabels');
  if (!options.json) {
    print(formatAudit(found, { checks, nameOf, isWhole: options.all === true }));
    return;
  }
  printJson({
    corpus: scan.corpus,
    synthetic: scan.synthetic,
    labels: LABELS_NOTE,
    nFiles: found.nFiles,
    nClips: found.nClips,
    checks: checks.map(({ id, title }) => ({ id, title, ...tallyOf(found.findings, id) })),
    findings: found.findings.map((finding) => ({ ...finding, paths: finding.paths.map(nameOf) })),
  });
}
