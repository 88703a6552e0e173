import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/corpus/audit/finding.ts';
import { auditCorpus, type AuditRequest } from '../../node/auditCorpus.ts';
import { commands } from '../contributions.ts';
import { superfluousCopies, type Row } from '../explorer/rows.ts';
import { chooseCorpus } from './chooseCorpus.ts';
import { formatExcluded } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';
import { scanForTask } from './scanForTask.ts';

/** "Audit Corpus…", and what can be done about its findings: clips are left out, and never touched. */
export function registerAuditCommands({ lab, tasks, corpora, exclusions, audits }: CommandParts): vscode.Disposable {
  const audit = async (row?: Row): Promise<void> => {
    const root = await chooseCorpus(corpora, row);
    const request = root !== undefined && (await chooseDepth());
    if (root === undefined || !request) return;
    const audited = await tasks.run(vscode.l10n.t('Auditing'), async (task) => {
      const scan = await scanForTask(corpora, root, task);
      const { included, nExcluded } = exclusions.applyTo(scan.clips);
      return { ...(await auditCorpus(lab.get(), { ...scan, clips: included }, request, task)), nExcluded };
    });
    if (!audited) return;
    audits.save(root, audited.findings);
    const showFindings = vscode.l10n.t('Show Findings');
    const text = vscode.l10n.t('{0}: {1} in {2} of {3} audio files.', basename(root), tally(audited.findings), audited.nClips, audited.nFiles) + formatExcluded(audited.nExcluded);
    const answer = await (audited.findings.length === 0 ? vscode.window.showInformationMessage(text) : vscode.window.showInformationMessage(text, showFindings));
    if (answer === showFindings) audits.show(root);
  };

  const excludeCopies = async (clicked?: Row, selected?: readonly Row[]): Promise<void> => {
    const rows = selected ?? (clicked ? [clicked] : []);
    const copies = rows.flatMap((row) => (row.kind === 'check' || row.kind === 'finding' ? superfluousCopies(row, (path) => exclusions.has(path)) : []));
    await exclusions.exclude(copies);
  };

  return vscode.Disposable.from(vscode.commands.registerCommand(commands.auditCorpus, audit), vscode.commands.registerCommand(commands.excludeCopies, excludeCopies));
}

async function chooseDepth(): Promise<AuditRequest | undefined> {
  const choices: readonly (vscode.QuickPickItem & AuditRequest)[] = [
    { label: vscode.l10n.t('Files, sound, copies and labels'), detail: vscode.l10n.t('Reads every clip once.'), mislabels: false },
    { label: vscode.l10n.t('The same, and doubtful labels'), detail: vscode.l10n.t('Also extracts features and fits models of the other speakers: slower.'), mislabels: true },
  ];
  return vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Audit Corpus'), placeHolder: vscode.l10n.t('What is checked?') });
}

/** "2 errors, 5 warnings, 1 note", without what there is none of. */
function tally(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const [nErrors, nWarnings, nNotes] = [count('error'), count('warning'), count('note')];
  const parts = [
    nErrors > 0 && (nErrors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', nErrors)),
    nWarnings > 0 && (nWarnings === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', nWarnings)),
    nNotes > 0 && (nNotes === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', nNotes)),
  ];
  return parts.filter(Boolean).join(', ') || vscode.l10n.t('nothing found');
}
