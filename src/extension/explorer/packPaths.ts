import { basename, dirname, join } from 'node:path';

/** Paths by their folders, which are many times as long as the names in them. */
export type PackedPaths = Readonly<Record<string, readonly string[]>>;

export function packPaths(paths: Iterable<string>): PackedPaths {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const names = folders.get(dirname(path));
    if (names) names.push(basename(path));
    else folders.set(dirname(path), [basename(path)]);
  }
  return Object.fromEntries(folders);
}

export const unpackPaths = (packed: PackedPaths): string[] => Object.entries(packed).flatMap(([folder, names]) => names.map((name) => join(folder, name)));
