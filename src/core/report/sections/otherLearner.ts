import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import { formatParams } from '../../evaluation/report.ts';
import type { Params } from '../../learn/classifier.ts';
import { learnerParams } from '../../model/learnerParams.ts';
import type { ReportBlock } from '../reportBlocks.ts';

/**
 * What to know of a study whose learner was not quite that of the run: other parameters, no search, no degraded copies.
 *
 * @param params of the study; by default those of the learner
 */
export function otherLearner(run: EvaluationRun, params: Params = learnerParams(run.model, run.data.featureSet)): ReportBlock[] {
  // A record of an earlier version can lack a parameter that the learner has now.
  const names = Object.keys(run.params).filter((name) => name in params && params[name] !== run.params[name]);
  const of = (values: Params): string => formatParams(Object.fromEntries(names.map((name) => [name, values[name]])));
  const differences: string[] = [
    ...(names.length > 0 ? [`with ${of(params)}, where the run has ${of(run.params)}`] : []),
    ...(run.search ? ['without the search of the run'] : []),
    ...(run.augment?.length ? ['without the degraded copies from which the run learns as well'] : []),
  ];
  if (run.balance === 'smote' || run.select !== undefined) differences.push('without what the run did to the training rows');
  return differences.length === 0 ? [] : [{ kind: 'warning', text: `This was measured of the learner ${differences.join('; ')}.` }];
}
