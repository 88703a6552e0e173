import { existsSync } from 'node:fs';
import { SerError } from '../core/errors.ts';
import { openStore, type Store } from '../node/store/store.ts';
import type { ListedRun, StoredRun } from '../protocol/resultsView.ts';

/** Where a store is unless a command says otherwise. */
export const DEFAULT_STORE = '.ser/store.db';

/**
 * Reads from a store that is there; unlike a command that writes, it makes none.
 *
 * @throws SerError `store-unusable`
 */
export function withStore<T>(path: string, read: (store: Store) => T): T {
  if (!existsSync(path)) throw new SerError('store-unusable', `There is no store at ${path}; ser evaluate makes one, and --store names another.`, { path });
  const store = openStore(path);
  try {
    return read(store);
  } finally {
    store.close();
  }
}

/** Which run is meant: its number, or the last. */
export type RunName = number | 'last';

/**
 * The runs of these names, in their order.
 *
 * @throws SerError `parameter-invalid` for a run that there is not, and for one that is named twice
 */
export function findRuns(store: Pick<Store, 'run' | 'runs'>, names: readonly RunName[], path: string): StoredRun[] {
  const found = names.map((name): StoredRun => {
    const id = name === 'last' ? store.runs()[0]?.id : name;
    const run = id === undefined ? undefined : store.run(id);
    if (!run) throw new SerError('parameter-invalid', name === 'last' ? `There are no runs in ${path} yet; ser evaluate makes them.` : `There is no run ${name} in ${path}; ser runs lists those that there are.`);
    return run;
  });
  const twice = found.find(({ id }, i) => found.findIndex((other) => other.id === id) !== i);
  if (twice) throw new SerError('parameter-invalid', `Run ${twice.id} is named twice; different runs are compared.`);
  return found;
}

/** What a list says of a run. */
export const describeRun = ({ id, endedAt, run: { model, search, augment, balance, select, normalize, cv, seed, data, nClips, nSpeakers, classes, accuracy, uar, intervals } }: ListedRun) => ({
  id, endedAt, model, ...(search && { search: search.method }), ...(augment && { augment }), ...(balance && { balance }), ...(select !== undefined && { select }), data: data.name, root: data.root, featureSet: data.featureSet, normalize: normalize ?? null, cv, seed, nClips, nSpeakers, nClasses: classes.length, accuracy, uar, uarInterval: intervals?.uar ?? null,
});
