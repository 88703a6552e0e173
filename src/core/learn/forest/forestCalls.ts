/** The exports of src/kernels/learners/forest*.ts; addresses are bytes from the start of the memory. */
export interface ForestCalls {
  rankColumn(column: number, n: number, work: number, codes: number, codeSize: number): number;
  forestBytes(): number;
  setForestData(forest: number, nRows: number, nColumns: number, nClasses: number, codes: number, codeSize: number, y: number): void;
  setForestDraws(forest: number, draws: number, maxWeight: number, nPresent: number, classStart: number, rowsByClass: number, codeShift: number, classShift: number): void;
  setForestOptions(forest: number, criterion: number, isWeighted: number, nCandidates: number, minLeaf: number, minSplit: number, maxDepth: number, countLog: number, logScale: number): void;
  forestWorkBytes(forest: number): number;
  setForestWork(forest: number, work: number): void;
  forestClassWeights(forest: number): number;
  startForestTree(forest: number, seed: number, treeIndex: number): void;
  growForestTree(forest: number, budget: number): number;
  forestNodes(forest: number): number;
  countLeaves(forest: number, out: number): void;
}
