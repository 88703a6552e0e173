import type { MapMethod } from '../../core/map/mapMethod.ts';
import type { FromMapPage, MapColour, ShownMap } from '../../protocol/mapView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { note } from '../shared/note.ts';
import { countText } from '../shared/numberText.ts';
import { toolButton } from '../shared/toolButton.ts';
import { categoriesOf, type Categories } from './categories.ts';
import { createLegend } from './legend.ts';
import { createMapFigure } from './mapFigure.ts';
import { radioChoice } from './radioChoice.ts';
import { describeClip, describeMap } from './readings.ts';
import { words } from './words.ts';

/** What the view asks of the page. */
export interface MapViewActions {
  post(message: FromMapPage): void;
  colourChosen(colour: MapColour): void;
}

export interface MapView {
  readonly node: HTMLElement;
  show(map: ShownMap, colour: MapColour): void;
  /** Shows something in place of the drawing, whose controls stay where they are. */
  showInstead(method: MapMethod, ...nodes: readonly HTMLElement[]): void;
  /** Why the clip that is read cannot be heard. */
  tell(clip: number, message: string): void;
  redraw(): void;
}

const ZOOM = 1.5;

/** The whole view of a map: what it is of, how it is drawn and coloured, the figure with its legend, and the same in words. */
export function createMapView({ post, colourChosen }: MapViewActions): MapView {
  const title = element('h1');
  const facts = element('dl', { class: 'facts' });
  const notes = element('div');
  const remark = element('p', { class: 'muted', id: 'outcome-remark' });
  const reading = element('p', { id: 'reading', class: 'reading', role: 'status', 'aria-live': 'polite' });
  const summary = element('ul', { class: 'sentences', id: 'summary' });
  let map: ShownMap | undefined;
  let categories: Categories | undefined;
  let current: number | undefined;

  const tell = (): void => void (reading.textContent = map === undefined || current === undefined ? words.noClip : describeClip(map, current));
  const ask = (type: 'play' | 'open') => (clip: number): void => {
    if (map !== undefined) post({ type, map: map.id, clip });
  };
  const figure = createMapFigure(reading, {
    read: (point) => {
      current = point;
      tell();
    },
    play: ask('play'),
    open: ask('open'),
  });
  const legend = createLegend(figure.redraw);
  const method = radioChoice<MapMethod>('method', words.method, words.methods, (next) => post({ type: 'draw', method: next }));
  const colour = radioChoice<MapColour>('colour', words.colour, words.colours, (next) => {
    colourChosen(next);
    if (map !== undefined) paint(map, next, 'same');
  });

  const paint = (shown: ShownMap, by: MapColour, places: 'same' | 'new'): void => {
    categories = categoriesOf(shown, by, words);
    const { of } = categories;
    const { x, y, method: drawnBy, shares } = shown;
    const axis = (n: 1 | 2): string => (drawnBy === 'pca' ? words.component(n, shares[n - 1]) : words.umapAxis(n));
    legend.show(categories);
    figure.show({ points: { x, y, isHidden: (point) => legend.isHidden(of[point] ?? 0) }, categories, xTitle: axis(1), yTitle: axis(2), hasUnits: drawnBy === 'pca' }, words.figure(shown.names.length), places);
  };

  const tools = element(
    'div',
    { class: 'tools', role: 'group', 'aria-label': words.zoom },
    toolButton('zoomIn', words.zoomIn, () => figure.zoom(ZOOM)),
    toolButton('zoomOut', words.zoomOut, () => figure.zoom(1 / ZOOM)),
    toolButton('zoomWhole', words.zoomWhole, figure.showWhole),
  );
  const plot = element('div', { class: 'plot' }, figure.node, legend.node);
  const inWords = element('section', {}, element('h2', {}, words.summary), summary);
  const instead = element('div', { id: 'instead', hidden: true });
  const hideMap = (isHidden: boolean): void => {
    instead.hidden = !isHidden;
    for (const part of [tools, plot, inWords]) part.hidden = isHidden;
  };
  const putInstead = (...nodes: readonly HTMLElement[]): void => {
    const hadFocus = instead.contains(document.activeElement);
    instead.replaceChildren(...nodes);
    // What was pressed to try again has gone.
    if (hadFocus) method.focus();
  };
  return {
    node: element(
      'div',
      { class: 'view' },
      element('header', {}, title, facts, notes),
      element('div', { class: 'controls' }, method.node, colour.node, tools),
      remark,
      instead,
      plot,
      inWords,
    ),
    show(next, by) {
      const places = map?.id === next.id ? 'same' : 'new';
      map = next;
      hideMap(false);
      putInstead();
      title.textContent = words.title(next.corpus);
      fillFactList(facts, [
        [words.factClips, countText(next.nClips)],
        [words.factFeatures, next.featureSet],
        [words.factExcluded, next.nExcluded > 0 ? countText(next.nExcluded) : undefined],
        [words.factSkipped, next.nSkipped > 0 ? countText(next.nSkipped) : undefined],
      ]);
      notes.replaceChildren(...(next.synthetic ? [note('info', words.synthetic)] : []), ...(next.names.length < next.nClips ? [note('info', words.sample(next.names.length, next.nClips))] : []));
      const { evaluation } = next;
      remark.textContent = evaluation ? words.evaluation(evaluation.id, evaluation.modelName, evaluation.cv) : words.noEvaluation;
      method.show(next.method, []);
      colour.show(evaluation === undefined && by === 'outcome' ? 'emotion' : by, evaluation === undefined ? ['outcome'] : []);
      paint(next, evaluation === undefined && by === 'outcome' ? 'emotion' : by, places);
      summary.replaceChildren(...describeMap(next).map((sentence) => element('li', {}, sentence)));
      tell();
    },
    showInstead(by, ...nodes) {
      method.show(by, []);
      hideMap(true);
      putInstead(...nodes);
    },
    tell(clip, message) {
      if (clip === current && map !== undefined) reading.textContent = [describeClip(map, clip), message].join(' ');
      else reading.textContent = message;
    },
    redraw() {
      legend.redraw();
      figure.redraw();
    },
  };
}
