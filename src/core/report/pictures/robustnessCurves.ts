import { degradationKinds } from '../../audio/degrade/degradation.ts';
import type { RobustnessReport, RobustnessRow } from '../../evaluation/studies/robustness.ts';
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

/** What a panel shows: the levels of one kind, or kinds of a single level side by side. */
interface PanelContent {
  readonly title: string;
  readonly names: readonly string[];
  readonly isJoined: boolean;
  /** Numbers of rows in a curve. */
  readonly rows: readonly number[];
}

/** UAR against the level of each degradation, from clips as recorded on the left; kinds of a single level share a panel. */
export function robustnessCurves(names: PictureNames, { curves, nClasses }: Pick<RobustnessReport, 'curves' | 'nClasses'>): Markup {
  const contents = panelContents(curves[0].rows);
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

function panelContents(rows: readonly RobustnessRow[]): PanelContent[] {
  const clean = rows.findIndex(({ degradation }) => degradation === undefined);
  const found = [...new Set(rows.flatMap(({ degradation }) => degradation?.kind ?? []))].map((id) => ({
    kind: degradationKinds.find((kind) => kind.id === id),
    id,
    rows: [...rows.keys()].filter((row) => rows[row].degradation?.kind === id),
  }));
  const first = clean < 0 ? [] : [clean];
  const several = found.filter((entry) => entry.rows.length > 1);
  const single = found.filter((entry) => entry.rows.length === 1);
  const levelOf = (row: number): string => String(rows[row].degradation?.level ?? '').replace('-', '−');
  const panelOf = ({ kind, id, rows: own }: (typeof found)[number]): PanelContent => {
    const title = `${kind?.name ?? id}${kind?.unit ? `, ${kind.unit}` : ''}`;
    const level = (row: number): number => rows[row].degradation?.level ?? 0;
    // What goes both ways has the clips as recorded between.
    const isTwoSided = own.some((row) => level(row) < 0) && own.some((row) => level(row) > 0);
    const order = isTwoSided ? [...first, ...own].sort((a, b) => level(a) - level(b)) : [...first, ...own];
    return { title, names: order.map((row) => (row === clean ? 'none' : levelOf(row))), isJoined: true, rows: order };
  };
  return [
    ...several.map(panelOf),
    ...(single.length > 0 ? [{ title: 'at one level', names: [...first.map(() => 'none'), ...single.map(({ id }) => id)], isJoined: false, rows: [...first, ...single.flatMap((entry) => entry.rows)] }] : []),
  ];
}
