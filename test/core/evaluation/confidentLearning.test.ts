import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLabelIssues } from '../../../src/core/evaluation/confidentLearning.ts';

interface Case {
  readonly nClasses: number;
  readonly probabilities: number[][];
  readonly labels: number[];
  readonly thresholds: number[];
  readonly confidentJoint: number[][];
  readonly issues: number[];
  readonly suggested: number[];
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/audit/confidentLearning.json'), 'utf8')) as Record<'cleanlab' | 'paper', Case[]>;

const found = ({ probabilities, labels, nClasses }: Pick<Case, 'probabilities' | 'labels' | 'nClasses'>) => findLabelIssues(Float64Array.from(probabilities.flat()), Int32Array.from(labels), nClasses);

describe('findLabelIssues', () => {
  it.each([...golden.cleanlab.map((one) => ['cleanlab 2.9.0', one] as const), ...golden.paper.map((one) => ['the paper, where cleanlab differs', one] as const)])('agrees with %s', (_, one) => {
    const { thresholds, confidentJoint, issues } = found(one);
    thresholds.forEach((threshold, k) => expect(threshold).toBeCloseTo(one.thresholds[k]!, 12));
    expect(confidentJoint).toEqual(one.confidentJoint);
    expect(issues.map(({ row }) => row)).toEqual(one.issues);
    expect(issues.map(({ suggested }) => suggested)).toEqual(one.suggested);
  });

  it('finds nothing where every label is the likeliest class', () => {
    expect(found({ nClasses: 2, labels: [0, 0, 1, 1], probabilities: [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.4, 0.6]] }).issues).toEqual([]);
  });

  it('finds the one label that was changed', () => {
    const probabilities = [[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.2, 0.8], [0.05, 0.95]];
    expect(found({ nClasses: 2, labels: [0, 0, 1, 1, 0], probabilities }).issues).toEqual([{ row: 4, suggested: 1, margin: expect.closeTo(-0.9, 12) as number }]);
  });

  it('counts no row under a class that no row is labelled with', () => {
    const { thresholds, issues } = found({ nClasses: 3, labels: [0, 1], probabilities: [[0, 0, 1], [0, 0.2, 0.8]] });
    expect(thresholds).toEqual([0, 0.2, 1]);
    expect(issues).toEqual([]);
  });

  it('refuses what does not fit together', () => {
    expect(() => findLabelIssues(new Float64Array(5), new Int32Array(2), 2)).toThrow('There are 5 probabilities for 2 rows; 2 classes need 4.');
    expect(() => findLabelIssues(new Float64Array(4), Int32Array.of(0, 2), 2)).toThrow('The label of row 1 is 2; it must lie in [0, 2).');
    expect(() => findLabelIssues(Float64Array.of(0.5, 0.5, NaN, 0), Int32Array.of(0, 1), 2)).toThrow('A probability of row 1 is NaN; it must lie in [0, 1].');
  });
});
