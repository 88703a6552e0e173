import { describe, expect, it } from 'vitest';
import { checkParams } from '../../../../src/core/learn/parameters.ts';
import { classifierById, classifiers } from '../../../../src/core/learn/classifiers.ts';
import { parseParams, parseSearchMethod, parseSearchSpace } from '../../../../src/core/learn/search/paramText.ts';
import { createCandidates, maxCandidates, type SearchMethod, type SearchSpace } from '../../../../src/core/learn/search/searchSpace.ts';

const svm = classifierById('svm');
const grid: SearchMethod = { kind: 'grid' };
const random = (nCandidates: number): SearchMethod => ({ kind: 'random', nCandidates });
const candidates = (method: SearchMethod, space?: SearchSpace, fixed = {}, seed = 0) => createCandidates(svm, { method, ...(space && { space }) }, fixed, seed);

describe('createCandidates', () => {
  it('enumerates a grid, the last parameter fastest', () => {
    expect(candidates(grid, { C: [1, 10], gamma: ['scale', 0.1] })).toEqual([{ C: 1, gamma: 'scale' }, { C: 1, gamma: 0.1 }, { C: 10, gamma: 'scale' }, { C: 10, gamma: 0.1 }]);
  });

  it('draws different candidates at random, by the seed, and all of a small space', () => {
    const space = { C: [1, 2, 3, 4, 5], gamma: [0.1, 0.2, 0.3], kernel: ['rbf', 'linear'] };
    const drawn = candidates(random(12), space, {}, 1);
    expect(new Set(drawn.map((candidate) => JSON.stringify(candidate))).size).toBe(12);
    expect(candidates(random(12), space, {}, 1)).toEqual(drawn);
    expect(candidates(random(12), space, {}, 2)).not.toEqual(drawn);
    expect(candidates(random(30), space)).toEqual(candidates(grid, space));
    expect(candidates(random(100), space)).toEqual(candidates(grid, space));
  });

  it('draws from a range so that each power of ten is as likely, whole numbers where the rule wants them', () => {
    const drawn = candidates(random(1000), { C: { from: 0.01, to: 100 } }).map(({ C }) => Number(C));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0.01);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(100);
    // Half of them on either side of 1; four standard deviations of a fair coin over 1,000 throws.
    expect(Math.abs(drawn.filter((C) => C < 1).length - drawn.length / 2)).toBeLessThan(64);
    const degrees = candidates(random(50), { degree: { from: 1, to: 6 } }).map(({ degree }) => Number(degree));
    expect(degrees.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('leaves what is given out of the learner’s own space', () => {
    expect(candidates(grid, undefined, { C: 3 }).every((candidate) => Object.keys(candidate).join() === 'gamma')).toBe(true);
    expect(() => candidates(grid, { C: [1] }, { C: 3 })).toThrow(/C is both given as 3 and searched/);
  });

  it.each<[string, SearchMethod, SearchSpace, RegExp]>([
    ['an unknown parameter', grid, { depth: [1] }, /no parameter "depth"/],
    ['a value out of its rule', grid, { C: [1, -1] }, /C is -1; it must be a number above 0/],
    ['an end of a range out of its rule', random(3), { gamma: { from: 0, to: 1 } }, /gamma is 0; it must be/],
    ['a range of what is no number', random(3), { kernel: { from: 1, to: 2 } }, /kernel is 1; it must be one of/],
    ['a range that ends before it begins', random(3), { C: { from: 2, to: 1 } }, /from 2 to 1; it must begin above 0 and end above/],
    ['a range that begins at nothing', random(3), { coef0: { from: 0, to: 1 } }, /from 0 to 1; it must begin above 0/],
    ['a range in a grid', grid, { C: { from: 1, to: 2 } }, /a grid needs a list of values/],
    ['no value', grid, { C: [] }, /no value to try for C/],
    ['no parameter', grid, {}, /nothing to search/],
    ['too many combinations', grid, { C: Array.from({ length: 40 }, (_, i) => i + 1), gamma: Array.from({ length: 40 }, (_, i) => i + 1) }, /would try 1600 candidates; it must be from 1 to 1000/],
    ['too many draws', random(maxCandidates + 1), { C: { from: 1, to: 2 } }, /would try 1001 candidates/],
    ['no draws', random(0), { C: { from: 1, to: 2 } }, /would try 0 candidates/],
  ])('refuses %s', (_, method, space, message) => {
    expect(() => candidates(method, space)).toThrow(expect.objectContaining({ code: 'parameter-invalid', message: expect.stringMatching(message) as string }));
  });

  it('has nothing to search for a learner without parameters', () => {
    expect(() => createCandidates(classifierById('majority'), { method: grid }, {}, 0)).toThrow(/majority has nothing to search/);
  });

  it.each(classifiers.filter(({ spaces }) => spaces).map((learner) => [learner.id, learner] as const))('%s: its own spaces hold what its rules allow, at most 20 in the grid', (id, learner) => {
    const tried = createCandidates(learner, { method: grid }, {}, 0);
    expect(tried.length).toBeGreaterThan(1);
    expect(tried.length).toBeLessThanOrEqual(20);
    for (const candidate of [...tried, ...createCandidates(learner, { method: random(40) }, {}, 5)]) expect(() => checkParams(id, learner.parameters, learner.defaults, candidate)).not.toThrow();
  });
});

describe('parameters as text', () => {
  it('are read by their rules', () => {
    expect(parseParams(svm, ['C=1e-2', 'gamma=scale', 'kernel=linear', 'probability=true', 'degree=2'])).toEqual({ C: 0.01, gamma: 'scale', kernel: 'linear', probability: true, degree: 2 });
    expect(parseParams(classifierById('ensemble'), ['members=rf+svm'])).toEqual({ members: 'rf+svm' });
    expect(parseParams(svm, [])).toEqual({});
  });

  it.each([
    ['C', /"C" is not of the form name=value/],
    ['C=', /"C=" is not of the form/],
    ['C=-1', /svm: C is -1; it must be a number above 0/],
    ['C=0x10', /C is 0x10; it must be a number above 0/],
    ['C=Infinity', /C is Infinity; it must be/],
    ['C=ten', /C is ten; it must be/],
    ['probability=1', /probability is 1; it must be true or false/],
    ['depth=3', /svm has no parameter "depth"; it has C, kernel/],
    ['__proto__=3', /no parameter "__proto__"/],
  ])('refuses %s', (text, message) => expect(() => parseParams(svm, [text])).toThrow(expect.objectContaining({ code: 'parameter-invalid', message: expect.stringMatching(message) as string })));

  it('refuses a parameter twice', () => expect(() => parseParams(svm, ['C=1', 'C=2'])).toThrow(/C is given twice/));
});

describe('a search as text', () => {
  it('is grid or random:N', () => {
    expect(parseSearchMethod('grid')).toEqual(grid);
    expect(parseSearchMethod('random:20')).toEqual(random(20));
    for (const text of ['', 'grid:3', 'random', 'random:', 'random:0', 'random:2.5', 'random:1e3', 'halving']) expect(() => parseSearchMethod(text)).toThrow(/is not one of grid or random:N/);
  });

  it('names values and ranges', () => {
    expect(parseSearchSpace(svm, 'C=1,10;gamma=scale, 0.001 ;multiclass=one-vs-rest')).toEqual({ C: [1, 10], gamma: ['scale', 0.001], multiclass: ['one-vs-rest'] });
    expect(parseSearchSpace(svm, 'C=1e-2..1e3;gamma=.001..0.1')).toEqual({ C: { from: 0.01, to: 1000 }, gamma: { from: 0.001, to: 0.1 } });
    expect(parseSearchSpace(classifierById('ensemble'), 'members=svm+rf,svm+logistic')).toEqual({ members: ['svm+rf', 'svm+logistic'] });
  });

  it.each([
    ['', /is not of the form/],
    ['C', /is not of the form/],
    ['C=1;;', /is not of the form/],
    ['C=', /is not of the form/],
    ['=1', /is not of the form/],
    ['C=1;C=2', /names C twice/],
    ['C=1..', /must go from one number to another/],
    ['C=1..2..3', /must go from one number to another/],
  ])('refuses "%s"', (text, message) => expect(() => parseSearchSpace(svm, text)).toThrow(expect.objectContaining({ code: 'parameter-invalid', message: expect.stringMatching(message) as string })));
});
