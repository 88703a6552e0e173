import { basename, resolve } from 'node:path';
import { degradationKinds, parseDegradations, type Degradation } from '../../core/audio/degrade/degradation.ts';
import { formatRobustness, formatRobustnessMarkdown, type RobustnessReport } from '../../core/evaluation/studies/robustness.ts';
import { createRecipe, type Recipe } from '../../core/features/recipe.ts';
import { degradedFeatures } from '../../node/degradedFeatures.ts';
import { labelledClips } from '../../node/extractFeatures.ts';
import { measureRobustness } from '../../node/measureRobustness.ts';
import { extractFolder, labelledTable, openFolder } from '../folder.ts';
import { closeIncomplete, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface RobustnessOptions extends SessionOptions {
  readonly model: readonly string[];
  readonly degrade?: readonly Degradation[];
  readonly augment?: readonly Degradation[];
  readonly cv: string;
  readonly set: string;
  readonly rate: Recipe['rate'];
  readonly normalize?: 'speaker';
  readonly seed: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const allDegradations = (): Degradation[] => parseDegradations(degradationKinds.map(({ id }) => id).join());

/** Shows how a learner does on held-out voices when their recordings get worse, and what it brings to learn from worse ones. */
export async function robustness(dir: string, options: RobustnessOptions): Promise<void> {
  const { model: models, degrade = allDegradations(), augment = [], cv, seed, normalize } = options;
  const { reports, coverage } = await withLab(options, async (lab, task) => {
    const recipe = createRecipe(options.set, options.rate);
    const folder = await openFolder(dir, task);
    const { extracted, coverage } = await extractFolder(lab, folder, recipe, task);
    const table = labelledTable({ extracted }, recipe);
    const clips = labelledClips(extracted);
    const copies = {
      tested: await degradedFeatures(lab, clips, recipe, degrade, seed, task),
      // Another seed: noise that a model has learnt from must not be the noise that it is tested with.
      augment: await degradedFeatures(lab, clips, recipe, augment, seed + 1, task),
    };
    const { corpus, synthetic } = folder.scan;
    const data = { name: basename(resolve(dir)), root: dir, featureSet: recipe.featureSet, recipe, corpus, synthetic };
    const reports: RobustnessReport[] = [];
    for (const model of models) {
      const report = await measureRobustness(lab, table, copies, { model, cv, seed, ...(normalize && { normalize }), data }, task);
      lab.store.saveStudy({ kind: 'robustness', data, record: report });
      reports.push(report);
    }
    return { reports, coverage };
  });
  if (options.json) printJson(reports);
  else print(options.markdown ? formatRobustnessMarkdown(reports) : formatRobustness(reports));
  closeIncomplete(coverage);
}
