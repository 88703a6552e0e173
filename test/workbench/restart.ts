import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbench } from './workbench.ts';

const waitMs = 15_000;

/**
 * Restarts the editor after its user turned to another window, the moment at which it saves what is open. On a reload alone
 * it often has no time to.
 *
 * @param saved a word of the state that must have been saved
 */
export async function restart(workbench: Workbench, saved: string): Promise<void> {
  await workbench.page.evaluate(() => {
    document.hasFocus = () => false;
    dispatchEvent(new Event('blur'));
  });
  for (let waited = 0; !(await workbench.page.evaluate(hasSaved, saved)); waited += 100) {
    if (waited > waitMs) throw new Error(`The workbench has not saved ${saved}.`);
    await sleep(100);
  }
  await workbench.reload();
}

/** Runs in the page: whether the workbench's own databases hold a word. */
async function hasSaved(word: string): Promise<boolean> {
  const finished = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await finished(indexedDB.open(name));
    const values: unknown[] = await finished(database.transaction('ItemTable').objectStore('ItemTable').getAll());
    database.close();
    if (values.some((value) => typeof value === 'string' && value.includes(word))) return true;
  }
  return false;
}
