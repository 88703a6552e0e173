import { LEVELS } from '../../../protocol/clipTiles.ts';
import type { FrequencyScale } from '../frequencyScale.ts';

/** How levels become pixels. Tiles are drawn anew where it is another object. */
export interface ImageStyle {
  /** Rows of pixels. */
  readonly height: number;
  readonly scale: FrequencyScale;
  readonly dbMin: number;
  readonly dbMax: number;
  /** 256 RGBA colours, from `dbMin` to `dbMax`. */
  readonly colours: Uint8ClampedArray;
}

export const levelDb = (level: number): number => LEVELS.dbMin + (level / 255) * (LEVELS.dbMax - LEVELS.dbMin);

/** Where a level lies between the first colour (0) and the last (1), and beyond. */
export const colourShare = ({ dbMin, dbMax }: Pick<ImageStyle, 'dbMin' | 'dbMax'>, level: number): number => (levelDb(level) - dbMin) / (dbMax - dbMin);
