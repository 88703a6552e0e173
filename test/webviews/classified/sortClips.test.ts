import { describe, expect, it } from 'vitest';
import type { ClassifiedClip } from '../../../src/protocol/classifiedView.ts';
import { filterTexts, rowsInOrder, rowsWith, tallyAnswers, type ColumnName } from '../../../src/webviews/classified/sortClips.ts';

const clip = (name: string, emotion: string, probability: number, more: Partial<ClassifiedClip> = {}): ClassifiedClip => ({ path: `/w/${name}`, name, folder: 'w', emotion, probability, ...more });

const clips = [
  clip('take 10.wav', 'sad', 0.5, { label: 'sadness', verdict: 'right' }),
  clip('take 2.wav', 'angry', 0.9, { label: 'sad', verdict: 'wrong', folder: 'v' }),
  clip('take 1.wav', 'angry', 0.3, { uncertain: true, label: 'angry' }),
  clip('other.wav', 'calm', 0.5, { remark: 'no speech' }),
];
const names = (column: ColumnName, descending = false, filter = ''): string[] => rowsWith(rowsInOrder(clips, { column, descending }), filterTexts(clips), filter).map((row) => clips[row]!.name);

describe('the order of classified clips', () => {
  it('of names is by their numbers, as people count', () => {
    expect(names('name')).toEqual(['other.wav', 'take 1.wav', 'take 2.wav', 'take 10.wav']);
    expect(names('name', true)).toEqual(['take 10.wav', 'take 2.wav', 'take 1.wav', 'other.wav']);
  });

  it('of numbers is by size, and equal ones stay as they came', () => {
    expect(names('probability')).toEqual(['take 1.wav', 'take 10.wav', 'take 2.wav', 'other.wav']);
    expect(names('probability', true)).toEqual(['take 2.wav', 'take 10.wav', 'take 1.wav', 'other.wav']);
  });

  it('puts what is uncertain behind the answers, and empty cells last either way, as those of what is no speech', () => {
    expect(names('estimate')).toEqual(['take 2.wav', 'take 10.wav', 'take 1.wav', 'other.wav']);
    expect(names('label').at(-1)).toBe('other.wav');
    expect(names('label', true).at(-1)).toBe('other.wav');
    expect(names('remark')[0]).toBe('other.wav');
    expect(names('verdict')).toEqual(['take 10.wav', 'take 2.wav', 'take 1.wav', 'other.wav']);
  });

  it('keeps the clips that hold every word of the filter', () => {
    expect(names('name', false, 'ANGRY take')).toEqual(['take 1.wav', 'take 2.wav']);
    expect(names('name', false, 'uncertain')).toEqual(['take 1.wav']);
    expect(names('name', false, 'wrong v')).toEqual(['take 2.wav']);
    expect(names('name', false, 'right sadness')).toEqual(['take 10.wav']);
    expect(names('name', false, 'nothing')).toEqual([]);
  });

  it('of 10,000 clips is found while a key is pressed', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => clip(`clip ${(i * 7919) % 10_000}.wav`, 'sad', i / 10_000));
    const rows = rowsWith(rowsInOrder(many, { column: 'name', descending: false }), filterTexts(many), 'clip');
    expect(rows.slice(0, 3).map((row) => many[row]!.name)).toEqual(['clip 0.wav', 'clip 1.wav', 'clip 2.wav']);
    expect(rows).toHaveLength(10_000);
  });
});

it('answers are counted, and what is uncertain by itself', () => {
  expect(tallyAnswers(clips)).toEqual([['sad', 1], ['angry', 1], [undefined, 1], ['no speech', 1]]);
});
