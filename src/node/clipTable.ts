import type { ScannedClip } from './scanCorpus.ts';

const LABELS = ['corpus', 'emotion', 'speaker', 'sex', 'sentence', 'intensity', 'session', 'split'] as const;
const FACTS = ['bytes', 'modifiedMs', 'durationSec', 'sampleRate', 'channels', 'synthetic'] as const;

/**
 * Clips as a few large values: of a hundred thousand clips a fifth of the memory that as many objects take, and nothing that the garbage
 * collector has to copy.
 */
export interface ClipTable {
  readonly length: number;
  readonly paths: readonly string[];
  /** What files tell, a row a clip. */
  readonly facts: Float64Array;
  /** Labels as places in `words`, a row a clip; the first word is the one that is not there. */
  readonly labels: Uint32Array;
  readonly words: readonly (string | undefined)[];
}

/** Fills a table. */
export interface ClipTableBuilder {
  put(row: number, clip: ScannedClip): void;
  /** The table of the rows that were put, in order. */
  finish(): ClipTable;
}

/** @param nRows at most */
export function createClipTable(nRows: number): ClipTableBuilder {
  const paths = new Array<string | undefined>(nRows);
  const facts = new Float64Array(FACTS.length * nRows);
  const labels = new Uint32Array(LABELS.length * nRows);
  const places = new Map<string | undefined, number>([[undefined, 0]]);
  const placeOf = (word: string | undefined): number => {
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, places.size);
    return places.size - 1;
  };
  return {
    put(row, clip) {
      paths[row] = clip.path;
      for (let i = 0; i < FACTS.length; i++) facts[FACTS.length * row + i] = Number(clip[FACTS[i] as (typeof FACTS)[number]]);
      for (let i = 0; i < LABELS.length; i++) labels[LABELS.length * row + i] = placeOf(clip[LABELS[i] as (typeof LABELS)[number]]);
    },
    finish() {
      let length = 0;
      for (let row = 0; row < nRows; row++) {
        if (paths[row] === undefined) continue;
        facts.copyWithin(FACTS.length * length, FACTS.length * row, FACTS.length * (row + 1));
        labels.copyWithin(LABELS.length * length, LABELS.length * row, LABELS.length * (row + 1));
        length++;
      }
      return { length, paths: paths.filter((path) => path !== undefined), facts, labels, words: [...places.keys()] };
    },
  };
}

/** Clips one after the other, as objects that look into the table. */
export function* clipsIn(table: ClipTable): Generator<ScannedClip> {
  for (let row = 0; row < table.length; row++) yield new TableClip(table, row);
}

/** The same as a list: each takes no more than its place and its row. */
export const clipsOf = (table: ClipTable): ScannedClip[] => Array.from({ length: table.length }, (_, row) => new TableClip(table, row));

/** Clips as plain objects. */
export const copyClips = (table: ClipTable): ScannedClip[] => clipsOf(table).map(copyClip);

export function copyClip({ path, bytes, modifiedMs, corpus, emotion, speaker, sex, sentence, intensity, session, split, durationSec, sampleRate, channels, synthetic }: ScannedClip): ScannedClip {
  return { path, bytes, modifiedMs, corpus, emotion, speaker, sex, sentence, intensity, session, split, durationSec, sampleRate, channels, synthetic };
}

/** The clip at a path, of clips in order of their paths. */
export function findClip(clips: readonly ScannedClip[], path: string): ScannedClip | undefined {
  let [first, end] = [0, clips.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((clips[middle]?.path ?? path) < path) first = middle + 1;
    else end = middle;
  }
  const found = clips[first];
  return found?.path === path ? found : undefined;
}

class TableClip implements ScannedClip {
  readonly #table: ClipTable;
  readonly #row: number;

  constructor(table: ClipTable, row: number) {
    this.#table = table;
    this.#row = row;
  }

  get path(): string {
    return this.#table.paths[this.#row] ?? '';
  }

  get bytes(): number {
    return this.#fact(0);
  }

  get modifiedMs(): number {
    return this.#fact(1);
  }

  get durationSec(): number {
    return this.#fact(2);
  }

  get sampleRate(): number {
    return this.#fact(3);
  }

  get channels(): number {
    return this.#fact(4);
  }

  get synthetic(): boolean {
    return this.#fact(5) === 1;
  }

  get corpus(): string | undefined {
    return this.#label(0);
  }

  get emotion(): string | undefined {
    return this.#label(1);
  }

  get speaker(): string | undefined {
    return this.#label(2);
  }

  get sex(): ScannedClip['sex'] {
    return this.#label(3) as ScannedClip['sex'];
  }

  get sentence(): string | undefined {
    return this.#label(4);
  }

  get intensity(): string | undefined {
    return this.#label(5);
  }

  get session(): string | undefined {
    return this.#label(6);
  }

  get split(): string | undefined {
    return this.#label(7);
  }

  #fact(i: number): number {
    return this.#table.facts[FACTS.length * this.#row + i] ?? 0;
  }

  #label(i: number): string | undefined {
    return this.#table.words[this.#table.labels[LABELS.length * this.#row + i] ?? 0];
  }
}
