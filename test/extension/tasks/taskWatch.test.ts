import { describe, expect, it } from 'vitest';
import type { TaskProgress } from '../../../src/node/task.ts';
import { createTaskWatch } from '../../../src/extension/tasks/taskWatch.ts';

const at = (phase: TaskProgress['phase'], done: number, total: number): TaskProgress => ({ phase, done, total });
const losses = (fold: number, round: number): TaskProgress => ({ ...at('fold', 0, 6), losses: new Map([[fold, { round, training: 1 / (round + 1) }]]) });

describe('what is known of a running task', () => {
  it('is how much of its step is done, and how long the rest takes at its pace', () => {
    const watch = createTaskWatch();
    expect([watch.share(), watch.leftSec(0)]).toEqual([undefined, undefined]);
    watch.note(at('extract', 10, 100), 1000);
    expect([watch.share(), watch.leftSec(1000)]).toEqual([0.1, undefined]);
    // 20 of 100 in four seconds, 70 to go.
    watch.note(at('extract', 30, 100), 5000);
    expect(watch.leftSec(5000)).toBeCloseTo(14, 9);
    watch.note(at('fold', 0, 6), 6000);
    expect([watch.share(), watch.leftSec(9000)]).toEqual([0, undefined]);
    watch.note(at('fold', 3, 6), 12_000);
    expect(watch.leftSec(12_000)).toBeCloseTo(6, 9);
    // The next learner's folds begin again.
    watch.note(at('fold', 1, 6), 13_000);
    expect(watch.leftSec(13_500)).toBeUndefined();
  });

  it('is nothing of a step whose length is not known', () => {
    const watch = createTaskWatch();
    watch.note(at('scan', 3, 0), 0);
    expect([watch.share(), watch.leftSec(9000)]).toEqual([undefined, undefined]);
  });

  it('keeps the losses of each fold once a round, and forgets those of a fit that is over', () => {
    const watch = createTaskWatch();
    for (const [fold, round] of [[0, 0], [1, 0], [0, 1], [0, 1], [0, 4]] as const) watch.note(losses(fold, round), 0);
    expect([...watch.losses()].map(([fold, known]) => [fold, known.map(({ round }) => round)])).toEqual([[0, [0, 1, 4]], [1, [0]]]);
    watch.note(losses(0, 0), 0);
    expect(watch.losses().get(0)?.map(({ round }) => round)).toEqual([0]);
    for (let fold = 2; fold < 40; fold++) watch.note(losses(fold, 0), 0);
    expect([...watch.losses().keys()]).toEqual(Array.from({ length: 12 }, (_, i) => 28 + i));
  });

  it('keeps the losses of all folds that run, however many, and none of a step that is over', () => {
    const watch = createTaskWatch();
    for (let round = 0; round < 3; round++) {
      const all = new Map(Array.from({ length: 16 }, (_, fold) => [fold, { round, training: 1 / (round + 1) }] as const));
      watch.note({ ...at('fold', 0, 16), losses: all }, 0);
    }
    expect([...watch.losses().values()].map((known) => known.length)).toEqual(new Array(16).fill(3));
    watch.note({ ...at('fit', 0, 300), losses: new Map([[0, { round: 0, training: 2 }]]) }, 0);
    expect([...watch.losses().keys()]).toEqual([0]);
  });
});
