import { describe, expect, it } from 'vitest';
import { askInSteps, type Reply, type Step, type StepPlace } from '../../../src/extension/questions/askInSteps.ts';

interface Known {
  readonly corpus?: string;
  readonly model?: string;
}

/** Replies in order, and what was asked. */
function scripted(replies: readonly Reply<Known>[]): { step: Step<Known>; asked: { place: StepPlace; known: Known }[] } {
  const asked: { place: StepPlace; known: Known }[] = [];
  return {
    asked,
    step: async (place, known) => {
      asked.push({ place, known });
      return replies[asked.length - 1];
    },
  };
}

describe('askInSteps', () => {
  it('lays the answers over those of the last time, and tells each question its place', async () => {
    const { step, asked } = scripted([{ answer: { corpus: 'b' } }, { answer: { model: 'svm' } }]);
    expect(await askInSteps('Train', [step, step], { corpus: 'a', model: 'rf' })).toEqual({ corpus: 'b', model: 'svm' });
    expect(asked).toEqual([
      { place: { title: 'Train', step: 1, totalSteps: 2 }, known: { corpus: 'a', model: 'rf' } },
      { place: { title: 'Train', step: 2, totalSteps: 2 }, known: { corpus: 'b', model: 'rf' } },
    ]);
  });

  it('goes back to the question before, which knows its answer, and stays at the first', async () => {
    const { step, asked } = scripted(['back', { answer: { corpus: 'b' } }, 'back', { answer: { corpus: 'c' } }, { answer: { model: 'svm' } }]);
    expect(await askInSteps('Train', [step, step], {})).toEqual({ corpus: 'c', model: 'svm' });
    expect(asked.map(({ place }) => place.step)).toEqual([1, 1, 2, 1, 2]);
    expect(asked[3]?.known).toEqual({ corpus: 'b' });
  });

  it('ends without answers when the reader gives up', async () => {
    const { step } = scripted([{ answer: { corpus: 'b' } }, undefined]);
    expect(await askInSteps('Train', [step, step], {})).toBeUndefined();
  });
});
