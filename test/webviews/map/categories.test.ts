import { describe, expect, it } from 'vitest';
import { categoriesOf } from '../../../src/webviews/map/categories.ts';
import { markerPaints, nColours } from '../../../src/webviews/map/markers.ts';
import { contrastRatio, type Rgb } from '../../../src/webviews/shared/colourContrast.ts';

const said = { unknown: 'unknown', right: 'right', wrong: 'wrong', notHeldOut: 'no part' };
const map = { emotions: ['sad', 'calm', '', 'sad'], speakers: ['10', '9', '9', ''] };

describe('the classes of a map', () => {
  it('are in order with their counts, the unknown last', () => {
    const { list, of } = categoriesOf(map, 'emotion', said);
    expect(list.map(({ label, count }) => [label, count])).toEqual([['calm', 1], ['sad', 2], ['unknown', 1]]);
    expect([...of]).toEqual([1, 0, 2, 1]);
    expect(categoriesOf(map, 'speaker', said).list.map(({ label }) => label)).toEqual(['9', '10', 'unknown']);
  });

  it('differ in colour and in shape up to eight, and in the two together up to sixty-four', () => {
    const emotions = Array.from({ length: 64 }, (_, i) => `class ${i}`);
    const { list } = categoriesOf({ ...map, emotions }, 'emotion', said);
    const few = list.slice(0, 8);
    expect(new Set(few.map(({ colour }) => colour)).size).toBe(8);
    expect(new Set(few.map(({ shape }) => shape)).size).toBe(8);
    expect(new Set(list.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(64);
  });

  it('tell right from wrong by what a clip was taken for while held out', () => {
    const evaluation = { id: 1, modelName: 'SVM', cv: 'speaker', heldOut: ['sad', 'sad', '', ''] };
    const { list, of } = categoriesOf({ ...map, evaluation }, 'outcome', said);
    expect(list.map(({ label, count }) => [label, count])).toEqual([['right', 1], ['wrong', 1], ['no part', 2]]);
    expect([...of]).toEqual([0, 1, 2, 2]);
    const all = categoriesOf({ emotions: ['sad'], speakers: ['1'], evaluation: { ...evaluation, heldOut: ['sad'] } }, 'outcome', said);
    expect(all.list.map(({ label }) => label)).toEqual(['right', 'wrong']);
  });
});

describe('the markers', () => {
  it.each([['white', [255, 255, 255], [60, 60, 60]], ['black', [0, 0, 0], [255, 255, 255]], ['dark', [31, 31, 31], [204, 204, 204]]] as const)('have an edge that shows on %s', (_name, background, foreground) => {
    const paints = markerPaints(background as Rgb, foreground as Rgb);
    expect(paints).toHaveLength(nColours);
    for (const { edge } of paints) {
      const colour = edge.slice(4, -1).split(' ').map(Number) as unknown as Rgb;
      expect(contrastRatio(colour, background as Rgb), edge).toBeGreaterThanOrEqual(3);
    }
  });
});
