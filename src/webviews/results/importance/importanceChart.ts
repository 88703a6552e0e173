import type { RankedFeature } from '../../../core/evaluation/studies/importanceStudy.ts';
import { axisTicks, tickLabel } from '../../shared/axisTicks.ts';
import { svgElement } from '../../shared/element.ts';
import { chartFrame, chartLine, chartText } from '../charts/shareRows.ts';

/** Bars of what matters most. */
export interface ImportanceChart {
  readonly id: string;
  readonly features: readonly RankedFeature[];
  /** A figure as the axis has it. */
  scaled(value: number): number;
  text(value: number): string;
  /** Below the axis. */
  readonly unit: string;
}

const rowHeight = 20;
const top = 42;
const width = 300;
const valueWidth = 60;
const gap = 8;
const N_TICKS = 7;
/** About what a character of this font takes. */
const letter = 6.6;

/** What the axis reaches over: from 0, or the lowest end of a line below it, to the highest end. */
export function importanceRange(features: readonly RankedFeature[], scaled: (value: number) => number): readonly [number, number] {
  const ends = features.flatMap(({ value, deviation = 0 }) => [scaled(value - deviation), scaled(value + deviation)]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return high > low ? [low, high] : [0, 1];
}

/** A row for each feature: its whole name, a bar from 0, one deviation to either side, and the number. */
export function importanceChart({ id, features, scaled, text, unit }: ImportanceChart): SVGSVGElement {
  const left = 10 + letter * Math.max(...features.map(({ name }) => name.length));
  const bottom = top + rowHeight * features.length;
  const [low, high] = importanceRange(features, scaled);
  const x = (value: number): number => left + (width * (value - low)) / (high - low);
  const rows = features.flatMap(({ name, value, deviation }, i) => {
    const middle = top + rowHeight * (i + 0.5);
    const at = scaled(value);
    const parts = [chartText(left - gap, middle + 4, 'end', name), svgElement('rect', { class: 'bar', x: x(Math.min(0, at)), y: middle - 6, width: Math.abs(x(at) - x(0)), height: 12 })];
    if (deviation) {
      const [from, to] = [x(scaled(value - deviation)), x(scaled(value + deviation))];
      parts.push(chartLine('whisker', from, middle, to, middle), chartLine('whisker', from, middle - 4, from, middle + 4), chartLine('whisker', to, middle - 4, to, middle + 4));
    }
    return [...parts, chartText(left + width + valueWidth, middle + 4, 'end', text(value))];
  });
  const { values, decimals } = axisTicks(low, high, N_TICKS);
  const grid = values.flatMap((tick) => [chartLine('grid', x(tick), top, x(tick), bottom), chartText(x(tick), top - 8, 'middle', tickLabel(tick, decimals))]);
  return chartFrame(id, left + width + valueWidth + 4, bottom + 6, chartText(left + width / 2, 14, 'middle', unit), ...grid, ...rows, ...(low < 0 ? [chartLine('ideal', x(0), top, x(0), bottom)] : []));
}
