import * as vscode from 'vscode';
import { pathsOf, type Row } from './rows.ts';

const URI_LIST = 'text/uri-list';

/** Folders dropped into the view are opened as corpora; rows dragged out of it are files, for editors and terminals. */
export function createClipTransfer(openFolders: (folders: readonly vscode.Uri[]) => Promise<void>): vscode.TreeDragAndDropController<Row> {
  // What was dragged out of the view last: let go over the view itself, it asks for nothing.
  let dragged: string | undefined;
  return {
    dropMimeTypes: [URI_LIST],
    dragMimeTypes: [URI_LIST],
    handleDrag: (rows, transfer) => {
      const paths = rows.flatMap((row) => (row.kind === 'corpus' ? [row.root] : pathsOf(row)));
      dragged = paths.map((path) => vscode.Uri.file(path).toString()).join('\r\n');
      transfer.set(URI_LIST, new vscode.DataTransferItem(dragged));
    },
    handleDrop: async (_, transfer) => {
      const list = await transfer.get(URI_LIST)?.asString();
      if (list && list !== dragged) await openFolders(urisIn(list));
    },
  };
}

/** A list of URIs has one a line; lines that begin with # are comments. */
function urisIn(list: string): vscode.Uri[] {
  return list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')).map((line) => vscode.Uri.parse(line));
}
