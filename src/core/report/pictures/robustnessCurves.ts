import type { RobustnessReport } from '../../evaluation/studies/robustness.ts';
import { robustnessPanels } from '../../evaluation/studies/robustnessPanels.ts';
import { label, frame, point, type PictureNames } from './frame.ts';
import type { Markup } from '../markup.ts';
import { curvePanel, highestTick, type Panel, type PanelSeries } from './curvePanel.ts';

const COLUMNS = 3;
const CELL = 240;
const ROW = 212;
const HEADER = 28;
const LOOKS = [
  { kind: 'one', shape: 'disc' },
  { kind: 'two', shape: 'ring' },
] as const;

/** UAR against the level of each degradation, from clips as recorded on the left; kinds of a single level share a panel. */
export function robustnessCurves(names: PictureNames, { curves, nClasses }: Pick<RobustnessReport, 'curves' | 'nClasses'>): Markup {
  const contents = robustnessPanels(curves[0].rows);
  const most = highestTick(curves.flatMap(({ rows }) => rows.map(({ uar, uarInterval }) => ({ value: uar, interval: uarInterval }))));
  const panels = contents.map(({ title, names: ticks, isJoined, rows }, i): Panel => {
    const at = (place: number): number => (place + 0.5) / rows.length;
    const series = curves.map((curve, c): PanelSeries => ({ ...LOOKS[c % LOOKS.length], isJoined, points: rows.map((row, place) => ({ at: at(place), value: curve.rows[row].uar, interval: curve.rows[row].uarInterval })) }));
    // Names of kinds are wider than levels.
    const nCells = !isJoined && rows.length > 3 && i % COLUMNS < COLUMNS - 1 ? 2 : 1;
    return { left: CELL * (i % COLUMNS) + 34, top: HEADER + ROW * Math.floor(i / COLUMNS) + 24, width: CELL * nCells - 44, height: ROW - 62, title, most, ticks: ticks.map((name, place) => ({ at: at(place), name })), chance: 1 / nClasses, series };
  });
  const legend = curves.length < 2 ? [] : LOOKS.flatMap(({ kind, shape }, i) => [point(`mark ${kind}`, shape, 12 + 300 * i, 12), label(22 + 300 * i, 16, 'start', i === 0 ? 'trained on the clips as they are' : 'trained on degraded copies as well')]);
  return frame(names, CELL * COLUMNS, HEADER + ROW * Math.ceil(contents.length / COLUMNS), [...legend, ...panels.flatMap(curvePanel)]);
}
