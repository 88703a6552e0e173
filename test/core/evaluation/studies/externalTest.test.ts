import { describe, expect, it } from 'vitest';
import { externalPredictions, matchLabels, scoreExternal } from '../../../../src/core/evaluation/studies/externalTest.ts';
import { adaptRows, columnStatistics } from '../../../../src/core/learn/preparation/columnStatistics.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';

describe('matchLabels', () => {
  it('takes the same word, else a word for the same emotion, and names what has none', () => {
    expect(matchLabels(['angry', 'calm', 'happy', 'sad'], ['anger', 'sadness', 'happy', 'boredom', 'mumbling'])).toEqual({
      classes: ['angry', 'happy', 'sad'],
      labelMap: { anger: 'angry', happy: 'happy', sadness: 'sad' },
      unmatched: ['boredom', 'mumbling'],
    });
  });

  it('refuses fewer than two shared emotions, with both sides', () => {
    expect(() => matchLabels(['calm', 'sad'], ['sadness', 'boredom'])).toThrow(/answers calm, sad and the corpus has boredom, sadness: they share only "sad"/);
    expect(() => matchLabels(['calm', 'sad'], ['constructor', '__proto__'])).toThrow(expect.objectContaining({ code: 'too-few-classes' }));
  });
});

describe('scoreExternal', () => {
  const match = matchLabels(['angry', 'calm', 'sad'], ['anger', 'sadness', 'boredom']);

  it('counts the clips of shared emotions, and answers among these alone', () => {
    const figures = scoreExternal(
      {
        files: ['1', '2', '3', '4', '5'],
        speakers: ['a', 'a', 'b', 'b', 'b'],
        emotions: ['anger', 'anger', 'boredom', 'sadness', 'sadness'],
        modelClasses: ['angry', 'calm', 'sad'],
        //                             right          wrong         not counted   right, though calm was likelier   wrong
        probabilities: Float64Array.of(0.7, 0.2, 0.1, 0.1, 0.1, 0.8, 1, 0, 0, 0.1, 0.6, 0.3, 0.5, 0.3, 0.2),
      },
      match,
      0,
    );
    expect(figures).toMatchObject({ nClips: 4, accuracy: 0.5, uar: 0.5, macroF1: 0.5, outsideShare: 0.25, confusionMatrix: [[1, 1], [1, 1]] });
    expect(figures.perClass['sad']).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
  });
});

describe('externalPredictions', () => {
  it('answers each counted clip among the shared emotions, with their probabilities among themselves', () => {
    const match = matchLabels(['angry', 'calm', 'sad'], ['anger', 'sadness', 'boredom']);
    const answers = { files: ['1', '2', '3'], speakers: ['a', 'b', ''], emotions: ['sadness', 'boredom', 'anger'], modelClasses: ['angry', 'calm', 'sad'], probabilities: Float64Array.of(0.1, 0.6, 0.3, 1, 0, 0, 0, 1, 0) };
    expect(externalPredictions(answers, match)).toEqual([
      { file: '1', speaker: 'a', trueClass: 1, predictedClass: 1, probabilities: [0.25, 0.75] },
      // Neither of the two had any: the first is taken, at even odds.
      { file: '3', speaker: '', trueClass: 0, predictedClass: 0, probabilities: [0.5, 0.5] },
    ]);
  });
});

describe('scoreExternal with a threshold', () => {
  const match = matchLabels(['angry', 'calm', 'sad'], ['anger', 'sadness']);
  const scored = (threshold?: number) =>
    scoreExternal(
      {
        files: ['1', '2', '3', '4'],
        speakers: ['a', 'a', 'b', 'b'],
        emotions: ['anger', 'anger', 'sadness', 'sadness'],
        modelClasses: ['angry', 'calm', 'sad'],
        //                             right          wrong          wrong: calm    wrong
        probabilities: Float64Array.of(0.7, 0.2, 0.1, 0.2, 0.2, 0.6, 0.1, 0.6, 0.3, 0.5, 0.2, 0.3),
        ...(threshold !== undefined && { threshold }),
      },
      match,
      0,
    );

  it('tells what is answered, and how much of it right, with all classes to choose from; the other figures stay', () => {
    expect(scored(0.6).answered).toEqual({ precision: 1 / 3, coverage: 0.75 });
    expect(scored(0.7).answered).toEqual({ precision: 1, coverage: 0.25 });
    expect(scored(0.9).answered).toEqual({ precision: null, coverage: 0 });
    expect(scored(0.7)).toEqual({ ...scored(), answered: scored(0.7).answered });
    expect(scored()).not.toHaveProperty('answered');
  });
});

describe('adaptRows', () => {
  const random = createRandom(5);
  const of = (nRows: number, shift: (row: number) => number) => ({ data: Float32Array.from({ length: nRows * 3 }, (_, i) => random.normal() * (1 + (i % 3)) + shift(Math.floor(i / 3))), nRows, nColumns: 3 });
  const home = columnStatistics(of(500, () => 0));

  it('gives a corpus, or each of its speakers, the place and the spread of the training data', () => {
    const speakers = Array.from({ length: 60 }, (_, row) => (row % 2 ? 'low' : 'high'));
    const X = of(60, (row) => (row % 2 ? -50 : 50));
    const byCorpus = columnStatistics(adaptRows(X, speakers, home, 'corpus'));
    byCorpus.means.forEach((mean, j) => expect(mean).toBeCloseTo(home.means[j]!, 4));
    byCorpus.deviations.forEach((deviation, j) => expect(deviation).toBeCloseTo(home.deviations[j]!, 4));
    const bySpeaker = adaptRows(X, speakers, home, 'speaker');
    const ofLow = columnStatistics({ data: bySpeaker.data.filter((_, i) => Math.floor(i / 3) % 2 === 1), nRows: 30, nColumns: 3 });
    ofLow.means.forEach((mean, j) => expect(mean).toBeCloseTo(home.means[j]!, 4));
    ofLow.deviations.forEach((deviation, j) => expect(deviation).toBeCloseTo(home.deviations[j]!, 4));
  });

  it('is refused for a speaker with too few clips', () => {
    expect(() => adaptRows(of(60, () => 0), Array.from({ length: 60 }, (_, row) => (row < 3 ? 'rare' : 'often')), home, 'speaker')).toThrow(/Speaker rare has 3 clips/);
  });
});
