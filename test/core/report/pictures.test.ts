import { describe, expect, it } from 'vitest';
import { calibrationCurve } from '../../../src/core/report/pictures/calibrationCurve.ts';
import { classFigurePoints } from '../../../src/core/report/pictures/classFigures.ts';
import { confusionTable } from '../../../src/core/report/pictures/confusionTable.ts';
import { fitLabel } from '../../../src/core/report/pictures/frame.ts';
import { learningCurvePicture } from '../../../src/core/report/pictures/learningCurves.ts';
import { robustnessCurves } from '../../../src/core/report/pictures/robustnessCurves.ts';
import { separatingBars } from '../../../src/core/report/pictures/separatingBars.ts';
import { shareRows } from '../../../src/core/report/pictures/shareRows.ts';
import { speakerBars } from '../../../src/core/report/pictures/speakerBars.ts';
import type { Markup } from '../../../src/core/report/markup.ts';
import { speakerFigures } from '../../../src/core/report/speakerFigures.ts';
import { tableOf } from '../evaluation/tableOf.ts';
import { find, named, ofClass, parseMarkup, textOf, type Element } from './parseMarkup.ts';
import { hostile, runOf, speakers, studies, table } from './reportedFixture.ts';

const names = { id: 'x', title: `Of ${hostile.speaker}`, description: 'What it shows.' };
const run = runOf();

/** A picture as its elements; every number in it is finite, and it is named and described. */
function drawn({ markup }: Markup): Element {
  const root = parseMarkup(markup);
  const [svg] = named(root, 'svg');
  expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  expect(svg!.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'x-title x-desc' });
  expect(named(root, 'title').map(textOf)).toEqual([names.title]);
  expect(named(root, 'desc').map(textOf)).toEqual([names.description]);
  const [, , width, height] = svg!.attributes['viewBox']!.split(' ').map(Number);
  for (const { attributes } of find(root, () => true)) {
    for (const key of ['x', 'cx', 'x1', 'x2']) if (attributes[key] !== undefined) expect(Number(attributes[key])).toSatisfy((x: number) => x >= 0 && x <= width!);
    for (const key of ['y', 'cy', 'y1', 'y2']) if (attributes[key] !== undefined) expect(Number(attributes[key])).toSatisfy((y: number) => y >= 0 && y <= height!);
  }
  return root;
}

const labels = (root: Element): string[] => named(root, 'text').map(textOf);

describe('the confusion table', () => {
  it('has each count and each share of its row, shaded by the share', () => {
    const root = parseMarkup(confusionTable({ classes: ['angry', hostile.emotion], confusionMatrix: [[3, 1], [0, 200]] }).markup);
    const rows = named(named(root, 'tbody')[0]!, 'tr').map((row) => named(row, 'td').map((cell) => [cell.attributes['class'], textOf(cell)]));
    expect(rows).toEqual([[['s15 hit', '75 % 3'], ['s5', '25 % 1'], ['total', '4']], [['s0', '0 % 0'], ['s20 hit', '100 % 200'], ['total', '200']]]);
    expect(named(root, 'th').map(textOf)).toEqual(['angry', hostile.emotion, 'clips', 'angry', hostile.emotion]);
  });

  it('shows the least share that is not 0, and a class without clips', () => {
    const cells = named(parseMarkup(confusionTable({ classes: ['a', 'b'], confusionMatrix: [[999, 1], [0, 0]] }).markup), 'td').map((cell) => cell.attributes['class']);
    expect(cells).toEqual([undefined, 's20 hit', 's1', 'total', 's0', 's0 hit', 'total']);
  });
});

