import type { ShownRun } from '../../protocol/resultsView.ts';
import { words } from './words.ts';

/** The run in a few sentences, for readers who do not see the tables and for those who want the gist. */
export function summaryText({ accuracy, classes, perClass, confusionMatrix, folds }: ShownRun['run']): string {
  const recalls = classes.flatMap((name) => {
    const figures = perClass[name];
    return figures !== undefined && figures.support > 0 ? [{ name, recall: figures.recall }] : [];
  });
  const ranked = recalls.toSorted((a, b) => b.recall - a.recall);
  const [best, worst] = [ranked[0], ranked.at(-1)];

  let confused = { truth: '', taken: '', count: 0, of: 0 };
  confusionMatrix.forEach((row, i) =>
    row.forEach((count, j) => {
      if (i === j || count <= confused.count) return;
      confused = { truth: classes[i] ?? '', taken: classes[j] ?? '', count, of: row.reduce((sum, n) => sum + n, 0) };
    }),
  );
  // A random share leaves most clips in training, so the run's own numbers of clips and speakers may be larger.
  const nHeldOut = confusionMatrix.flat().reduce((sum, count) => sum + count, 0);
  const nSpeakers = new Set(folds.flatMap((fold) => fold.speakers)).size;
  const sentences = [words.summaryAll(nHeldOut, nSpeakers, accuracy)];
  if (best !== undefined && worst !== undefined && best.recall > worst.recall) sentences.push(words.summaryBest(best.name, best.recall), words.summaryWorst(worst.name, worst.recall));
  sentences.push(confused.count > 0 ? words.summaryConfused(confused.truth, confused.taken, confused.count, confused.of) : words.summaryNone);
  return sentences.join(' ');
}
