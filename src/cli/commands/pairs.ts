import { relative, resolve } from 'node:path';
import { formatPairs } from '../../core/evaluation/pairs/pairText.ts';
import { measurePairs } from '../../node/measurePairs.ts';
import { isCsvPath } from '../csvText.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { readLearningOptions, type LearningOptions } from '../learningOptions.ts';
import { closeIncomplete, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface PairsOptions extends SessionOptions, SourceOptions, Pick<LearningOptions, 'model' | 'param'> {
  readonly seed: number;
  readonly cv: string;
  readonly pair?: readonly [string, string];
  readonly worst: number;
  readonly normalize?: 'speaker';
  readonly json?: boolean;
}

/** Shows which emotions a learner confuses on new voices, what separates them, and whether an expert for the two helps. */
export async function pairs(source: string, options: PairsOptions): Promise<void> {
  const { cv, pair, worst, normalize } = options;
  const { study, coverage } = await withLab(options, async (lab, task) => {
    const { table, data, coverage } = await readFeatureSource(lab, source, options, task);
    const { model, seed, params = {} } = readLearningOptions(options);
    const study = await measurePairs(lab, table, { model, seed, params, cv, data, nWorst: worst, ...(pair && { pair }), ...(normalize && { normalize }) }, task);
    lab.store.saveStudy({ kind: 'pairs', data, record: study });
    return { study, coverage };
  });
  if (options.json) printJson(study);
  else print(formatPairs(study, (file) => (isCsvPath(source) ? file : relative(resolve(source), resolve(file)))));
  closeIncomplete(coverage);
}
