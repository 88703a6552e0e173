import { describe, expect, it } from 'vitest';
import { filterClips, parseFilter } from '../../../src/extension/explorer/clipFilter.ts';
import { clipNamed, knowing, root } from './clips.ts';

const clips = [
  clipNamed('Actor_03/one.wav', { emotion: 'sad', speaker: '03', sex: 'female', intensity: 'strong', sentence: '01', corpus: 'ravdess' }),
  clipNamed('Actor_03/two.wav', { emotion: 'happy', speaker: '03', sex: 'female', intensity: 'normal', sentence: '02', corpus: 'ravdess' }),
  clipNamed('Actor_13/a take.wav', { emotion: 'Sadness', speaker: 'emodb:13', sex: 'male', corpus: 'emodb' }),
  clipNamed('other/note.wav'),
];
const known = knowing({ estimates: { 'Actor_03/one.wav': 'angry', 'Actor_03/two.wav': 'happy' }, folds: { 'Actor_03/one.wav': '2: 03' }, excluded: ['other/note.wav'] });

/** The names without folder and ending, of what a text leaves. */
function left(text: string): string[] {
  const filter = parseFilter(text);
  if (!('terms' in filter)) throw new Error(`"${text}" is no filter.`);
  return filterClips(root, clips, filter, known).map(({ path }) => path.slice(path.lastIndexOf('/') + 1, -4));
}

const all = ['one', 'two', 'a take', 'note'];

describe('a filter', () => {
  it.each([
    ['', all],
    ['   ', all],
    ['sad', ['one', 'a take']],
    ['SAD', ['one', 'a take']],
    ['actor_03', ['one', 'two']],
    // The folder in which the corpus lies is not part of a name.
    ['voices', []],
    ['angry', ['one']],
    ['actor_03 happy', ['two']],
    ['"a take"', ['a take']],
    ['a take', ['a take']],
  ])('takes a word anywhere in name, emotion, speaker and estimate: %j', (text, expected) => expect(left(text)).toEqual(expected));

  it.each([
    ['emotion:sad', ['one', 'a take']],
    ['emotion:sadness', ['one', 'a take']],
    ['emotion:sad,happy', ['one', 'two', 'a take']],
    ['Emotion:joy', ['two']],
    ['speaker:03', ['one', 'two']],
    ['speaker:3', ['one', 'two']],
    ['speaker:13', ['a take']],
    ['speaker:1', []],
    ['sex:f', ['one', 'two']],
    ['sex:male', ['a take']],
    ['intensity:strong', ['one']],
    ['sentence:2', ['two']],
    ['corpus:emo', ['a take']],
    ['estimate:angry', ['one']],
    ['fold:2', ['one']],
    ['name:take', ['a take']],
    ['name:"a take"', ['a take']],
  ])('asks a field: %s', (text, expected) => expect(left(text)).toEqual(expected));

  it.each([
    ['is:right', ['two']],
    ['is:wrong', ['one']],
    ['is:estimated', ['one', 'two']],
    ['is:excluded', ['note']],
    ['is:included', ['one', 'two', 'a take']],
    ['is:unlabelled', ['note']],
    ['-is:excluded', ['one', 'two', 'a take']],
    ['is:right,wrong', ['one', 'two']],
  ])('asks what a clip is: %s', (text, expected) => expect(left(text)).toEqual(expected));

  it.each([
    ['-emotion:sad', ['two', 'note']],
    ['-note', ['one', 'two', 'a take']],
    ['emotion:sad -intensity:strong', ['a take']],
    ['-speaker:3,13', ['note']],
  ])('turns a term round with a minus: %s', (text, expected) => expect(left(text)).toEqual(expected));

  it.each(['speaker:', '-', 'is:', 'emotion:,', '"', 'emotion:"'])('says nothing while it is being written: %s', (text) => expect(left(text)).toEqual(all));

  it('names a field or a state that there is not', () => {
    expect(parseFilter('colour:red')).toEqual({ kind: 'field', word: 'colour' });
    expect(parseFilter('emotion:sad is:red')).toEqual({ kind: 'state', word: 'red' });
    // Quotes take it for a word.
    expect(left('"colour:red"')).toEqual([]);
  });
});
