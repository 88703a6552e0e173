import type { ColumnDrawing } from '../../core/signal/spectrogramLevels.ts';
import type { ClipContract } from '../../protocol/clipWork.ts';
import type { Handlers } from '../../protocol/rpc.ts';
import { loadKernels } from '../kernels.ts';
import { cutSound } from './cutSound.ts';
import { createDrawing, drawTile } from './drawTile.ts';
import { drawTrack } from './drawTrack.ts';
import { openSound } from './openSound.ts';

/** The operations of a worker of the clip editor; it keeps the drawing of each window length, of which there are few. */
export function clipHandlers(): Handlers<ClipContract> {
  const kernels = loadKernels('features');
  const drawings = new Map<number, ColumnDrawing>();
  const drawingOf = (nFft: number): ColumnDrawing => {
    const drawing = drawings.get(nFft) ?? createDrawing(nFft, kernels);
    drawings.set(nFft, drawing);
    return drawing;
  };
  return {
    openSound: ({ path }) => openSound(path),
    cutSound: ({ sound, from, to }) => cutSound(sound, from, to),
    drawTile: ({ sound, key }) => drawTile(sound, key, drawingOf),
    drawTrack: ({ sound, key }) => drawTrack(sound, key, kernels),
  };
}
