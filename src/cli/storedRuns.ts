import { existsSync } from 'node:fs';
import { SerError } from '../core/errors.ts';
import { openStore, type Store } from '../node/store/store.ts';

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
