import { expect, it } from 'vitest';
import { applyScaler, fitScaler, parseScaler } from '../../../../src/core/learn/preparation/scaler.ts';
import { matrixOf } from '../syntheticSet.ts';

it('learns the mean and the population deviation of each column', () => {
  const X = matrixOf([[1, 10], [3, 30], [5, 20], [7, 20]]);
  const scaler = fitScaler(X);
  expect([...scaler.mean]).toEqual([4, 20]);
  expect([...scaler.scale]).toEqual([Math.sqrt(5), Math.sqrt(50)]);
  expect([...applyScaler(scaler, matrixOf([[4, 20], [4 + Math.sqrt(5), 20 - Math.sqrt(50)]])).data].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0, 0, 1, -1]);
  expect([...X.data]).toEqual([1, 10, 3, 30, 5, 20, 7, 20]);
});

it('takes constant columns of any size to exactly 0', () => {
  const constants = Array.from({ length: 60 }, (_, j) => 1e7 / 1.7 ** j);
  const X = matrixOf(Array.from({ length: 997 }, () => constants));
  const scaler = fitScaler(X);
  expect(scaler.scale.every((scale) => scale === 1)).toBe(true);
  expect(applyScaler(scaler, X).data.every((value) => value === 0)).toBe(true);
});

it('does not take a small variation beside a large mean for a constant', () => {
  const scaler = fitScaler(matrixOf([[10000], [10001], [10000], [10001]]));
  expect(scaler.scale[0]).toBe(0.5);
});

it('refuses no rows, NaN, and another width', () => {
  expect(() => fitScaler({ data: new Float32Array(0), nRows: 0, nColumns: 2 })).toThrow(expect.objectContaining({ code: 'too-few-clips' }));
  expect(() => fitScaler(matrixOf([[1], [Number.NaN]]))).toThrow(expect.objectContaining({ code: 'feature-not-finite' }));
  expect(() => applyScaler(fitScaler(matrixOf([[1, 2], [3, 4]])), matrixOf([[1]]))).toThrow(expect.objectContaining({ code: 'feature-mismatch' }));
});

it('is accepted from a file when sound, and only then', () => {
  const scaler = fitScaler(matrixOf([[1, 2], [3, 4]]));
  expect(parseScaler(structuredClone(scaler))).toEqual(scaler);
  for (const change of [{ kind: 'x' }, { nFeatures: 3 }, { mean: [1, 2] }, { mean: Float64Array.of(1, Number.NaN) }, { scale: Float64Array.of(1, 0) }, { scale: Float64Array.of(1, -1) }]) {
    expect(() => parseScaler({ ...scaler, ...change })).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  }
});
