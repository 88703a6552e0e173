import type { ColumnPlan } from '../../core/signal/spectrogramLevels.ts';
import type { ClipContract } from '../../protocol/clipWork.ts';
import type { Handlers } from '../../protocol/rpc.ts';
import { cutSound } from './cutSound.ts';
import { createPlan, drawTile } from './drawTile.ts';
import { drawTrack } from './drawTrack.ts';
import { openSound } from './openSound.ts';

/** The operations of a worker of the clip editor; it keeps the plan of each window length, of which there are few. */
export function clipHandlers(): Handlers<ClipContract> {
  const plans = new Map<number, ColumnPlan>();
  const planOf = (nFft: number): ColumnPlan => {
    const plan = plans.get(nFft) ?? createPlan(nFft);
    plans.set(nFft, plan);
    return plan;
  };
  return {
    openSound: ({ path }) => openSound(path),
    cutSound: ({ sound, from, to }) => cutSound(sound, from, to),
    drawTile: ({ sound, key }) => drawTile(sound, key, planOf),
    drawTrack: ({ sound, key }) => drawTrack(sound, key),
  };
}
