import { relative, resolve } from 'node:path';
import { formatChange } from '../../core/evaluation/comparison/changeText.ts';
import { runChange } from '../../core/evaluation/comparison/runChange.ts';
import { extrasOf } from '../../core/report/reportedRun.ts';
import type { StoredRun } from '../../protocol/resultsView.ts';
import { isCsvPath } from '../csvText.ts';
import { print, printJson } from '../session.ts';
import { describeRun, findRuns, withStore, type RunName } from '../storedRuns.ts';

interface CompareOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Shows what changes from one stored run to another. */
export function compare(firstName: RunName, secondName: RunName, { store, json }: CompareOptions): void {
  const [first, second] = withStore(store, (opened) => findRuns(opened, [firstName, secondName], store)) as [StoredRun, StoredRun];
  const { data, seed } = first.run;
  const change = runChange(first.run, second.run, { seed });
  const nameOf = (file: string): string => {
    const within = relative(resolve(data.root), resolve(file));
    // A run may have been made in another folder.
    return isCsvPath(data.root) || within.startsWith('..') ? file : within;
  };
  if (json) printJson({ runs: [describeRun(first), describeRun(second)], seed, ...change });
  else print(formatChange(first, second, change, [labelOf(first), labelOf(second)], nameOf));
}

const labelOf = ({ run }: StoredRun): string =>
  [[run.model, ...extrasOf(run)].join(', '), run.data.name, `${run.data.featureSet}${run.normalize ? ', normalised by speaker' : ''}`, run.cv, `seed ${run.seed}`].join(' · ');
