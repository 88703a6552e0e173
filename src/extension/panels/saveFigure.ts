import { homedir } from 'node:os';
import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import { figureFormats, type FigureFormat, type SavedFigure } from '../../protocol/savedFigure.ts';

const formatNames: Readonly<Record<FigureFormat, string>> = { csv: 'CSV', md: 'Markdown', svg: 'SVG', png: 'PNG' };

/** Asks where to save a figure, and writes it in the format that the name of the file ends in. */
export async function saveFigure({ name, contents }: SavedFigure): Promise<void> {
  const formats = figureFormats.filter((format) => contents[format] !== undefined);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${name}.${formats[0] ?? 'svg'}`),
    filters: Object.fromEntries(formats.map((format) => [formatNames[format], [format]])),
    title: vscode.l10n.t('Save the Figure'),
  });
  if (!target) return;
  const format = formats.find((known) => extname(target.path).toLowerCase() === `.${known}`);
  const content = format && contents[format];
  if (content === undefined) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} was not saved: its name must end in {1}.', basename(target.path), formats.map((known) => `.${known}`).join(', ')));
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(target, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    void vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', basename(target.path)), 5000);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be saved: {1}', basename(target.path), (error as Error).message));
  }
}
