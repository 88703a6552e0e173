import { availableParallelism, arch, platform, release } from 'node:os';
import * as vscode from 'vscode';
import { isSerError } from '../../core/errors.ts';
import { commands, settings } from '../contributions.ts';
import type { CommandParts } from './parts.ts';

/** "Report Issue Data": what a report of a fault should hold, in a document that its reader looks through before it goes anywhere. */
export function registerReportIssueData(parts: CommandParts): vscode.Disposable {
  return vscode.commands.registerCommand(commands.reportIssueData, async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: await issueData(parts) });
    await vscode.window.showTextDocument(document);
  });
}

/** Versions, settings and counts: no audio, no labels, no names of files, folders or people. */
async function issueData({ lab, corpora, exclusions, madeWith }: CommandParts): Promise<string> {
  const configuration = vscode.workspace.getConfiguration();
  const counts = await Promise.all(
    corpora.roots().map(async (root, i) => {
      const scan = await corpora.scan(root).catch((error: unknown) => error as Error);
      if (scan instanceof Error) return `- Corpus ${i + 1}: cannot be read (${scan.name})`;
      return `- Corpus ${i + 1}: ${scan.corpus}, ${scan.clips.length} clips, ${scan.problems.length} files with problems, ${exclusions.applyTo(scan.clips).nExcluded} excluded`;
    }),
  );
  return [
    '# Speech Emotion Lab: issue data',
    '',
    vscode.l10n.t('What happened, and what did you expect? Which steps lead there? Please say it here, and look through the data below before you send them: versions, settings and counts, no audio and no names of files.'),
    '',
    '## Versions',
    '',
    `- Speech Emotion Lab ${madeWith.version}`,
    `- ${vscode.env.appName} ${vscode.version} (${vscode.env.appHost}${vscode.env.remoteName === undefined ? '' : `, ${vscode.env.remoteName}`}), ${vscode.env.uiKind === vscode.UIKind.Web ? 'browser' : 'desktop'}, language ${vscode.env.language}`,
    `- Node ${madeWith.node}, ${platform()} ${release()} ${arch()}, ${availableParallelism()} threads`,
    '',
    '## Settings',
    '',
    ...Object.values(settings).map((name) => `- ${name}: ${JSON.stringify(configuration.get(name))}`),
    '',
    '## Data',
    '',
    ...counts,
    `- ${storeCounts(lab)}`,
    '',
  ].join('\n');
}

function storeCounts(lab: CommandParts['lab']): string {
  try {
    const { store } = lab.get();
    return `Store: ${store.models().length} models, ${store.runs().length} runs`;
  } catch (error) {
    // A sentence would name the store's folder, and with it perhaps a person.
    return `Store: ${isSerError(error) ? error.code : 'unusable'}`;
  }
}
