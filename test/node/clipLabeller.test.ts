import { expect, it } from 'vitest';
import { createLabelBook } from '../../src/core/corpus/labels/labelBook.ts';
import { createClipLabeller } from '../../src/node/clipLabeller.ts';
import { createClipTable } from '../../src/node/clipTable.ts';

it('tells what is missing in the same order, however the headers came', () => {
  const root = '/corpora/mixed';
  // Of corpora that keep their emotions in files of their own, which are not here.
  const paths = ['Ses01F_impro01_F000.wav', 'dia0_utt0.wav', '0001_000001.wav'].map((name) => `${root}/${name}`);
  const facts = { bytes: 1, modifiedMs: 0, durationSec: 1, sampleRate: 16_000, channels: 1, synthetic: false };
  const problemsOf = (order: readonly string[]): string[] => {
    const labeller = createClipLabeller(root, createLabelBook(root, [], []));
    for (const path of order) labeller.label(path, facts);
    return labeller.problems(createClipTable(0).finish()).map(({ message }) => message);
  };
  expect(problemsOf(paths).length).toBeGreaterThan(1);
  expect(problemsOf(paths.toReversed())).toEqual(problemsOf(paths));
});
