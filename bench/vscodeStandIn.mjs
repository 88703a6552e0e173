// As much of VS Code's interface as the extension needs to start and to fill its tree, without an editor.
import { pathToFileURL } from 'node:url';

class EventEmitter {
  #listeners = new Set();
  event = (listener) => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(value) {
    for (const listener of this.#listeners) listener(value);
  }
  dispose() {
    this.#listeners.clear();
  }
}

class Disposable {
  constructor(dispose) {
    this.dispose = dispose;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class TreeItem {
  constructor(label, collapsibleState) {
    Object.assign(this, { label, collapsibleState });
  }
}

class Uri {
  constructor(fsPath) {
    Object.assign(this, { scheme: 'file', fsPath, path: fsPath });
  }
  static file = (path) => new Uri(path);
  static joinPath = (base, ...parts) => new Uri([base.fsPath, ...parts].join('/'));
  toString() {
    return pathToFileURL(this.fsPath).href;
  }
}

class Named {
  constructor(...parts) {
    this.parts = parts;
  }
}

const nothing = () => new Disposable(() => undefined);
const noEvent = () => nothing();

/** The interface, and what the extension gave to it: its tree and its commands. */
export function createStandIn() {
  const given = { tree: undefined, view: { message: '' }, commands: new Map(), messages: [] };
  const log = Object.fromEntries(['info', 'error', 'warn', 'debug', 'trace', 'show', 'dispose'].map((name) => [name, () => undefined]));
  const vscode = {
    EventEmitter, Disposable, TreeItem, Uri, ThemeIcon: Named, RelativePattern: Named, MarkdownString: Named, FileDecoration: Named,
    StatusBarAlignment: { Left: 1, Right: 2 },
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    TreeItemCheckboxState: { Unchecked: 0, Checked: 1 },
    ViewColumn: { Active: -1 }, ProgressLocation: { Window: 10 }, QuickPickItemKind: { Separator: -1 }, FileType: { Directory: 2 },
    l10n: { t: (text, ...values) => text.replace(/\{(\d+)\}/g, (_, i) => values[i]) },
    env: { language: 'en' },
    commands: {
      registerCommand: (id, run) => (given.commands.set(id, run), nothing()),
      executeCommand: async (id, ...rest) => given.commands.get(id)?.(...rest),
    },
    workspace: { getConfiguration: () => ({ get: (_, value) => value }), onDidChangeConfiguration: noEvent, onDidChangeWorkspaceFolders: noEvent, createFileSystemWatcher: () => Object.assign(nothing(), { onDidCreate: noEvent, onDidChange: noEvent, onDidDelete: noEvent }) },
    window: {
      createOutputChannel: () => log,
      createStatusBarItem: () => ({ show: () => {}, dispose: () => {} }),
      createStatusBarItem: () => Object.assign(nothing(), { show: () => undefined, hide: () => undefined }),
      createTreeView: (_, { treeDataProvider }) => {
        given.tree = treeDataProvider;
        return Object.assign(given.view, nothing(), { onDidChangeCheckboxState: noEvent });
      },
      registerFileDecorationProvider: nothing, registerCustomEditorProvider: nothing, registerWebviewPanelSerializer: nothing,
    },
  };
  return { vscode, given };
}

/** A memory of a workspace, in this process alone. */
export function createMemento(values = {}) {
  const held = new Map(Object.entries(values));
  return { get: (key, otherwise) => held.get(key) ?? otherwise, update: async (key, value) => void held.set(key, value), keys: () => [...held.keys()] };
}
