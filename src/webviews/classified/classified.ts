import '@vscode-elements/elements/dist/vscode-button/index.js';
import { keptBatch, type FromClassifiedPage, type KeptBatch, type ToClassifiedPage } from '../../protocol/classifiedView.ts';
import { element } from '../shared/element.ts';
import { failedView } from '../shared/failedView.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { batchView } from './batchView.ts';
import type { TableState } from './clipTable.ts';
import { columns } from './sortClips.ts';
import { words } from './words.ts';

type PageState = KeptBatch & { readonly table: TableState };

const main = document.querySelector('main');
const host = connectToHost<ToClassifiedPage, FromClassifiedPage, PageState>(receive);
let isFirst = true;
let shown: KeptBatch | undefined;

function receive(message: ToClassifiedPage): void {
  if (message.type === 'failed') {
    main?.replaceChildren(failedView(message.message, () => host.post({ type: 'ready' })));
    return;
  }
  if (message.type === 'empty') {
    main?.replaceChildren(emptyView());
    return;
  }
  const kept = keptBatch(message.batch);
  shown = kept;
  // The way the table was looked at belongs to its batch.
  const table = isFirst ? restoredTable() : undefined;
  isFirst = false;
  main?.replaceChildren(...batchView(message.batch, table ?? { order: { column: 'name', descending: false }, filter: '' }, {
    open: (row) => host.post({ type: 'open', row }),
    export: (rows) => host.post({ type: 'export', rows }),
    copy: (format, rows) => host.post({ type: 'copy', format, rows }),
    // It is told once a hand rests; another batch may have come by then.
    keep: (state) => shown === kept && host.keep({ ...kept, table: state }),
  }));
}

function restoredTable(): TableState | undefined {
  const { order, filter } = host.restored.table ?? {};
  return order !== undefined && columns.includes(order.column) && typeof filter === 'string' ? { order, filter } : undefined;
}

function emptyView(): HTMLElement {
  const button = element('vscode-button', {}, words.choose);
  button.addEventListener('click', () => host.post({ type: 'classify' }));
  return element('section', { class: 'empty' }, element('h1', {}, words.emptyTitle), element('p', {}, words.empty), button);
}

main?.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
host.post({ type: 'ready' });
