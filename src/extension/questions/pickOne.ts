import * as vscode from 'vscode';
import type { StepPlace } from './askInSteps.ts';

export interface PickRequest<Item> {
  /** Items that come later are waited for with the question in sight. */
  readonly items: readonly Item[] | Promise<readonly Item[]>;
  readonly placeHolder: string;
  /** Is offered first, in its place. */
  readonly active?: (item: Item) => boolean;
}

/** One item of a list, by a question that knows its place and leads back; undefined when the reader gives up. */
export function pickOne<Item extends vscode.QuickPickItem>(place: StepPlace, { items, placeHolder, active }: PickRequest<Item>): Promise<Item | 'back' | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  Object.assign(pick, { ...place, placeholder: placeHolder, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
  if (place.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  pick.busy = true;
  void Promise.resolve(items).then((all) => {
    pick.items = all;
    const first = active && all.find(active);
    if (first) pick.activeItems = [first];
    pick.busy = false;
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen === undefined) return;
      resolve(chosen);
      pick.dispose();
    });
    pick.onDidTriggerButton(() => {
      resolve('back');
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
