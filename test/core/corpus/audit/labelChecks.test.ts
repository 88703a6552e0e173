import { describe, expect, it } from 'vitest';
import type { AuditMaterial } from '../../../../src/core/corpus/audit/subject.ts';
import { clip, clips, findings } from './material.ts';

describe('labels', () => {
  it('counts clips without an emotion or a speaker, and gives on what is wrong with label files', () => {
    const known = { emotion: 'sad', speaker: '01' };
    const problem = { path: 'b.wav', code: 'no-labels', message: 'No rule fits.' } as const;
    const all = [clip({ ...known, path: 'a.wav' }), clip({ path: 'b.wav' }), clip({ path: 'c.wav', emotion: 'sad' })];
    expect(findings('labels', all, { labelProblems: [problem] })).toMatchObject([
      { severity: 'warning', paths: ['b.wav'], message: 'No rule fits.', details: { code: 'no-labels' } },
      { severity: 'warning', paths: ['c.wav'], message: 'The speaker of 1 clip is not known: a split by speaker cannot place them.' },
    ]);
    expect(findings('labels', all).map(({ paths }) => paths)).toEqual([['b.wav'], ['b.wav', 'c.wav']]);
    expect(findings('labels', [clip(known)])).toEqual([]);
  });
});

describe('label-mismatch', () => {
  const said = (path: string, corpus: string | undefined, emotion: string | undefined) => findings('label-mismatch', [clip({ path, corpus, emotion })]).map(({ message }) => message);

  it('is a folder that names another emotion than the label', () => {
    expect(said('sad/03-01-05-01-01-01-01.wav', 'ravdess', 'angry')).toEqual(['The clip is of anger by its label, but of sadness by the folder "sad".']);
    expect(said('OAF_Pleasant_surprise/OAF_back_sad.wav', 'tess', 'sad')).toEqual(['The clip is of sadness by its label, but of surprise by the folder "OAF_Pleasant_surprise".']);
    expect(said('happy/inner/a.wav', 'manifest', 'fear')).toHaveLength(1);
  });

  it('is a file name that names another emotion than the folder', () => {
    expect(said('anna/sad/anna_happy_3.wav', 'folders', 'sad')).toEqual(['The clip is of sadness by the folder "sad", but of happiness by its file name.']);
    expect(said('fear/joy-12.flac', undefined, undefined)).toHaveLength(1);
  });

  it('is none where all agree, or a word is not a label', () => {
    expect(said('angry/03-01-05-01-01-01-01.wav', 'ravdess', 'angry')).toEqual([]);
    expect(said('YAF_happy/YAF_calm_happy.wav', 'tess', 'happy')).toEqual([]);
    expect(said('sad/anna_sadly_3.wav', 'folders', 'sad')).toEqual([]);
    expect(said('sad/happy_or_angry_3.wav', 'folders', 'sad')).toEqual([]);
    expect(said('happy vs sad/03-01-05-01-01-01-01.wav', 'ravdess', 'angry')).toEqual([]);
    expect(said('other/03-01-05-01-01-01-01.wav', 'ravdess', 'angry')).toEqual([]);
    expect(said('happy/sad/1.wav', 'manifest', 'sad')).toEqual([]);
    expect(said('sleepy/1.wav', 'emovdb', 'sleepiness')).toEqual([]);
  });
});

describe('stray-clips', () => {
  const folder = (name: string, n: number, speaker: string, emotion = 'sad') => clips(n, (i) => ({ path: `${name}/${speaker}-${i}.wav`, speaker, emotion }));

  it('are clips of another speaker than nearly all of their folder', () => {
    expect(findings('stray-clips', [...folder('Actor_12', 18, '12'), ...folder('Actor_12', 2, '13'), ...folder('Actor_13', 20, '13')])).toMatchObject([
      { severity: 'warning', paths: ['Actor_12/13-0.wav', 'Actor_12/13-1.wav'], message: '2 clips of speaker 13 among 18 of speaker 12 in the folder "Actor_12".' },
    ]);
  });

  it('are clips of another emotion, as of a manifest', () => {
    expect(findings('stray-clips', [...folder('x', 12, '1'), ...folder('x', 1, '1', 'calm')])).toMatchObject([{ message: '1 clip of emotion calm among 12 of emotion sad in the folder "x".' }]);
  });

  it('are found in the opened folder itself', () => {
    expect(findings('stray-clips', [...clips(20, () => ({ speaker: '1' })), clip({ path: 'x.wav', speaker: '2' })])).toMatchObject([{ paths: ['x.wav'], message: '1 clip of speaker 2 among 20 of speaker 1 in the folder itself.' }]);
  });

  it('are none in mixed and in small folders', () => {
    expect(findings('stray-clips', [...folder('a', 17, '1'), ...folder('a', 3, '2'), ...folder('b', 8, '1'), ...folder('b', 1, '2')])).toEqual([]);
  });
});

