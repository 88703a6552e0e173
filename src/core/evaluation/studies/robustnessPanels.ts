import { degradationKinds } from '../../audio/degrade/degradation.ts';
import type { RobustnessRow } from './robustness.ts';

/** What a panel of a drawing of robustness shows: the levels of one kind, or kinds of a single level side by side. */
export interface RobustnessPanel {
  readonly title: string;
  readonly names: readonly string[];
  readonly isJoined: boolean;
  /** Numbers of rows in a curve. */
  readonly rows: readonly number[];
}

/** The panels in which rows are drawn, the clips as recorded first in each, or between what goes both ways; kinds of a single level share one. */
export function robustnessPanels(rows: readonly RobustnessRow[]): RobustnessPanel[] {
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
  const panelOf = ({ kind, id, rows: own }: (typeof found)[number]): RobustnessPanel => {
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
