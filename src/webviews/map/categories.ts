import type { MapColour, ShownMap } from '../../protocol/mapView.ts';
import { nColours, nShapes } from './markers.ts';

/** The clips of one class, as the legend lists them. */
export interface Category {
  readonly label: string;
  readonly count: number;
  readonly colour: number;
  readonly shape: number;
}

/** The classes of a map in the order of the legend, and the place in it of each clip. */
export interface Categories {
  readonly list: readonly Category[];
  readonly of: Int32Array;
}

export interface CategoryWords {
  readonly unknown: string;
  readonly right: string;
  readonly wrong: string;
  readonly notHeldOut: string;
}

/** What tells right from wrong beside the words: a blue circle, an orange cross; a clip that took no part is a grey square. */
const outcomes = [
  { key: 'right', colour: 0, shape: 0 },
  { key: 'wrong', colour: 1, shape: 5 },
  { key: 'notHeldOut', colour: 7, shape: 1 },
] as const;

/** The classes by which points are told apart. Those of one colour differ in shape, as long as there are shapes. */
export function categoriesOf(map: Pick<ShownMap, 'emotions' | 'speakers' | 'evaluation'>, colour: MapColour, words: CategoryWords): Categories {
  if (colour === 'outcome') return outcomesOf(map, words);
  const labels = colour === 'emotion' ? map.emotions : map.speakers;
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  // Speakers are often numbers; the unknown come last.
  const names = [...counts.keys()].sort((a, b) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'en', { numeric: true }));
  const list = names.map((name, i): Category => ({ label: name === '' ? words.unknown : name, count: counts.get(name) ?? 0, colour: i % nColours, shape: (i + Math.floor(i / nColours)) % nShapes }));
  const index = new Map(names.map((name, i) => [name, i]));
  return { list, of: Int32Array.from(labels, (label) => index.get(label) ?? 0) };
}

function outcomesOf({ emotions, evaluation }: Pick<ShownMap, 'emotions' | 'evaluation'>, words: CategoryWords): Categories {
  const outcomeOf = (truth: string, i: number): number => {
    const heldOut = evaluation?.heldOut[i] ?? '';
    return heldOut === '' || truth === '' ? 2 : heldOut === truth ? 0 : 1;
  };
  const all = Int32Array.from(emotions, outcomeOf);
  const counts = outcomes.map((_, i) => all.reduce((sum, outcome) => sum + Number(outcome === i), 0));
  const present = outcomes.map((_, i) => i).filter((i) => i < 2 || (counts[i] ?? 0) > 0);
  return { list: present.map((i) => ({ label: words[(outcomes[i] ?? outcomes[0]).key], count: counts[i] ?? 0, colour: outcomes[i]?.colour ?? 0, shape: outcomes[i]?.shape ?? 0 })), of: all };
}
