import type { PieceKey } from '../../protocol/clipTracks.ts';
import type { Scene } from './scene.ts';
import { tracksInSight } from './wantedTracks.ts';
import { tilesInSight, wantedTiles } from './wantedTiles.ts';

/** Asks for the tiles that a scene needs. */
export interface TileAsker {
  ask(scene: Scene, pixels: number): void;
  /** The same after the scene has been drawn; the first whole picture is marked. */
  drawn(scene: Scene, pixels: number): void;
  /** What was asked for is no longer on its way. */
  forget(): void;
}

/** The mark in the page's timeline at its first whole picture, by which the time to it is measured. */
const pictureMark = 'ser.picture';

/** @param want is told all that is missing whenever that changes */
export function createTileAsker(want: (keys: readonly PieceKey[]) => void): TileAsker {
  let asked = '';
  const ask = (scene: Scene, pixels: number): void => {
    const sight = { ...scene, pixels };
    const keys = [...wantedTiles(sight, (key) => scene.book.has(key)), ...tracksInSight(scene).filter((key) => !scene.book.has(key))];
    const names = JSON.stringify(keys);
    if (names !== asked) want(keys);
    asked = names;
  };
  return {
    ask,
    drawn(scene, pixels) {
      ask(scene, pixels);
      const sight = { ...scene, pixels };
      const isWhole = [...tilesInSight(sight, 'wave'), ...tilesInSight(sight, 'spectrum')].every((key) => scene.book.has(key));
      if (isWhole && performance.getEntriesByName(pictureMark).length === 0) performance.mark(pictureMark);
    },
    forget() {
      asked = '';
    },
  };
}
