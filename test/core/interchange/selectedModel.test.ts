import { describe, expect, it } from 'vitest';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { formatModelCard } from '../../../src/core/interchange/modelCard.ts';
import { encodeModelFile, parseModelFile } from '../../../src/core/interchange/modelFile.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import type { EmotionModel, ModelDescription } from '../../../src/core/model/emotionModel.ts';
import { tableOf } from '../evaluation/tableOf.ts';
import { runFit } from '../learn/syntheticSet.ts';

const table = tableOf({ speakers: ['1', '2'], emotions: ['angry', 'calm', 'sad'], takes: 5, nColumns: 8 });

function train(id: string): EmotionModel {
  const classifier = classifierById(id);
  const { classes, y } = classesOf(table);
  const params = { ...classifier.defaults, ...(id === 'rf' && { nTrees: 5 }) };
  const pipeline = runFit(fitPipeline(classifier, { X: table.X, y, nClasses: classes.length }, params, 1, undefined, { select: 3, balance: 'smote' })).model;
  const trainedOn = { corpus: 'toy', nClips: table.files.length, speakers: ['1', '2'], synthetic: true };
  return { description: { classifier: id, params, seed: 1, recipe: { featureSet: 'conventional', version: 1, rate: 22050 }, select: 3, balance: 'smote', columns: table.columns, classes, trainedOn }, pipeline };
}

describe.each(['svm', 'rf', 'ensemble'])('a model file of %s that learnt from some columns', (id) => {
  const model = train(id);

  it('holds which, and judges whole rows as before', () => {
    const read = parseModelFile(encodeModelFile(model));
    expect(read.description).toEqual(model.description);
    expect(read.pipeline.columns).toEqual(model.pipeline.columns);
    expect(predictPipeline(classifierById(id), read.pipeline, table.X)).toEqual(predictPipeline(classifierById(id), model.pipeline, table.X));
  });

  it('is refused when choice, description and model do not fit', () => {
    const { columns } = model.pipeline;
    if (!columns) throw new Error('The model has columns.');
    const refusal = (pipeline: unknown, description: Partial<ModelDescription> = {}): (() => unknown) => () => parseModelFile(encodeModelFile({ description: { ...model.description, ...description }, pipeline: pipeline as EmotionModel['pipeline'] }));
    const withColumns = (chosen: readonly number[], nColumns = 8): object => ({ ...model.pipeline, columns: { kind: 'columns', nColumns, chosen: Int32Array.from(chosen) } });
    expect(refusal({ ...model.pipeline, columns: undefined })).toThrow(/columns model: expected an object/);
    expect(refusal(withColumns([0, 5, 9]))).toThrow(/chosen\[2\] is 9/);
    expect(refusal(withColumns([0, 5, 9], 10))).toThrow(/describes 3 of 8 columns but holds a choice of 3 of 10/);
    expect(refusal(withColumns([0, 5]))).toThrow(/holds a choice of 2 of 8/);
    expect(refusal(withColumns([0, 5]), { select: 2 })).toThrow(/describes 2 columns but holds a model of 3/);
    expect(refusal(model.pipeline, { select: -3 })).toThrow(/how many columns it selected is damaged/);
    expect(refusal(model.pipeline, { balance: 'both' as 'smote' })).toThrow(/how its classes were balanced is not known/);
    // A choice that the description does not tell of is not used, so the model does not fit the rows.
    const { select, ...whole } = model.description;
    expect(select).toBe(3);
    expect(() => parseModelFile(encodeModelFile({ description: whole, pipeline: model.pipeline }))).toThrow(/describes 8 columns but holds a model of 3/);
  });

  it('says so in its card', () => {
    const card = formatModelCard(model.description);
    expect(card).toContain('- Preparation: Learnt from 3 columns, those of the largest ANOVA F on the training side alone.');
    expect(card).toContain('- Preparation: Classes were balanced by SMOTE');
  });
});
