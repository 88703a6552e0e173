import type { CurveUnit } from '../../core/evaluation/studies/learningCurve.ts';
import { formatCurve } from '../../core/evaluation/studies/curveText.ts';
import { measureLearningCurve } from '../../node/measureLearningCurve.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { readLearningOptions, type LearningOptions } from '../learningOptions.ts';
import { closeIncomplete, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface CurveOptions extends SessionOptions, Omit<SourceOptions, 'seed' | 'augment'>, LearningOptions {
  readonly by: CurveUnit;
  readonly cv: string;
  readonly points: number;
  readonly normalize?: 'speaker';
  readonly json?: boolean;
}

/** Shows what more clips, or more speakers, to learn from bring. */
export async function curve(source: string, options: CurveOptions): Promise<void> {
  const { by, cv, points, normalize } = options;
  const { found, data, coverage } = await withLab(options, async (lab, task) => {
    const { table, data, coverage } = await readFeatureSource(lab, source, options, task);
    const found = await measureLearningCurve(lab, table, { ...readLearningOptions(options), by, nPoints: points, cv, ...(normalize && { normalize }), data }, task);
    lab.store.saveStudy({ kind: 'curve', data, record: found });
    return { found, data, coverage };
  });
  if (options.json) printJson({ data, ...found });
  else print(formatCurve(found, data));
  closeIncomplete(coverage);
}
