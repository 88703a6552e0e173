import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { textsOfPages } from './sentenceBook.ts';

/** The pages that the build puts into `dist/webviews`. */
export type PageName = 'clip' | 'classified' | 'map' | 'progress' | 'results';

function pagesFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
}

/** A page may run its scripts and load from its own folder, and from `mediaFolder` if it plays something; nothing else. */
export function webviewOptions(extensionUri: vscode.Uri, mediaFolder?: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pagesFolder(extensionUri), ...(mediaFolder === undefined ? [] : [mediaFolder])] };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The words of the editor's language, where it is one of ours; a page without them speaks English. */
function wordsAttribute(): string {
  return vscode.l10n.bundle === undefined ? '' : ` data-words="${escapeHtml(JSON.stringify(textsOfPages(vscode.l10n.bundle)))}"`;
}

/**
 * The frame of a page: policy, style sheet, script. Content comes by messages only, so nothing of a clip or a run is ever
 * part of the markup. The policy names what a page needs; `font-src` is left at none. The clip's page plays from the folder of its clip, and asks
 * for the script of its controls once it has drawn; those of results and of the map play what they were sent, and that of results draws its
 * figures as pictures.
 */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageName, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const uriOf = (file: string): string => escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(pagesFolder(extensionUri), file)).toString());
  const ownSound = ['media-src blob:'];
  const media = { clip: [`media-src ${webview.cspSource}`], classified: [], map: ownSound, progress: [], results: [...ownSound, 'img-src blob:'] }[page];
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, ...media, `base-uri 'none'`, `form-action 'none'`].join('; ');
  const later = page === 'clip' ? ` data-controls="${uriOf('clipControls.js')}"` : '';
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.l10n.bundle ? vscode.env.language : 'en')}"${wordsAttribute()}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${uriOf(`${page}.css`)}">
</head>
<body>
<main></main>
<script nonce="${nonce}" src="${uriOf(`${page}.js`)}"${later}></script>
</body>
</html>`;
}
