import { describe, expect, it } from 'vitest';
import { anovaF } from '../../../../src/core/learn/preparation/anovaF.ts';
import { chooseByAnova, largestColumns, parseColumnChoice, selectColumns } from '../../../../src/core/learn/preparation/columnChoice.ts';
import { matrixOf, readGolden, syntheticSet, type SetDescription } from '../syntheticSet.ts';

/** What scikit-learn's f_classif says, in float64; of the hard columns, exact fractions, null for a constant one. */
const golden = readGolden<{ set: SetDescription; f: number[]; best5: number[]; hard: { rows: number[][]; classes: number[]; f: (number | null)[] } }>('anova.json');
const { train } = syntheticSet(golden.set);
// Sums of squares less products of sums, as scikit-learn takes them, keep about nine digits.
const RELATIVE = 1e-9;

const expectNear = (actual: number, expected: number): void => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(RELATIVE * Math.abs(expected));

describe('anovaF', () => {
  it('is f_classif of scikit-learn to 1e-9, and what fractions say of columns far from 0, tiny, and beside a class of one row', () => {
    anovaF(train).forEach((F, j) => expectNear(F, golden.f[j]!));
    const { rows, classes, f } = golden.hard;
    const found = anovaF({ X: matrixOf(rows), y: Int32Array.from(classes), nClasses: 6 });
    f.forEach((F, j) => expectNear(found[j]!, F ?? 0));
  });

  it('is 0 for a constant column, Infinity for one that only the classes change, and (z̄₁ − z̄₀)² n / 2 s² by hand for two classes', () => {
    // Third column: means 1 and 4, sums of squares 2 within each class: B = 6 · 1.5², W / (6 − 2) = 1.
    const X = matrixOf([[7, 1, 0], [7, 1, 1], [7, 1, 2], [7, 2, 3], [7, 2, 4], [7, 2, 5]]);
    expect([...anovaF({ X, y: Int32Array.of(0, 0, 0, 1, 1, 1), nClasses: 2 })]).toEqual([0, Infinity, 13.5]);
  });

  it('refuses one class and a value that is missing', () => {
    expect(() => anovaF({ ...train, y: new Int32Array(train.y.length) })).toThrow(/all of one class/);
    expect(() => anovaF({ ...train, X: { ...train.X, data: train.X.data.with(5, Number.NaN) } })).toThrow(/Row 0, column 5/);
  });
});

describe('choice of columns', () => {
  it('takes those of the largest F, as SelectKBest, in their order', () => {
    const choice = chooseByAnova(train, 5);
    expect(choice).toEqual({ kind: 'columns', nColumns: 12, chosen: Int32Array.from(golden.best5) });
    const { data, nRows, nColumns } = selectColumns(choice, train.X);
    expect([nRows, nColumns]).toEqual([900, 5]);
    for (const [j, column] of golden.best5.entries()) expect([data[j], data[899 * 5 + j]]).toEqual([train.X.data[column], train.X.data[899 * 12 + column]]);
  });

  it('of equal values takes the earlier, and infinite ones first', () => {
    expect([...largestColumns(Float64Array.of(1, 2, Infinity, 2, 2, Infinity), 4).chosen]).toEqual([1, 2, 3, 5]);
    expect([...largestColumns(Float64Array.of(0, 0, 0), 3).chosen]).toEqual([0, 1, 2]);
  });

  it('refuses more columns than there are, and rows of another width', () => {
    expect(() => chooseByAnova(train, 13)).toThrow('13 columns are to be selected of 12; it must be a whole number from 1 to 12.');
    expect(() => selectColumns(chooseByAnova(train, 2), matrixOf([[1, 2]]))).toThrow(/trained on 12 features; these rows have 2/);
  });

  it('from a file is believed only when it rises within the columns', () => {
    const sound = chooseByAnova(train, 3);
    expect(parseColumnChoice(sound)).toEqual(sound);
    for (const chosen of [[], [1, 1], [2, 1], [-1, 3], [5, 12]]) expect(() => parseColumnChoice({ ...sound, chosen: Int32Array.from(chosen) })).toThrow(/columns model: /);
    expect(() => parseColumnChoice({ ...sound, chosen: [1, 2] })).toThrow(/must be a Int32Array/);
    expect(() => parseColumnChoice(undefined)).toThrow(/expected an object/);
  });
});
