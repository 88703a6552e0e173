/** Where in a row of questions one stands, for its head and its way back. */
export interface StepPlace {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** What a question brings: an answer, the wish to go back, or `undefined` when the reader gives up. */
export type Reply<Answer> = { readonly answer: Answer } | 'back' | undefined;

/** One question. `known` is what was answered before it, or the last time. */
export type Step<Known> = (place: StepPlace, known: Known) => Promise<Reply<Known>>;

/**
 * Asks one question after the other, each of which leads back to the one before.
 *
 * @param remembered answers of the last time, which the questions offer first
 * @returns the remembered answers with the new ones laid over them; undefined when the reader gives up
 */
export async function askInSteps<Known extends object>(title: string, steps: readonly Step<Known>[], remembered: Known): Promise<Known | undefined> {
  let known = remembered;
  for (let at = 0; ; ) {
    const step = steps[at];
    if (step === undefined) return known;
    const reply = await step({ title, step: at + 1, totalSteps: steps.length }, known);
    if (reply === undefined) return undefined;
    if (reply === 'back') at = Math.max(0, at - 1);
    else {
      known = { ...known, ...reply.answer };
      at++;
    }
  }
}
