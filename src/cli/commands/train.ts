import { modelName } from '../../node/classifyClips.ts';
import { trainModel } from '../../node/trainModel.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { print, withLab, type SessionOptions } from '../session.ts';
import { writeWhole } from './extract.ts';

interface TrainOptions extends SessionOptions, SourceOptions {
  readonly model: string;
  readonly out: string;
  readonly seed: number;
}

export async function train(source: string, options: TrainOptions): Promise<void> {
  const file = await withLab(options, async (lab, task) => {
    const { table, recipe, data } = await readFeatureSource(lab, source, options, task);
    return trainModel(lab, table, { model: options.model, seed: options.seed, recipe, data: { corpus: data.name, synthetic: data.synthetic } }, task);
  });
  await writeWhole(options.out, file.bytes);
  const { trainedOn, classes } = file.description;
  print(`Wrote ${modelName(file)} to ${options.out}: ${trainedOn.nClips} clips, ${trainedOn.speakers.length} speakers, ${classes.join(', ')}.${trainedOn.synthetic ? ' Trained on synthetic speech.' : ''}`);
}
