import { describeSearch, formatParams } from '../../core/evaluation/report.ts';
import { formatModelCard } from '../../core/interchange/modelCard.ts';
import type { Params } from '../../core/learn/classifier.ts';
import { describeDecision } from '../../core/model/decisionText.ts';
import type { ModelDescription } from '../../core/model/emotionModel.ts';
import { modelName } from '../../core/model/modelName.ts';
import { trainModel } from '../../node/trainModel.ts';
import { checkOutFile } from '../checkOut.ts';
import { count } from '../count.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { readLearningOptions, type LearningOptions } from '../learningOptions.ts';
import { closeIncomplete, note, print, withLab, type SessionOptions } from '../session.ts';
import { writeWhole } from '../writeWhole.ts';

interface TrainOptions extends SessionOptions, SourceOptions, LearningOptions {
  readonly seed: number;
  readonly out: string;
  readonly title?: string;
  readonly normalize?: 'speaker';
  readonly certain?: number;
}

export async function train(source: string, options: TrainOptions): Promise<void> {
  await checkOutFile(options.out, source);
  const { file, coverage } = await withLab(options, async (lab, task) => {
    const { table, recipe, data, copies, coverage } = await readFeatureSource(lab, source, options, task);
    const file = await trainModel(lab, table, { ...readLearningOptions(options), copies, recipe, ...(options.title !== undefined && { title: options.title }), ...(options.normalize && { normalize: options.normalize }), ...(options.calibrate && { calibrate: { ...(options.certain !== undefined && { precision: options.certain }) } }), data }, task);
    return { file, coverage };
  });
  const { search, decision } = file.description;
  if (search) note(`Chose ${formatParams(chosenOf(file.description))} (${describeSearch(search)}: inner UAR ${search.innerUar.toFixed(3)}, which is too bright, since the choice was made by it; ser evaluate --search tells what to expect).`);
  await writeWhole(options.out, file.bytes);
  await writeWhole(`${options.out}.md`, formatModelCard(file.description, file.run));
  const { trainedOn, classes } = file.description;
  print(`Wrote ${modelName(file)} to ${options.out}: ${count(trainedOn.nClips, 'clip')}, ${trainedOn.speakers.length > 0 ? count(trainedOn.speakers.length, 'speaker') : 'unknown speakers'}, ${classes.join(', ')}${coverage.nSkipped > 0 ? `; ${coverage.nSkipped} of ${coverage.nFiles} files left out` : ''}.${trainedOn.synthetic ? ' Trained on synthetic speech.' : ''} Its model card is ${options.out}.md.`);
  if (decision) print(describeDecision(decision).join('\n'));
  closeIncomplete(coverage);
}

/** The parameters that were searched, with the values that were chosen. */
const chosenOf = ({ params, search }: ModelDescription): Params => Object.fromEntries(Object.entries(params).filter(([name]) => Object.hasOwn(search?.candidates[0] ?? {}, name)));
