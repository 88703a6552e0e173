import { formatReport } from '../../core/evaluation/report.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { print, printJson, withLab, type SessionOptions } from '../session.ts';

interface EvaluateOptions extends SessionOptions, SourceOptions {
  readonly model: string;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly json?: boolean;
}

export async function evaluate(source: string, options: EvaluateOptions): Promise<void> {
  const run = await withLab(options, async (lab, task) => {
    const { table, data } = await readFeatureSource(lab, source, options, task);
    return (await evaluateModel(lab, table, { model: options.model, cv: options.cv, seed: options.seed, ...(options.normalize && { normalize: options.normalize }), data }, task)).run;
  });
  // The single predictions stay in the store.
  if (options.json) printJson({ ...run, predictions: undefined });
  else print(formatReport(run));
}
