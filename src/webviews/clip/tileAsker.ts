import { pieceId, type PieceKey } from '../../protocol/clipTracks.ts';
import type { Scene } from './scene.ts';
import { tracksInSight } from './wantedTracks.ts';
import { tilesInSight, wantedTiles } from './wantedTiles.ts';

/** Asks for the tiles that a scene needs. */
export interface TileAsker {
  ask(scene: Scene, pixels: number): void;
  /** The same after the scene has been drawn; the first whole picture is marked. */
  drawn(scene: Scene, pixels: number): void;
  /** Another sound is asked for, of which some pieces come unasked. */
  begin(coming: readonly PieceKey[]): void;
  came(key: PieceKey): void;
}

/** The mark in the page's timeline at its first whole picture, by which the time to it is measured. */
const pictureMark = 'ser.picture';

/**
 * @param want is told all that is missing whenever that changes
 * @param whole is called after the first whole picture
 */
export function createTileAsker(want: (keys: readonly PieceKey[]) => void, whole: () => void): TileAsker {
  let asked = '';
  let coming = new Set<string>();
  const ask = (scene: Scene, pixels: number): void => {
    const sight = { ...scene, pixels };
    const isThere = (key: PieceKey): boolean => scene.book.has(key) || coming.has(pieceId(key));
    const keys = [...wantedTiles(sight, isThere), ...tracksInSight(scene).filter((key) => !isThere(key))];
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
      if (!isWhole || performance.getEntriesByName(pictureMark).length > 0) return;
      performance.mark(pictureMark);
      whole();
    },
    begin(keys) {
      asked = '';
      coming = new Set(keys.map(pieceId));
    },
    came(key) {
      coming.delete(pieceId(key));
    },
  };
}