describe('bars of what separates', () => {
  it('go to the side of the emotion that is the lower one, and say both figures', () => {
    const root = drawn(separatingBars(names, ['calm', hostile.emotion], [{ name: 'a', d: -2, shap: 0.5 }, { name: 'b', d: 1, shap: 0.25 }, { name: hostile.name }]));
    const bars = ofClass(root, 'bar').map(({ attributes }) => [Number(attributes['x']), Number(attributes['width'])] as const);
    expect(bars).toHaveLength(4);
    const [d1, shap1, d2, shap2] = bars;
    // The first ends where the second begins, and is twice as long.
    expect(d1![0] + d1![1]).toBeCloseTo(d2![0], 1);
    expect(d1![1] / d2![1]).toBeCloseTo(2, 1);
    expect(shap1![1] / shap2![1]).toBeCloseTo(2, 1);
    expect(labels(root)).toEqual(expect.arrayContaining(['← calm', '−2.00', '+1.00', '0.500', '0.250']));
  });
});

describe('bars', () => {
  it('that know no chance end at the least tick above them', () => {
    const root = drawn(shareRows(names, [{ name: 'one', value: 0.1, interval: [0.05, 0.15] }, { name: 'other', value: 0.2 }]));
    expect(labels(root).filter((label) => /^\d\.\d$/.test(label))).toEqual(['0.0', '0.2']);
    expect(ofClass(root, 'chance')).toHaveLength(0);
  });

  it('are as long as their shares, with the level of chance and an interval', () => {
    const root = drawn(shareRows(names, [{ name: 'one', value: 1, interval: [0.5, 1], chance: 0.5 }, { name: hostile.speaker, value: 0.25, second: 0.5, chance: 0.125 }]));
    const [whole, quarter] = ofClass(root, 'bar').map(({ attributes }) => Number(attributes['width']));
    expect(quarter! / whole!).toBeCloseTo(0.25, 3);
    expect(ofClass(root, 'chance')).toHaveLength(2);
    expect(ofClass(root, 'whisker')).toHaveLength(3);
    expect(ofClass(root, 'ring')).toHaveLength(1);
    expect(labels(root)).toEqual(expect.arrayContaining(['one', hostile.speaker, '1.000', '0.250']));
  });

  it('of speakers: one each, best first; of very many a single path without names', () => {
    const figures = speakerFigures(run);
    const root = drawn(speakerBars(names, figures, 1 / 3));
    expect(ofClass(root, 'bar')).toHaveLength(speakers.length);
    expect(labels(root).filter((label) => speakers.includes(label))).toEqual(figures.map(({ speaker }) => speaker));
    const many = speakerFigures(runOf(tableOf({ speakers: Array.from({ length: 500 }, (_, i) => String(i)), emotions: ['a', 'b'] })));
    const crowd = drawn(speakerBars(names, many, 0.5));
    expect(ofClass(crowd, 'bar').map(({ attributes }) => attributes['d']!.split('M').length - 1)).toEqual([500]);
  });
});

it('class figures: three points a class, each with its interval where there is one', () => {
  const root = drawn(classFigurePoints(names, run));
  expect(['ring', 'disc', 'diamond'].map((shape) => ofClass(root, shape).length)).toEqual([4, 4, 4]);
  const known = run.classes.flatMap((name) => Object.values(run.intervals!.perClass[name]!)).filter((interval) => interval !== null);
  expect(ofClass(root, 'whisker')).toHaveLength(3 * known.length);
  expect(ofClass(drawn(classFigurePoints(names, { ...run, intervals: undefined } as never)), 'whisker')).toHaveLength(0);
});

it('the calibration curve: a point and a column with its count for each bin, rings where clips are few', () => {
  const bin = { from: 0.5, to: 0.6, nClips: 40, confidence: 0.55, accuracy: 0.5, interval: [0.4, 0.6] as const };
  const root = drawn(calibrationCurve(names, [bin, { ...bin, from: 0.9, to: 1, nClips: 9, confidence: 1, accuracy: 1, interval: null }]));
  expect([ofClass(root, 'disc').length, ofClass(root, 'ring').length, ofClass(root, 'bar').length, ofClass(root, 'whisker').length]).toEqual([1, 1, 2, 1]);
  expect(labels(root)).toEqual(expect.arrayContaining(['40', '9']));
  const [tall, low] = ofClass(root, 'bar').map(({ attributes }) => Number(attributes['height']));
  expect(low! / tall!).toBeCloseTo(9 / 40, 3);
  // A calibrated point lies on the diagonal.
  const [diagonal] = ofClass(root, 'chance');
  const [point] = ofClass(root, 'ring');
  expect([point!.attributes['cx'], point!.attributes['cy']]).toEqual([diagonal!.attributes['x2'], diagonal!.attributes['y2']]);
});

