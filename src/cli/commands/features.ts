import { featureSetById, featureSets, type FeatureSet } from '../../core/features/featureSet.ts';
import { print, printJson } from '../session.ts';

interface FeaturesOptions {
  readonly json?: boolean;
}

/** Lists all sets with their families, or one set with its columns and their units. */
export function features(id: string | undefined, { json }: FeaturesOptions): void {
  const sets = id === undefined ? featureSets : [featureSetById(id)];
  if (json) printJson(sets.map(describe));
  else print(sets.map(id === undefined ? overview : table).join('\n\n'));
}

const describe = ({ id, version, description, shape, families }: FeatureSet) => ({
  id, version, description, shape,
  nColumns: countColumns({ families }),
  families: families.map(({ id, description, columns }) => ({ id, description, columns })),
});

const countColumns = ({ families }: Pick<FeatureSet, 'families'>): number => families.reduce((total, { columns }) => total + columns.length, 0);

const heading = (set: FeatureSet): string =>
  `${set.id} (version ${set.version}): ${set.description}.\n${countColumns(set)} columns for each ${set.shape === 'frames' ? 'frame: a matrix a clip, not for ser evaluate and ser train' : 'clip'}.`;

function overview(set: FeatureSet): string {
  const width = Math.max(...set.families.map(({ id }) => id.length)) + 2;
  return [heading(set), ...set.families.map(({ id, description, columns }) => `  ${id.padEnd(width)}${String(columns.length).padStart(4)}  ${description}`)].join('\n');
}

function table(set: FeatureSet): string {
  const columns = set.families.flatMap((family) => family.columns);
  const name = Math.max(...columns.map((column) => column.name.length)) + 2;
  const unit = Math.max(...columns.map((column) => column.unit.length)) + 2;
  return [heading(set), ...columns.map((column) => `${column.name.padEnd(name)}${column.unit.padEnd(unit)}${column.description}`)].join('\n');
}
