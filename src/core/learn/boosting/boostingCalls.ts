/** The exports of src/kernels/learners/boosting*.ts; addresses are bytes from the start of the memory. */
export interface BoostingCalls {
  gatherPairs(rows: number, n: number, gradients: number, sign: number, out: number): void;
  readonly count8: CountRows;
  readonly count16: CountRows;
  subtract(part: number, histogram: number, nSlots: number): void;
  search(columns: number, nColumns: number, slotStart: number, hasMissing: number, histogram: number, node: number, limit: number, lambda: number, alpha: number): void;
  readonly searchFew8: SearchFewRows;
  readonly searchFew16: SearchFewRows;
  readonly partition8: PartitionRows;
  readonly partition16: PartitionRows;
  softmaxDerivatives(margins: number, stride: number, nClasses: number, y: number, weights: number, gradients: number): void;
  logisticDerivatives(margins: number, stride: number, y: number, weights: number, gradients: number): void;
}

type CountRows = (codes: number, groupBytes: number, groups: number, nGroups: number, slotStart: number, rows: number, n: number, pairs: number, histogram: number) => void;
type SearchFewRows = (codes: number, groupBytes: number, groups: number, nGroups: number, slotStart: number, hasMissing: number, isWanted: number, rows: number, n: number, pairs: number, stride: number, work: number, node: number, limit: number, lambda: number, alpha: number) => void;
type PartitionRows = (column: number, rows: number, n: number, bin: number, missing: number, missingGoLeft: number, spare: number) => number;
