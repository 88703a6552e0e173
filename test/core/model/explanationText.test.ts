import { describe, expect, it } from 'vitest';
import { explanationWords, type Explanation } from '../../../src/core/learn/explain/explanation.ts';
import { formatExplanation } from '../../../src/core/model/explanationText.ts';
import { readExplanation } from '../../../src/core/model/namedExplanation.ts';
import type { ModelDescription } from '../../../src/core/model/emotionModel.ts';

const columns = ['mfcc_0_mean', 'rms_mean', 'odd', ...Array.from({ length: 9 }, (_, i) => `c${i}`)];
const description: Pick<ModelDescription, 'classes' | 'columns' | 'recipe' | 'params' | 'trainedOn'> = {
  classes: ['angry', 'calm', 'sad'], columns, params: {}, recipe: { featureSet: 'conventional', version: 1, rate: 22_050 },
  trainedOn: { corpus: 'toy', nClips: 9, speakers: [], synthetic: false, statistics: { means: columns.map(() => -10), deviations: columns.map(() => 4) } },
};
const explanation: Explanation = {
  method: 'shap', of: 'log-odds', answer: 2, next: 0, probability: 0.616, nextProbability: 0.3, base: -0.25, score: 0.7195,
  contributions: Float64Array.of(0.5, -0.75, 0, ...Array.from({ length: 9 }, () => 0.135)),
};
const values = columns.map((_, j) => -20.12345 + j);

describe('an explanation', () => {
  it('names classes, columns with their units and training range, the largest part first, and leaves out those without', () => {
    const found = readExplanation(description, values, explanation);
    expect(found).toMatchObject({ answer: 'sad', next: 'angry', probabilities: 'estimated', probability: 0.616, base: -0.25 });
    expect(found.features).toHaveLength(11);
    expect(found.features.slice(0, 3)).toEqual([
      { column: 'rms_mean', unit: '1', value: -19.12345, contribution: -0.75, training: { mean: -10, deviation: 4 } },
      { column: 'mfcc_0_mean', unit: 'dB', value: -20.12345, contribution: 0.5, training: { mean: -10, deviation: 4 } },
      { column: 'c0', unit: '', value: -17.12345, contribution: 0.135, training: { mean: -10, deviation: 4 } },
    ]);
    const bare = readExplanation({ ...description, trainedOn: { ...description.trainedOn, statistics: undefined } as never, params: { probability: false } }, values, explanation);
    expect(bare.probabilities).toBe('scores');
    expect(bare.features[0]).not.toHaveProperty('training');
  });

  it('as text has the ten largest parts and the sum of the rest', () => {
    const text = formatExplanation(readExplanation(description, values, explanation));
    expect(text).toMatch(/^sad \(62 %\), then angry \(30 %\)\n {2}log-odds of sad against angry: \+0\.720; of the mean over the training clips −0\.250\n/);
    expect(text).toMatch(/\n {4}rms_mean {5}against sad {2}−0\.750 {2}−19\.12 {5}training −10 ± 4 \(−2\.3 sd\)\n {4}mfcc_0_mean {2}for sad {6}\+0\.500 {2}−20\.12 dB {2}training /);
    expect(text).toMatch(/\n {4}… and 1 other column, together \+0\.135 \(--json has all\)$/);
    const occluded = readExplanation({ ...description, params: { probability: false } }, values, { ...explanation, method: 'occlusion', of: 'probability', score: 0.4, base: 0.1 });
    expect(formatExplanation(occluded)).toMatch(/share of votes of sad: 0\.400; of a clip at the training mean 0\.100[^]*1 other column, each with less/);
    expect(formatExplanation({ ...occluded, features: [] })).toMatch(/no column by itself changes it$/);
  });

  it('says of each method whether its figures add up', () => {
    expect(explanationWords({ method: 'shap', of: 'log-odds' })).toMatch(/^Exact SHAP .* add up/);
    expect(explanationWords({ method: 'linear', of: 'log-odds' })).toMatch(/^Exact terms .* add up/);
    expect(explanationWords({ method: 'occlusion', of: 'probability' })).toMatch(/no exact contributions; these do not add up/);
  });
});
