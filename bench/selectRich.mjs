// Chooses the parameters of the SVM on the rich set, and tells what each family is worth, by nested folds by speaker: for each
// fold of speaker:6 everything is decided on inner folds (speaker:4) of its training speakers, and only then is the fold's own
// test side looked at. Prints the inner figures, the choice of each fold, the nested UAR (each fold judged with its own choice:
// the unbiased one) and the UAR of what the product ships.
//
// usage: node bench/selectRich.mjs DIR [--normalize speaker] [--families]     (after npm run build; Node 24)
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { classesOf } from '../src/core/evaluation/featureTable.ts';
import { classFigures, confusionMatrix, uar } from '../src/core/evaluation/metrics/metrics.ts';
import { createSplits } from '../src/core/evaluation/protocols/splits.ts';
import { rich } from '../src/core/features/rich.ts';
import { createRecipe } from '../src/core/features/recipe.ts';
import { learnerParams } from '../src/core/model/learnerParams.ts';
import { preparedRows } from '../src/node/copies.ts';
import { extractFeatures, sharedMatrix, toFeatureTable } from '../src/node/extractFeatures.ts';
import { openLab } from '../src/node/lab.ts';
import { scanCorpus } from '../src/node/scanCorpus.ts';

const OUTER = { kind: 'speaker', nFolds: 6 };
const INNER = { kind: 'speaker', nFolds: 4 };
const SEED = 0;

const [dir, ...flags] = process.argv.slice(2);
const byFamilies = flags.includes('--families');
const lab = openLab({ storePath: join(tmpdir(), 'ser-select-rich.db'), workerPath: resolve(import.meta.dirname, '../dist/analysisWorker.cjs') });
const recipe = createRecipe('rich');
const { clips } = await scanCorpus(resolve(dir));
const table = toFeatureTable((await extractFeatures(lab, clips, recipe)).extracted, recipe);
const { classes, y } = classesOf(table);
const whole = preparedRows(table, flags.includes('--normalize') ? 'speaker' : undefined, []);
const shipped = learnerParams('svm', 'rich');

const uarOf = (rows, predicted) => uar(classFigures(confusionMatrix(Array.from(rows, (row) => y[row]), predicted, classes.length)));

/** The rows' held-out classes after training on others. */
async function judge({ X, params }, train, test) {
  const { predicted } = await lab.pool.run('evaluateFold', { classifier: 'svm', params: { ...shipped, ...params }, seed: SEED, X, y, nClasses: classes.length, train, test });
  return predicted;
}

/** The columns that belong to the families for which `keep` is true. */
function columnsOfFamilies(keep) {
  const kept = [];
  let at = 0;
  for (const { id, columns } of rich.families) {
    if (keep(id)) columns.forEach((_, j) => kept.push(at + j));
    at += columns.length;
  }
  const X = sharedMatrix(whole.nRows, kept.length);
  for (let row = 0; row < whole.nRows; row++) kept.forEach((column, j) => (X.data[row * kept.length + j] = whole.data[row * whole.nColumns + column]));
  return X;
}

const candidate = (multiclass, C, factor) => ({ name: `${multiclass} C ${C} gamma ${factor}/n`, X: whole, params: { multiclass, C, gamma: factor / whole.nColumns } });
const grid = [
  ...[0.25, 0.5, 1].map((factor) => candidate('one-vs-one', 10, factor)),
  ...[3, 10, 30].flatMap((C) => [0.125, 0.25, 0.5].map((factor) => candidate('one-vs-rest', C, factor))),
];
const families = [
  { name: 'all families', X: whole, params: {} },
  ...rich.families.map(({ id }) => ({ name: `without ${id}`, X: columnsOfFamilies((family) => family !== id), params: {} })),
];
const candidates = byFamilies ? families : grid;

const outer = createSplits(table, OUTER, SEED).folds;
const scores = await Promise.all(
  outer.map(async ({ train }) => {
    const part = { ...table, emotions: Array.from(train, (row) => table.emotions[row]), speakers: Array.from(train, (row) => table.speakers[row]), files: Array.from(train, (row) => table.files[row]) };
    const inner = createSplits(part, INNER, SEED).folds.map((split) => ({ train: split.train.map((i) => train[i]), test: split.test.map((i) => train[i]) }));
    return Promise.all(
      candidates.map(async (candidate) => {
        const figures = await Promise.all(inner.map(async (split) => uarOf(split.test, await judge(candidate, split.train, split.test))));
        return figures.reduce((sum, value) => sum + value, 0) / figures.length;
      }),
    );
  }),
);

console.log(`${table.files.length} clips, ${new Set(table.speakers).size} speakers, ${whole.nColumns} columns${flags.includes('--normalize') ? ', normalised by speaker' : ''}`);
console.log('\nmean inner UAR');
const means = candidates.map((_, c) => scores.reduce((sum, fold) => sum + fold[c], 0) / scores.length);
candidates.map(({ name }, c) => ({ name, mean: means[c] })).sort((a, b) => b.mean - a.mean).forEach(({ name, mean }) => console.log(`  ${mean.toFixed(4)}  ${name}`));

if (!byFamilies) {
  const chosen = scores.map((fold) => candidates[fold.indexOf(Math.max(...fold))]);
  const pooled = async (candidateOf) => {
    const predicted = await Promise.all(outer.map(({ train, test }, fold) => judge(candidateOf(fold), train, test)));
    return uarOf(outer.flatMap(({ test }) => [...test]), predicted.flatMap((part) => [...part]));
  };
  console.log('\nchoice of each fold');
  chosen.forEach(({ name }, fold) => console.log(`  fold ${fold + 1}: ${name}`));
  console.log(`\nnested UAR (each fold with its own choice)   ${(await pooled((fold) => chosen[fold])).toFixed(4)}`);
  console.log(`UAR of the shipped parameters                ${(await pooled(() => ({ X: whole, params: {} }))).toFixed(4)}`);
}
await lab.dispose();
