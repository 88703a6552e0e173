/** The exports of src/kernels/learners/svm*.ts; addresses are bytes from the start of the memory. */
export interface SvmCalls {
  smoStart(problem: number): void;
  smoSteps(problem: number, work: number): number;
  findEnds(cache: number, columns: number, n: number, ends: number): void;
  forgetAcross(cache: number): void;
  addShares(cache: number, vectors: number, coefficients: number, position: number, nSupport: number, columns: number, ends: number, n: number, row: number, decisions: number, work: number): number;
  kernelRow(vectors: number, row: number, from: number, n: number, values: number, out: number): void;
  kernelValues(vectors: number, a: number, norm: number, n: number, out: number): void;
  exponentials(values: number, n: number): void;
}
