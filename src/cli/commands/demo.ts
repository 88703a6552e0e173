import { join, resolve } from 'node:path';
import { classifiers } from '../../core/learn/classifiers.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import { DEFAULT_PROTOCOL } from '../../core/evaluation/protocol.ts';
import { formatReport } from '../../core/evaluation/report.ts';
import { SerError } from '../../core/errors.ts';
import { classifyClips, modelName } from '../../node/classifyClips.ts';
import { evaluateModel } from '../../node/evaluateModel.ts';
import { extractFeatures, toFeatureTable } from '../../node/extractFeatures.ts';
import { makeSampleCorpus } from '../../node/makeSampleCorpus.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import { trainModel } from '../../node/trainModel.ts';
import { noteProblems, print, withLab, type SessionOptions } from '../session.ts';
import { describe } from './scan.ts';

const SAMPLE_DIR = 'sample-corpus';
const SEED = 0;

/** The whole path once: corpus, features, three learners by speaker, and the emotion of one clip. */
export async function demo(dir: string | undefined, options: SessionOptions): Promise<void> {
  const started = Date.now();
  await withLab(options, async (lab, task) => {
    const root = resolve(dir ?? SAMPLE_DIR);
    if (dir === undefined) {
      const nClips = await makeSampleCorpus(lab, root, task);
      print(`Sample corpus: ${nClips} synthetic clips under ${SAMPLE_DIR}.`);
    }
    const scan = await scanCorpus(root, task);
    print(describe(scan));
    noteProblems(scan.problems);
    if (scan.clips.length === 0) throw new SerError('no-audio', `There are no readable audio files under ${dir ?? SAMPLE_DIR}.`);

    const recipe = createRecipe();
    const { extracted, problems, nComputed } = await extractFeatures(lab, scan.clips, recipe, task);
    noteProblems(problems);
    const table = toFeatureTable(extracted, recipe);
    print(`\n${table.columns.length} features of ${extracted.length} clips (${nComputed} computed, ${extracted.length - nComputed} from the store).`);

    const cv = protocolFor(table.speakers);
    const data = { name: scan.name, root, corpus: scan.corpus, synthetic: scan.synthetic, featureSet: recipe.featureSet };
    for (const { id, name } of classifiers) {
      const { run } = await evaluateModel(lab, table, { model: id, cv, seed: SEED, data }, task);
      print(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}\n${formatReport(run)}`);
    }

    const model = await trainModel(lab, table, { model: 'svm', seed: SEED, recipe, data: { corpus: scan.name, synthetic: scan.synthetic } }, task);
    const clip = table.files[0] ?? '';
    const { predictions } = await classifyClips(lab, model, [clip], task);
    const [prediction] = predictions;
    if (prediction) {
      const sure = Math.round((prediction.probabilities[prediction.emotion] ?? 0) * 100);
      print(`\nClassified ${join(scan.name, clip.slice(root.length))} with ${modelName(model)}: ${prediction.emotion} (${sure} %); its label is ${table.emotions[0]}. The model has heard this clip in training.`);
    }
  });
  print(`\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** Six groups of speakers, or one speaker out where there are fewer than six. */
function protocolFor(speakers: readonly string[]): string {
  const nSpeakers = new Set(speakers).size;
  if (nSpeakers >= 6) return DEFAULT_PROTOCOL;
  print(`\nThere are ${nSpeakers} speakers, fewer than the six groups of ${DEFAULT_PROTOCOL}: one speaker is held out at a time.`);
  return 'speaker';
}
