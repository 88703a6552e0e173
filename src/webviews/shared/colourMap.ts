import type { ColourMapName } from '../../protocol/clipSettings.ts';
import { colourTables } from './colourTables.ts';

/** @returns 256 opaque RGBA colours, 4 bytes each, for levels 0 … 255 */
export function createColourMap(name: ColourMapName): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 4);
  for (let level = 0; level < 256; level++) {
    const colour = name === 'grey' ? (level << 16) | (level << 8) | level : Number.parseInt(colourTables[name].slice(6 * level, 6 * level + 6), 16);
    table.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * level);
  }
  return table;
}
