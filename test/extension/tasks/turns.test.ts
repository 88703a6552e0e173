import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/extension/tasks/turns.ts';

const never = new AbortController().signal;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createTurns', () => {
  it('lets one go on at a time, in order', async () => {
    const turns = createTurns();
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    for (const name of ['a', 'b', 'c']) {
      void turns.take(never).then((end) => {
        begun.push(name);
        ends.set(name, end);
      });
    }
    await settled();
    expect(begun).toEqual(['a']);
    ends.get('a')?.();
    await settled();
    expect(begun).toEqual(['a', 'b']);
    ends.get('b')?.();
    await settled();
    ends.get('c')?.();
    expect(begun).toEqual(['a', 'b', 'c']);
    // Nobody waits any more: the next begins at once.
    await expect(turns.take(never)).resolves.toBeTypeOf('function');
  });

  it('leaves out who does not want to wait any longer', async () => {
    const turns = createTurns();
    const end = await turns.take(never);
    const impatient = new AbortController();
    const second = turns.take(impatient.signal);
    const third = turns.take(never);
    impatient.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    end();
    await expect(third).resolves.toBeTypeOf('function');
  });

  it('leaves the turn with who has it when it is called off later', async () => {
    const turns = createTurns();
    const first = new AbortController();
    const end = await turns.take(first.signal);
    let isSecondOn = false;
    void turns.take(never).then(() => (isSecondOn = true));
    first.abort();
    await settled();
    expect(isSecondOn).toBe(false);
    end();
    await settled();
    expect(isSecondOn).toBe(true);
  });
});
