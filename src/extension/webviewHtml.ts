import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { textsOfPages } from './sentenceBook.ts';

/** The pages that the build puts into `dist/webviews`. */
export type PageName = 'clip' | 'classified' | 'map' | 'progress' | 'results';

/** A page may run its script, and load from `mediaFolder` if it plays something; nothing else. */
export function webviewOptions(mediaFolder?: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: mediaFolder === undefined ? [] : [mediaFolder] };
}

const read = new Map<string, string>();

/** The text of a file that the build made; read once. */
function builtText(extensionUri: vscode.Uri, file: string): string {
  const path = join(extensionUri.fsPath, 'dist', 'webviews', file);
  const text = read.get(path) ?? readFileSync(path, 'utf8');
  read.set(path, text);
  return text;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The words of the editor's language, where it is one of ours; a page without them speaks English. */
function wordsAttribute(): string {
  return vscode.l10n.bundle === undefined ? '' : ` data-words="${escapeHtml(JSON.stringify(textsOfPages(vscode.l10n.bundle)))}"`;
}

/**
 * A page: policy, style sheet, script. Both are part of it, since each file that a page must ask for costs it a way to the machine of the
 * extension, which may be far. Content comes by messages only, so nothing of a clip or a run is ever part of the markup. The policy
 * names what a page needs; `font-src` is left at none. The clip's page plays from the folder of its clip; those of results and of the map
 * play what they were sent, and that of results draws its figures as pictures.
 */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageName, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const ownSound = ['media-src blob:'];
  const media = { clip: [`media-src ${webview.cspSource}`], classified: [], map: ownSound, progress: [], results: [...ownSound, 'img-src blob:'] }[page];
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src 'nonce-${nonce}'`, ...media, `base-uri 'none'`, `form-action 'none'`].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.l10n.bundle ? vscode.env.language : 'en')}"${wordsAttribute()}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${builtText(extensionUri, `${page}.css`)}</style>
</head>
<body>
<main></main>
<script nonce="${nonce}">${builtText(extensionUri, `${page}.js`)}</script>
</body>
</html>`;
}
