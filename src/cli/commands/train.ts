import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { EvaluatedData, EvaluationRun } from '../../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { formatModelCard, type TrainingDataFacts } from '../../core/interchange/modelCard.ts';
import type { ModelDescription } from '../../core/model/emotionModel.ts';
import { modelName } from '../../node/classifyClips.ts';
import { trainModel } from '../../node/trainModel.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { print, withLab, type SessionOptions } from '../session.ts';
import { writeWhole } from '../writeWhole.ts';

interface TrainOptions extends SessionOptions, SourceOptions {
  readonly model: string;
  readonly out: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
}

export async function train(source: string, options: TrainOptions): Promise<void> {
  const { file, run } = await withLab(options, async (lab, task) => {
    const { table, recipe, data } = await readFeatureSource(lab, source, options, task);
    const facts: TrainingDataFacts = { convention: data.corpus, fingerprint: fingerprint(table) };
    const file = await trainModel(lab, table, { model: options.model, seed: options.seed, recipe, ...(options.normalize && { normalize: options.normalize }), data: { corpus: data.name, synthetic: data.synthetic, ...facts } }, task);
    return { file, run: lab.store.runs().find((stored) => isOf(stored.run, file.description, data))?.run };
  });
  await writeWhole(options.out, file.bytes);
  await writeWhole(`${options.out}.md`, formatModelCard(file.description, run));
  const { trainedOn, classes } = file.description;
  print(`Wrote ${modelName(file)} to ${options.out}: ${trainedOn.nClips} clips, ${trainedOn.speakers.length} speakers, ${classes.join(', ')}.${trainedOn.synthetic ? ' Trained on synthetic speech.' : ''} Its model card is ${options.out}.md.`);
}

/** SHA-256 of what a learner sees of a table, and of whose clips it is; the places of its files do not count. */
function fingerprint({ columns, emotions, speakers, X }: FeatureTable): string {
  const hash = createHash('sha256').update(JSON.stringify([columns, emotions, speakers]));
  return hash.update(new Uint8Array(X.data.buffer, X.data.byteOffset, X.data.byteLength)).digest('hex');
}

/** Whether a stored cross-validation is of the same learner, parameters and data; probabilities change no SVM. */
function isOf(run: EvaluationRun, { classifier, params, normalize, trainedOn, classes }: ModelDescription, data: EvaluatedData): boolean {
  const sameData = resolve(run.data.root) === resolve(data.root) && run.data.featureSet === data.featureSet && run.nClips === trainedOn.nClips && run.classes.join() === classes.join();
  return sameData && run.model === classifier && run.normalize === normalize && Object.keys({ ...run.params, ...params }).every((name) => name === 'probability' || run.params[name] === params[name]);
}
