import { describe, expect, it } from 'vitest';
import { countGroups, groupClips, groupings, inWordOfLabel, verdictOf, type Grouping } from '../../../src/extension/explorer/grouping.ts';
import { clipNamed, knowing, root, type Known } from './clips.ts';

const clips = [
  clipNamed('a.wav', { emotion: 'sad', speaker: '10', sex: 'female', intensity: 'strong', sentence: '02', durationSec: 1.5 }),
  clipNamed('b.wav', { emotion: 'angry', speaker: '2', sex: 'male', intensity: 'normal', sentence: '01', durationSec: 2.5 }),
  clipNamed('c.wav', { emotion: 'sad', speaker: '2', sex: 'male' }),
  clipNamed('d.wav'),
];
const known: Known = { estimates: { 'a.wav': 'sadness', 'b.wav': 'sad', 'd.wav': 'happy' }, folds: { 'a.wav': '10: x', 'b.wav': '2: y' }, excluded: ['a.wav', 'd.wav'] };

const namesBy = (grouping: Grouping): Record<string, string[]> => Object.fromEntries(groupClips(root, clips, grouping, knowing(known)).map(({ key, clips: members }) => [key, members.list().map(({ path }) => path.slice(root.length + 1))]));

const orderBy = (grouping: Grouping): string[] => groupClips(root, clips, grouping, knowing(known)).map(({ key }) => key);

describe('groupClips', () => {
  it('groups by each label, with what lacks it in a group without a key', () => {
    expect(namesBy('emotion')).toEqual({ angry: ['b.wav'], sad: ['a.wav', 'c.wav'], '': ['d.wav'] });
    expect(namesBy('sex')).toEqual({ female: ['a.wav'], male: ['b.wav', 'c.wav'], '': ['d.wav'] });
    expect(namesBy('intensity')).toEqual({ strong: ['a.wav'], normal: ['b.wav'], '': ['c.wav', 'd.wav'] });
    expect(namesBy('sentence')).toEqual({ '01': ['b.wav'], '02': ['a.wav'], '': ['c.wav', 'd.wav'] });
  });

  it('groups by the last estimate, and by whether it is the label in whatever words', () => {
    expect(namesBy('estimate')).toEqual({ sadness: ['a.wav'], sad: ['b.wav'], happy: ['d.wav'], '': ['c.wav'] });
    // "sadness" and "sad" are one emotion; an estimate without a label is neither right nor wrong.
    expect(namesBy('agreement')).toEqual({ right: ['a.wav'], wrong: ['b.wav'], '': ['c.wav', 'd.wav'] });
  });

  it('sets apart what a model is not sure of, which is neither right nor wrong', () => {
    const unsure = knowing({ ...known, uncertain: ['a.wav', 'b.wav'] });
    const keysBy = (grouping: Grouping): string[] => groupClips(root, clips, grouping, unsure).map(({ key, clips: members }) => `${key} ${members.length}`);
    expect(keysBy('estimate').toSorted()).toEqual([' 1', 'happy 1', 'uncertain 2']);
    expect(keysBy('agreement')).toEqual([' 4']);
  });

  it('orders numbers by value, right before wrong, and the unknown last', () => {
    expect(orderBy('speaker')).toEqual(['2', '10', '']);
    expect(orderBy('fold')).toEqual(['2: y', '10: x', '']);
    expect(orderBy('agreement')).toEqual(['right', 'wrong', '']);
  });

  it('tells how long a group lasts and how much of it is excluded', () => {
    const [first, second] = groupClips(root, clips, 'emotion', knowing(known));
    expect(first).toMatchObject({ key: 'angry', durationSec: 2.5, nExcluded: 0 });
    expect(second).toMatchObject({ key: 'sad', durationSec: 3.5, nExcluded: 1 });
  });

  it('loses no clip, whatever they are grouped by', () => {
    for (const grouping of groupings) expect(groupClips(root, clips, grouping, knowing(known)).flatMap((group) => group.clips.list())).toHaveLength(clips.length);
    expect(groupClips(root, [], 'emotion', knowing())).toEqual([]);
  });
});

describe('an answer', () => {
  it('is right in whatever words, and neither right nor wrong without a label or a sure model', () => {
    expect([verdictOf({ emotion: 'angry' }, 'anger'), verdictOf({ emotion: 'angry' }, 'sad'), verdictOf({ emotion: 'quiet' }, 'quiet')]).toEqual(['right', 'wrong', 'right']);
    expect([verdictOf({ emotion: 'angry' }, undefined), verdictOf({ emotion: 'angry', uncertain: true }, 'anger'), verdictOf({ emotion: 'angry', uncertain: false }, 'anger')]).toEqual([undefined, undefined, 'right']);
  });

  it('is told in the word of its label where that is the same emotion', () => {
    expect([inWordOfLabel('angry', 'anger'), inWordOfLabel('angry', 'sadness'), inWordOfLabel('angry', ''), inWordOfLabel('', 'anger')]).toEqual(['anger', 'angry', 'angry', '']);
  });
});

describe('countGroups', () => {
  it('counts what is known alone', () => {
    expect(groupings.map((grouping) => countGroups(root, clips, grouping, knowing(known)))).toEqual([2, 2, 2, 2, 2, 3, 2, 2]);
    expect(groupings.map((grouping) => countGroups(root, [clipNamed('x.wav')], grouping, knowing()))).toEqual(groupings.map(() => 0));
  });
});
