import { computeDelta } from '../signal/delta.ts';
import { statisticColumns, type Family, type Quantity } from './family.ts';
import { NINE, summariseFrames, type Statistic } from './functionals.ts';
import { SPECTRAL_SHAPE } from './spectralShape.ts';
import type { VoiceAnalysis } from './voiceAnalysis.ts';

const VOICED: readonly Statistic[] = ['mean', 'std', 'q20', 'q80'];
const UNVOICED: readonly Statistic[] = ['mean', 'std'];
const CHANGE: readonly Statistic[] = ['std', 'mean_abs'];
const named = (suffix: string): Quantity[] => SPECTRAL_SHAPE.map((quantity) => ({ ...quantity, name: `${quantity.name}${suffix}` }));

/** Nine statistics of each measure of the spectrum's shape. */
export const shapeStatistics: Family<VoiceAnalysis> = {
  id: 'shape',
  description: 'Shape of the spectrum: balance, slopes, centroid, roll-off, flatness, flux',
  columns: statisticColumns(named(''), NINE),
  create: () => ({ shape }) => summariseFrames(shape, NINE),
};

/** The shape of the voice's own spectrum, as eGeMAPS tells it. */
export const shapeVoiced: Family<VoiceAnalysis> = {
  id: 'shape_voiced',
  description: 'Shape of the spectrum in voiced frames',
  columns: statisticColumns(named('_voiced'), VOICED, 'over voiced frames'),
  create: () => ({ shape, voiced }) => summariseFrames(shape, VOICED, voiced),
};

export const shapeUnvoiced: Family<VoiceAnalysis> = {
  id: 'shape_unvoiced',
  description: 'Shape of the spectrum in unvoiced frames',
  columns: statisticColumns(named('_unvoiced'), UNVOICED, 'over unvoiced frames'),
  create: () => ({ shape, unvoiced }) => summariseFrames(shape, UNVOICED, unvoiced),
};

/** How fast the shape moves: statistics of each measure's slope over nine frames. */
export const shapeDelta: Family<VoiceAnalysis> = {
  id: 'shape_delta',
  description: 'Slopes of the measures of the spectrum\'s shape',
  columns: statisticColumns(named('_delta').map((quantity) => ({ ...quantity, unit: quantity.unit === '1' ? '1/frame' : `${quantity.unit}/frame`, description: `Slope of: ${quantity.description}` })), CHANGE),
  create:
    () =>
    ({ shape: { values, nCoefficients, nFrames } }) =>
      summariseFrames({ values: computeDelta(values, nCoefficients, nFrames), nCoefficients, nFrames }, CHANGE),
};
