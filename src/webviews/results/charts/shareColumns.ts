import { svgElement } from '../../shared/element.ts';
import { chartFrame, chartLine, chartText, tickText, type ShareChart } from './shareRows.ts';

const left = 44;
const top = 8;
const height = 180;
const width = 620;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Columns without names, for more shares than can have a row each; `caption` stands below and tells their order. */
export function shareColumns({ id, shares, chance }: ShareChart, caption: string): SVGSVGElement {
  const bottom = top + height;
  const y = (share: number): number => bottom - height * share;
  const step = width / shares.length;
  // One path: a corpus can have thousands of speakers.
  const bars = shares.map(({ value }, i) => `M${(left + i * step).toFixed(2)} ${bottom}V${y(value).toFixed(2)}h${(0.8 * step).toFixed(2)}V${bottom}z`).join('');
  return chartFrame(
    id,
    left + width + 4,
    bottom + 26,
    ...ticks.flatMap((tick) => [chartLine('grid', left, y(tick), left + width, y(tick)), chartText(left - 6, y(tick) + 4, 'end', tickText(tick))]),
    svgElement('path', { class: 'bar', d: bars }),
    chartLine('ideal', left, y(chance), left + width, y(chance)),
    chartText(left + width / 2, bottom + 18, 'middle', caption),
  );
}
