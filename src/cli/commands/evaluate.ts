import { formatReport } from '../../core/evaluation/report.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { readLearningOptions, type LearningOptions } from '../learningOptions.ts';
import { closeIncomplete, note, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { DEFAULT_STORE } from '../storedRuns.ts';
import { madeWith } from '../version.ts';

interface EvaluateOptions extends SessionOptions, SourceOptions, LearningOptions {
  readonly seed: number;
  readonly cv: string;
  readonly normalize?: 'speaker';
  readonly json?: boolean;
}

export async function evaluate(source: string, options: EvaluateOptions): Promise<void> {
  const { id, run, coverage } = await withLab(options, async (lab, task) => {
    const { table, data, copies, coverage } = await readFeatureSource(lab, source, options, task);
    const { id, run } = await evaluateModel(lab, table, { ...readLearningOptions(options), copies, cv: options.cv, ...(options.normalize && { normalize: options.normalize }), data, madeWith }, task);
    return { id, run, coverage };
  });
  // The single predictions stay in the store.
  const stored = `run ${id} in ${options.store}: ser report ${id} --out report.html${options.store === DEFAULT_STORE ? '' : ` --store ${options.store}`}`;
  if (options.json) {
    printJson({ ...run, predictions: undefined });
    note(stored);
  } else print(`${formatReport(run)}\n\n${stored}`);
  closeIncomplete(coverage);
}
