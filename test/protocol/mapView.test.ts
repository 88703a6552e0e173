import { describe, expect, it } from 'vitest';
import { isFromMapPage, isMapColour, mapOfState } from '../../src/protocol/mapView.ts';

describe('isFromMapPage', () => {
  it('lets pass what the page sends', () => {
    const messages = [{ type: 'ready' }, { type: 'choose' }, { type: 'draw', method: 'umap' }, { type: 'play', map: 0, clip: 3 }, { type: 'open', map: 2, clip: 0 }];
    for (const message of messages) expect(isFromMapPage(message), JSON.stringify(message)).toBe(true);
  });

  it('refuses anything else', () => {
    const messages = [undefined, null, 'ready', {}, { type: 'crossValidate' }, { type: ['ready'] }, { type: 'draw' }, { type: 'draw', method: 'tsne' }, { type: 'draw', method: ['pca'] }, { type: 'play', clip: 3 }, { type: 'play', map: 0, clip: -1 }, { type: 'play', map: 0, clip: 1.5 }, { type: 'open', map: '0', clip: 1 }, { type: 'open', map: 0, clip: '/etc/passwd' }];
    for (const message of messages) expect(isFromMapPage(message), JSON.stringify(message)).toBe(false);
  });
});

describe('the state of a page', () => {
  it('names the map to draw again', () => {
    expect(mapOfState({ root: '/corpora/ravdess', method: 'umap', colour: 'speaker' })).toEqual({ root: '/corpora/ravdess', method: 'umap' });
    expect(isMapColour('outcome')).toBe(true);
  });

  it('of any other shape names none', () => {
    for (const state of [undefined, null, 7, {}, { root: '', method: 'pca' }, { root: ['/a'], method: 'pca' }, { root: '/a' }, { root: '/a', method: 'tsne' }]) expect(mapOfState(state), JSON.stringify(state)).toBeUndefined();
    expect(isMapColour(['emotion'])).toBe(false);
  });
});
