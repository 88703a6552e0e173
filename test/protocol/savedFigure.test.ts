import { describe, expect, it } from 'vitest';
import { isFromResultsPage } from '../../src/protocol/resultsView.ts';
import { isSavedFigure } from '../../src/protocol/savedFigure.ts';

describe('isSavedFigure', () => {
  const figure = { type: 'saveFigure', name: 'all-runs', contents: { csv: 'a\n', png: new Uint8Array(3) } };

  it('lets pass a figure in the formats that there are', () => {
    expect([isSavedFigure(figure), isFromResultsPage(figure)]).toEqual([true, true]);
  });

  it('refuses names that are paths, formats that there are not, and contents that are none', () => {
    for (const changes of [{ type: 'save' }, { name: '../x' }, { name: 'a/b' }, { name: '' }, { name: 'x'.repeat(81) }, { name: 3 }, { contents: {} }, { contents: null }, { contents: { exe: 'MZ' } }, { contents: { svg: 3 } }, { contents: { svg: ['a'] } }, { contents: { svg: { length: 3 } } }]) expect(isSavedFigure({ ...figure, ...changes }), JSON.stringify(changes)).toBe(false);
    for (const message of [undefined, null, 'saveFigure', {}]) expect(isSavedFigure(message)).toBe(false);
  });
});
