import type { DefaultSpaces } from './searchSpace.ts';

// What a learner searches when no space is given: the parameters that matter most, in few values, since each candidate costs
// a training for each inner fold. The numbers are for standardised columns, a hundred to some thousands of them.

export const svmSpaces: DefaultSpaces = {
  grid: { C: [1, 10, 100], gamma: ['scale', 0.0003, 0.001, 0.003] },
  random: { C: { from: 0.1, to: 1000 }, gamma: { from: 0.0001, to: 0.1 } },
};

export const randomForestSpaces: DefaultSpaces = {
  grid: { maxFeatures: ['sqrt', 'log2'], minSamplesLeaf: [1, 2, 4] },
  random: { maxFeatures: ['sqrt', 'log2'], minSamplesLeaf: { from: 1, to: 16 }, criterion: ['gini', 'entropy'] },
};

export const gradientBoostingSpaces: DefaultSpaces = {
  grid: { eta: [0.05, 0.1], maxDepth: [3, 6], colsampleByTree: [0.3, 1] },
  random: { eta: { from: 0.02, to: 0.3 }, maxDepth: { from: 2, to: 8 }, colsampleByTree: { from: 0.1, to: 1 }, subsample: { from: 0.5, to: 1 } },
};

export const logisticRegressionSpaces: DefaultSpaces = {
  grid: { C: [0.001, 0.01, 0.1, 1, 10] },
  random: { C: { from: 0.0001, to: 100 } },
};

export const nearestNeighboursSpaces: DefaultSpaces = {
  grid: { k: [1, 3, 5, 9, 15, 25], weights: ['uniform', 'distance'] },
  random: { k: { from: 1, to: 50 }, weights: ['uniform', 'distance'] },
};
