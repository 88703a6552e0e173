import * as vscode from 'vscode';
import { webviewHtml, webviewOptions, type PageName } from '../webviewHtml.ts';

export interface PagePanelParts {
  readonly extensionUri: vscode.Uri;
  readonly page: PageName;
  /** As the manifest names it among the activation events. */
  readonly viewType: string;
  readonly title: string;
  readonly icon: string;
  /** Takes a message of the page; it asks for what it shows once it is ready. */
  receive(message: unknown): void;
  /** Takes what the page kept before a restart of the editor. */
  restore(state: unknown): void;
}

/** A page in a panel of its own, of which there is at most one. */
export interface PagePanel extends vscode.Disposable {
  readonly isOpen: boolean;
  /** Sends to the page, if it is open. */
  post(message: unknown): void;
  /** Brings the panel to the front. @returns whether it was open before; a new page asks by itself */
  reveal(): boolean;
}

/** Registers a panel and its way back after a restart of the editor. */
export function registerPagePanel({ extensionUri, page, viewType, title, icon, receive, restore }: PagePanelParts): PagePanel {
  let panel: vscode.WebviewPanel | undefined;

  const adopt = (next: vscode.WebviewPanel): void => {
    panel = next;
    next.iconPath = new vscode.ThemeIcon(icon);
    next.webview.options = webviewOptions(extensionUri);
    const received = next.webview.onDidReceiveMessage(receive);
    next.onDidDispose(() => {
      received.dispose();
      if (panel === next) panel = undefined;
    });
    next.webview.html = webviewHtml(next.webview, extensionUri, page, next.title);
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(restored: vscode.WebviewPanel, state: unknown) {
      // A command may have opened the panel before the editor brought the old one back.
      if (panel !== undefined) return restored.dispose();
      restore(state);
      adopt(restored);
    },
  });

  return {
    get isOpen() {
      return panel !== undefined;
    },
    post: (message) => void panel?.webview.postMessage(message),
    reveal() {
      const wasOpen = panel !== undefined;
      if (panel === undefined) adopt(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active));
      else panel.reveal();
      return wasOpen;
    },
    dispose() {
      serializer.dispose();
      panel?.dispose();
    },
  };
}
