import type { ClipMenuContext } from '../../protocol/clipView.ts';

/** Tells the editor what its context menu over the drawings is about: the chosen part, in samples, or the whole clip. */
export function offerMenu(figures: HTMLElement, range: { readonly from: number; readonly to: number } | undefined): void {
  const context: ClipMenuContext = { webviewSection: range === undefined ? 'figures' : 'selection', preventDefaultContextMenuItems: true, ...range };
  figures.dataset['vscodeContext'] = JSON.stringify(context);
}
