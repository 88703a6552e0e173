import { resolve } from 'node:path';
import { learnerById } from '../../core/learn/learners.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import { DEFAULT_PROTOCOL } from '../../core/evaluation/protocols/protocol.ts';
import { formatReport } from '../../core/evaluation/report.ts';
import { modelName } from '../../core/model/modelName.ts';
import { classifyClips } from '../../node/classifyClips.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { makeSampleCorpus } from '../../node/makeSampleCorpus.ts';
import { trainModel } from '../../node/trainModel.ts';
import { checkOutFolder } from '../checkOut.ts';
import { count } from '../count.ts';
import { estimateText } from '../estimateText.ts';
import { extractFolder, labelledTable, openFolder } from '../folder.ts';
import { closeIncomplete, print, withLab, type SessionOptions } from '../session.ts';
import { madeWith } from '../version.ts';
import { describe } from './scan.ts';

const SAMPLE_DIR = 'sample-corpus';
const SEED = 0;
const LEARNERS = ['svm', 'rf', 'xgboost'];

/** The whole path once: corpus, features, three learners by speaker, and the emotion of one clip. */
export async function demo(dir: string | undefined, options: SessionOptions): Promise<void> {
  const started = Date.now();
  if (dir === undefined) await checkOutFolder(SAMPLE_DIR);
  const coverage = await withLab(options, async (lab, task) => {
    const root = resolve(dir ?? SAMPLE_DIR);
    if (dir === undefined) {
      const nClips = await makeSampleCorpus(lab, root, task);
      print(`Sample corpus: ${nClips} synthetic clips under ${SAMPLE_DIR}.`);
    }
    const folder = await openFolder(dir ?? SAMPLE_DIR, task);
    const { scan } = folder;
    print(describe(scan));

    const recipe = createRecipe();
    const { extracted, nComputed, coverage } = await extractFolder(lab, folder, recipe, task);
    const table = labelledTable({ extracted }, recipe);
    print(`\n${table.columns.length} features of ${count(extracted.length, 'clip')} (${nComputed} computed, ${extracted.length - nComputed} from the store).`);

    const cv = protocolFor(table.speakers);
    const data = { name: scan.name, root, corpus: scan.corpus, synthetic: scan.synthetic, featureSet: recipe.featureSet, recipe };
    for (const { id, name } of LEARNERS.map(learnerById)) {
      const { run } = await evaluateModel(lab, table, { model: id, cv, seed: SEED, data, madeWith }, task);
      print(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n${formatReport(run)}`);
    }

    const model = await trainModel(lab, table, { model: 'svm', seed: SEED, recipe, data }, task);
    const clip = table.files[0] ?? '';
    const { predictions } = await classifyClips(lab, model, [clip], task);
    const [prediction] = predictions;
    if (prediction) {
      print(`\nClassified ${folder.nameOf(clip)} with ${modelName(model)}: ${estimateText(prediction)}; its label is ${table.emotions[0]}. The model has heard this clip in training.`);
    }
    return coverage;
  });
  print(`\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  closeIncomplete(coverage);
}

/** Six groups of speakers, or one speaker out where there are fewer than six. */
function protocolFor(speakers: readonly string[]): string {
  const nSpeakers = new Set(speakers).size;
  if (nSpeakers >= 6) return DEFAULT_PROTOCOL;
  print(`\nThere ${nSpeakers === 1 ? 'is' : 'are'} ${count(nSpeakers, 'speaker')}, fewer than the six groups of ${DEFAULT_PROTOCOL}: one speaker is held out at a time.`);
  return 'speaker';
}
