import { expect, it, vi } from 'vitest';
import type { ShownMap } from '../../../src/protocol/mapView.ts';
import { standInDocument, StandInElement } from '../pageStandIn.ts';

for (const name of ['radio', 'radio-group']) vi.doMock(`@vscode-elements/elements/dist/vscode-${name}/index.js`, () => ({}));
vi.stubGlobal('document', standInDocument);
vi.doMock('../../../src/webviews/map/mapFigure.ts', () => ({ createMapFigure: () => ({ node: new StandInElement('canvas'), show: vi.fn(), zoom: vi.fn(), showWhole: vi.fn(), redraw: vi.fn() }) }));
vi.doMock('../../../src/webviews/map/legend.ts', () => ({ createLegend: () => ({ node: new StandInElement('ul'), show: vi.fn(), isHidden: () => false, redraw: vi.fn() }) }));
const { createMapView } = await import('../../../src/webviews/map/mapView.ts');

const map: ShownMap = {
  id: 1, corpus: 'voices', method: 'pca', seed: 0, featureSet: 'x', synthetic: false, nExcluded: 0, nSkipped: 0, nClips: 1, names: ['a.wav'], emotions: ['sad'], speakers: ['1'], estimates: [''],
  x: Float64Array.of(0), y: Float64Array.of(0), shares: [0.5, 0.25], neighbours: { nearest: 0, kept: 1 },
};
const asNode = (node: unknown): HTMLElement => node as HTMLElement;

it('the method of a map is chosen by what stays in place while the next one is drawn, and where it fails', () => {
  const view = createMapView({ post: () => undefined, colourChosen: () => undefined });
  const page = view.node as unknown as StandInElement;
  const inSight = (): boolean[] => page.elements.map(({ hidden }) => !hidden);
  view.show(map, 'emotion');
  const parts = page.elements;
  const whole = inSight();
  const radio = (key: string) => page.all('vscode-radio').find((found) => found.getAttribute('value') === key) as StandInElement & { checked: boolean };
  const [pca, umap] = [radio('pca'), radio('umap')];
  const again = new StandInElement('vscode-button');
  view.showInstead('umap', asNode(again));
  expect(page.elements).toEqual(parts);
  expect([radio('pca'), radio('umap'), page.all('vscode-button')[0]]).toEqual([pca, umap, again]);
  expect([pca.checked, umap.checked, page.all('canvas')[0]?.parent?.hidden]).toEqual([false, true, true]);
  // Who tries again by a button that goes is led back to the choice.
  again.focus();
  view.showInstead('umap', asNode(new StandInElement('p')));
  expect(standInDocument.activeElement).toBe(umap);
  view.show({ ...map, id: 2, method: 'umap' }, 'emotion');
  expect(inSight()).toEqual(whole);
  expect(page.all('canvas')[0]?.parent?.hidden).toBe(false);
});
