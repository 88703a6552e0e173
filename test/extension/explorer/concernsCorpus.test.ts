import { expect, it } from 'vitest';
import { concernsCorpus } from '../../../src/extension/explorer/concernsCorpus.ts';
import { root } from './clips.ts';

it.each([
  ['a.wav', 'created', true],
  ['a.wav', 'changed', true],
  ['Actor_01/a.FLAC', 'deleted', true],
  ['labels.csv', 'changed', true],
  ['picture.png', 'created', false],
  ['notes.md', 'deleted', false],
  // A folder comes or goes with all that is in it.
  ['Actor_02', 'created', true],
  ['Actor_02', 'deleted', true],
  ['Actor_02', 'changed', false],
  ['.git/index', 'changed', false],
  ['.git/objects', 'created', false],
  ['.hidden/a.wav', 'created', false],
] as const)('%s that is %s concerns the corpus: %s', (name, happening, concerns) => expect(concernsCorpus(root, `${root}/${name}`, happening)).toBe(concerns));
