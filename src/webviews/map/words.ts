import type { MapMethod } from '../../core/map/mapMethod.ts';
import type { ShownMap } from '../../protocol/mapView.ts';
import { t } from '../shared/l10n.ts';
import { countText, percentText } from '../shared/numberText.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All that the map page says. */
export const words = {
  reading: t('Reading…'),
  emptyTitle: t('Embedding map'),
  empty: t('Clips whose features are alike lie near each other on the map. Choose a corpus to see it.'),
  choose: t('Embedding map…'),
  title: (corpus: string): string => t('Embedding map of {0}', corpus),
  drawing: (method: MapMethod): string => (method === 'pca' ? t('Drawing the map by PCA. Features that are not stored yet are extracted first.') : t('Drawing the map by UMAP. Features that are not stored yet are extracted first.')),
  again: t('Try again'),
  synthetic: t('Synthetic sample corpus: the map says nothing about human speech.'),
  sample: (nShown: number, nClips: number): string => t('The corpus has {0} clips; a random sample of {1} is drawn, always the same.', countText(nClips), countText(nShown)),
  factClips: t('Clips'),
  factFeatures: t('Features'),
  factExcluded: t('Clips excluded by hand'),
  factSkipped: t('Files that cannot be read'),
  method: t('Method'),
  methods: { pca: t('PCA'), umap: t('UMAP') },
  colour: t('Colour by'),
  colours: { emotion: t('Emotion'), speaker: t('Speaker'), outcome: t('Right or wrong') },
  noEvaluation: t('Right or wrong: cross-validate this corpus first.'),
  evaluation: (id: number, model: string, cv: string): string => t('Right or wrong is by cross-validation {0}: {1}, {2}, each clip judged while it was held out.', id, model, cv),
  unknown: t('unknown'),
  right: t('right'),
  wrong: t('wrong'),
  notHeldOut: t('not in the cross-validation'),
  zoom: t('Zoom'),
  zoomIn: t('Zoom in (+)'),
  zoomOut: t('Zoom out (−)'),
  zoomWhole: t('Whole map (0)'),
  legend: t('Classes, to show or hide'),
  entry: (label: string, count: number): string => t('{0} ({1})', label, countText(count)),
  figure: (nClips: number): string => (nClips === 1 ? t('Map of 1 clip') : t('Map of {0} clips', countText(nClips))),
  hint: t('Point at a clip to read it, or walk from clip to clip with the arrow keys. Click or Enter plays it, a double click or O opens it. Wheel, + and − zoom, dragging or Shift with the arrow keys moves the map, 0 shows all of it.'),
  component: (n: number, share: number | undefined): string => t('PC {0} ({1} of variance)', n, percentText(share)),
  umapAxis: (n: number): string => t('UMAP {0} (no unit)', n),
  noClip: t('No clip is pointed at.'),
  label: (emotion: string): string => t('labelled {0}', emotion),
  noLabel: t('without a label'),
  speaker: (speaker: string): string => t('speaker {0}', speaker),
  noSpeaker: t('speaker unknown'),
  heldOutRight: (emotion: string): string => t('recognised as {0} while held out', emotion),
  heldOutWrong: (emotion: string): string => t('taken for {0} while held out', emotion),
  estimate: (emotion: string): string => t('last estimate {0}', emotion),
  unplayable: t('This recording cannot be played here; O opens it in the clip editor.'),
  summary: t('In words'),
  pca: (shares: readonly number[]): string =>
    t('Columns are standardised; labels take no part. The axes are the first two principal components: PC 1 has {0} of the variance and PC 2 {1}, so {2} of it is not seen here. Both axes have one scale, in standard deviations of the columns.', percentText(shares[0]), percentText(shares[1] ?? 0), percentText(1 - sum(shares))),
  umap: (shares: readonly number[], seed: number): string =>
    t('Columns are standardised; labels take no part. UMAP (15 neighbours, minimal distance 0.1, seed {2}) lays out the first {0} principal components, which have {1} of the variance. Who is near whom means something. The axes have no unit, and the distances between groups and their sizes mean little: do not read much into them.', shares.length, percentText(sum(shares)), seed),
  neighbours: ({ nearest, kept }: ShownMap['neighbours']): string => t('Of the {0} clips nearest to a clip by all columns, {1} on average are among the {0} nearest on the map.', nearest, percentText(kept)),
  labels: t('Emotions are labels of the corpus or estimates of a model, never facts about a person.'),
};
