import { formatReport } from '../../core/evaluation/report.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { readLearningOptions, type LearningOptions } from '../learningOptions.ts';
import { closeIncomplete, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface EvaluateOptions extends SessionOptions, SourceOptions, LearningOptions {
  readonly seed: number;
  readonly cv: string;
  readonly normalize?: 'speaker';
  readonly json?: boolean;
}

export async function evaluate(source: string, options: EvaluateOptions): Promise<void> {
  const { run, coverage } = await withLab(options, async (lab, task) => {
    const { table, data, copies, coverage } = await readFeatureSource(lab, source, options, task);
    const { run } = await evaluateModel(lab, table, { ...readLearningOptions(options), copies, cv: options.cv, ...(options.normalize && { normalize: options.normalize }), data }, task);
    return { run, coverage };
  });
  // The single predictions stay in the store.
  if (options.json) printJson({ ...run, predictions: undefined });
  else print(formatReport(run));
  closeIncomplete(coverage);
}