describe('mislabels', () => {
  /** Twenty clips of each of two classes, plainly told, but for the one at `wrong`. */
  function estimates(wrong: number | undefined): NonNullable<AuditMaterial['estimates']> {
    const labels = Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const probabilities = Float64Array.from({ length: 80 }, (_, at) => ((labels[at >> 1] === at % 2) !== (at >> 1 === wrong) ? 0.9 : 0.1));
    return { classes: ['angry', 'calm'], paths: Array.from(labels, (_, i) => `${i}.wav`), labels, probabilities };
  }

  it('names the label that the models contradict', () => {
    expect(findings('mislabels', [], { estimates: estimates(7) })).toMatchObject([
      { severity: 'note', paths: ['7.wav'], message: 'Labelled angry (estimated at 0.10), but nearer to calm (0.90) by a model of the other speakers: worth listening to.', details: { label: 'angry', suggested: 'calm', rank: 1, nCandidates: 1 } },
    ]);
    expect(findings('mislabels', [], { estimates: estimates(undefined) })).toEqual([]);
  });

  it('names at most a twentieth of the clips, the surest first', () => {
    const random = [0.12, 0.05, 0.3];
    const n = 400;
    const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
    const probabilities = Float64Array.from({ length: 2 * n }, (_, at) => {
      const row = at >> 1;
      const own = row % 4 === 0 ? random[row % 3]! : 0.9;
      return labels[row] === at % 2 ? own : 1 - own;
    });
    const found = findings('mislabels', [], { estimates: { classes: ['a', 'b'], paths: Array.from(labels, (_, i) => `${i}.wav`), labels, probabilities } });
    expect(found).toHaveLength(20);
    expect(found.map(({ details }) => details['labelProbability'])).toEqual(Array(20).fill(0.05));
    // Of the hundred, those whose other class reaches its threshold of 0.9.
    expect(found[0]!.details['nCandidates']).toBe(33);
  });

  it('says why it could not look, and nothing when it was not asked', () => {
    expect(findings('mislabels', [], { estimates: 'There is 1 speaker.' })).toMatchObject([{ severity: 'note', message: 'Wrong labels could not be looked for: There is 1 speaker.' }]);
    expect(findings('mislabels', clips(3))).toEqual([]);
  });
});

describe('class-balance', () => {
  const of = (...counts: number[]) => counts.flatMap((n, k) => clips(n, () => ({ emotion: `e${k}` })));

  it('is a note from twice and a warning from five times on', () => {
    expect(findings('class-balance', of(10, 5))).toMatchObject([{ severity: 'note', message: 'There are 2.0 times as many clips of e0 (10) as of e1 (5); judge by UAR, not by accuracy.', details: { counts: { e0: 10, e1: 5 } } }]);
    expect(findings('class-balance', of(10, 2, 7))).toMatchObject([{ severity: 'warning', details: { ratio: 5 } }]);
    expect(findings('class-balance', of(10, 6, 7))).toEqual([]);
    expect(findings('class-balance', of(10))).toEqual([]);
  });
});

describe('sex-balance', () => {
  const of = (nFemale: number, nMale: number, emotion = 'sad') => [...clips(nFemale, () => ({ sex: 'female', emotion })), ...clips(nMale, () => ({ sex: 'male', emotion }))];

  it('tells of the rarer sex', () => {
    expect(findings('sex-balance', of(3, 7))).toMatchObject([{ severity: 'note', message: 'Only 30 % of the clips (3 of 10) are of female speakers.' }]);
    expect(findings('sex-balance', of(9, 1))).toMatchObject([{ severity: 'warning', message: 'Only 10 % of the clips (1 of 10) are of male speakers.' }]);
    expect(findings('sex-balance', of(0, 5))).toMatchObject([{ severity: 'note', message: "All 5 clips whose speaker's sex is known are of male speakers." }]);
    expect(findings('sex-balance', of(5, 5))).toEqual([]);
    expect(findings('sex-balance', clips(5))).toEqual([]);
  });

  it('tells of an emotion that only one sex has', () => {
    expect(findings('sex-balance', [...of(5, 8), ...of(4, 0, 'calm')])).toMatchObject([{ severity: 'warning', message: 'All 4 clips of calm are of female speakers, though the corpus has others; a model can learn the one for the other.' }]);
  });
});

describe('speaker-emotions', () => {
  const of = (speaker: string, ...emotions: string[]) => emotions.flatMap((emotion) => clips(2, () => ({ speaker, emotion })));

  it('names what a speaker lacks', () => {
    expect(findings('speaker-emotions', [...of('1', 'a', 'b'), ...of('2', 'a', 'b'), ...of('3', 'a')])).toMatchObject([{ severity: 'warning', message: 'Speaker 3 (2 clips) has none of b.', details: { missing: ['b'] } }]);
    expect(findings('speaker-emotions', [...of('1', 'a', 'b'), ...of('2', 'a', 'b')])).toEqual([]);
    expect(findings('speaker-emotions', of('1', 'a'))).toEqual([]);
  });

  it('is an error when an emotion has one speaker', () => {
    expect(findings('speaker-emotions', [...of('1', 'a', 'b'), ...of('2', 'a')])).toMatchObject([
      { severity: 'error', message: 'Only speaker 1 has clips of b (2): a split by speaker has it on one side alone.' },
      { severity: 'warning' },
    ]);
  });

  it('is one finding when many speakers lack something', () => {
    const many = ['1', '2', '3', '4'].flatMap((speaker) => of(speaker, 'a', speaker === '1' ? 'b' : 'c'));
    expect(findings('speaker-emotions', [...many, ...of('5', 'a', 'b', 'c')])).toMatchObject([
      { severity: 'warning', message: '4 of 5 speakers lack some of the 3 emotions; folds by speaker differ in what they test.', details: { speakersWithout: { b: 3, c: 1 } } },
    ]);
  });
});
