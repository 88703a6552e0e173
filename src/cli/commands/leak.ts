import { formatLeaks, formatLeaksMarkdown } from '../../core/evaluation/studies/leakTable.ts';
import type { LeakReport } from '../../core/evaluation/studies/leakMeter.ts';
import { measureLeaks, type CorpusFeatures } from '../../node/measureLeaks.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { closeIncomplete, print, printJson, withLab, type Coverage, type SessionOptions } from '../session.ts';

interface LeakOptions extends SessionOptions, SourceOptions {
  readonly model: readonly string[];
  readonly external?: readonly string[];
  readonly normalize?: 'speaker';
  readonly seed: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Shows how much of a score is owed to voices, sentences and a corpus that the test side shares with the training side. */
export async function leak(source: string, options: LeakOptions): Promise<void> {
  const { model: models, external = [], normalize, seed } = options;
  const { reports, home, coverage } = await withLab(options, async (lab, task) => {
    const coverages: Coverage[] = [];
    const open = async (path: string): Promise<CorpusFeatures> => {
      const { table, data, coverage } = await readFeatureSource(lab, path, options, task);
      coverages.push(coverage);
      return { name: data.name, table, data };
    };
    const home = await open(source);
    const others: CorpusFeatures[] = [];
    for (const path of external) others.push(await open(path));
    const reports: LeakReport[] = [];
    for (const model of models) {
      const report = await measureLeaks(lab, home, others, { model, seed, ...(normalize && { normalize }) }, task);
      lab.store.saveStudy({ kind: 'leak', data: home.data, record: { ...report, seed, ...(normalize && { normalize }) } });
      reports.push(report);
    }
    const total = (of: keyof Coverage): number => coverages.reduce((sum, coverage) => sum + coverage[of], 0);
    return { reports, home, coverage: { nFiles: total('nFiles'), nSkipped: total('nSkipped') } };
  });
  if (options.json) printJson({ data: home.data, seed, ...(normalize && { normalize }), reports });
  else print(options.markdown ? formatLeaksMarkdown(reports, home.data) : formatLeaks(reports, home.data));
  closeIncomplete(coverage);
}
