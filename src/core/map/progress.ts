/** Runs a part of a whole: its progress, 0 to 1, becomes from … to of the whole. */
export function* between<T>(from: number, to: number, part: Generator<number, T>): Generator<number, T> {
  for (;;) {
    const step = part.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
