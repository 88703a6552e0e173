import type { Params } from './classifier.ts';

/**
 * What the rows of `predictProba` are: `estimated` probabilities, or `scores` that only rank the classes, which is what a support
 * vector machine without Platt's sigmoids gives (the votes of its pairs, or the softmax of its decision values).
 */
export type ProbabilityKind = 'estimated' | 'scores';

/** The kind of a learner's answers, told by its hyper-parameters: those that can do without have the flag `probability`. */
export const probabilityKind = ({ probability }: Params): ProbabilityKind => (probability === false ? 'scores' : 'estimated');
