/** The seed of what the editor trains and evaluates; the record names it. */
export const SEED = 0;