it('robustness: a panel for each kind with levels, one for those of a single level, a curve for each training', () => {
  const { record } = studies.robustness!;
  const root = drawn(robustnessCurves(names, record));
  expect(ofClass(root, 'strong').map(textOf)).toEqual(['white noise, dB SNR', 'at one level']);
  expect(named(root, 'polyline')).toHaveLength(2);
  // Of each curve: clean and three levels; clean and two single kinds; the legend's.
  expect([ofClass(root, 'disc').length, ofClass(root, 'ring').length]).toEqual([8, 8]);
  expect(labels(root)).toEqual(expect.arrayContaining(['none', '20', '10', '0', 'telephone', 'mulaw']));
});

it('the learning curve: a point for each share, placed by what was learnt from, on a scale from 0', () => {
  const { record } = studies.curves.speakers!;
  const root = drawn(learningCurvePicture(names, record));
  const [half, all] = ofClass(root, 'disc').map(({ attributes }) => [Number(attributes['cx']), Number(attributes['cy'])]);
  const grid = ofClass(root, 'grid').map(({ attributes }) => Number(attributes['y1']));
  const left = Number(ofClass(root, 'grid')[0]!.attributes['x1']);
  expect((half![0]! - left) / (all![0]! - left)).toBeCloseTo(0.5, 3);
  expect((grid[0]! - half![1]!) / (grid[0]! - all![1]!)).toBeCloseTo(0.45 / 0.6, 3);
  expect(grid.at(-1)! / grid[0]!).toBeLessThan(0.15);
  // The line of 0.6 goes through the point of 0.6.
  expect(all![1]).toBe(grid[3]);
  expect(labels(root)).toEqual(expect.arrayContaining(['2', '4', '0.8']));
  expect(labels(root)).not.toContain('1.0');
});

describe('speakerFigures', () => {
  it('has every known speaker once, with the accuracy and UAR of their own clips', () => {
    const predictions = [[0, 0], [0, 0], [0, 1], [1, 1]].map(([trueClass, predictedClass], i) => ({ file: `${i}`, speaker: 's', fold: 0, trueClass: trueClass!, predictedClass: predictedClass! }));
    const unknown = { file: 'u', speaker: '', fold: 0, trueClass: 0, predictedClass: 0 };
    expect(speakerFigures({ ...run, predictions: [...predictions, unknown] })).toEqual([{ speaker: 's', nClips: 4, nClasses: 2, accuracy: 0.75, uar: (2 / 3 + 1) / 2 }]);
    const uars = speakerFigures(run).map(({ uar }) => uar);
    expect(uars).toEqual(uars.toSorted((a, b) => b - a));
    expect(speakerFigures(run).reduce((sum, { nClips }) => sum + nClips, 0)).toBe(table.files.length);
  });

  it('keeps speakers of corpora apart that are held out one by one', () => {
    const [first] = run.predictions;
    const folds = ['corpus a', 'corpus b'].map((name) => ({ ...run.folds[0]!, name }));
    const found = speakerFigures({ ...run, cv: 'corpus', folds, predictions: [{ ...first!, fold: 0 }, { ...first!, fold: 1 }] });
    expect(found.map(({ speaker }) => speaker)).toEqual([`corpus a ${first!.speaker}`, `corpus b ${first!.speaker}`]);
  });
});

it('fitLabel cuts by characters, not by halves of them', () => {
  expect(fitLabel('😀😀😀😀', 14)).toBe('😀…');
  expect(fitLabel('17', 13.4)).toBe('17');
});
