// Chooses the starter model by nested folds by speaker: for each fold of speaker:6 the candidates are compared on inner folds
// (speaker:4) of its training speakers, and the best of them is then judged on the fold's own test side. The nested UAR is what the
// choosing brings on new voices; the choice that ships is that of inner folds over all speakers.
//
// usage: npm run starter:choose -- DIR        (Node 24; the folder of the clips; about ten minutes)
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseDegradations } from '../src/core/audio/degrade/degradation.ts';
import { classesOf } from '../src/core/evaluation/featureTable.ts';
import { classFigures, confusionMatrix, uar } from '../src/core/evaluation/metrics/metrics.ts';
import { createSplits } from '../src/core/evaluation/protocols/splits.ts';
import { createRecipe } from '../src/core/features/recipe.ts';
import { learnerParams } from '../src/core/model/learnerParams.ts';
import { inAllCopies, preparedRows, withCopies } from '../src/node/copies.ts';
import { degradedFeatures } from '../src/node/degradedFeatures.ts';
import { extractFeatures, labelledClips, toFeatureTable } from '../src/node/extractFeatures.ts';
import { openLab } from '../src/node/lab.ts';
import { mapConcurrently } from '../src/node/mapConcurrently.ts';
import { scanCorpus } from '../src/node/scanCorpus.ts';
import { AUGMENT, candidates, nameOf, RATE } from './candidates.mjs';

const SEED = 0;

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('Which folder of clips?');
const lab = openLab({ storePath: join(tmpdir(), 'ser-starter.db'), workerPath: resolve(import.meta.dirname, '../dist/analysisWorker.cjs') });
const { clips } = await scanCorpus(resolve(dir));
const degradations = parseDegradations(AUGMENT);
const tables = {};
const rows = {};
for (const set of new Set(candidates.map(({ set }) => set))) {
  const recipe = createRecipe(set, RATE);
  const { extracted } = await extractFeatures(lab, clips, recipe);
  tables[set] = toFeatureTable(extracted, recipe);
  rows[set] = preparedRows(tables[set], undefined, await degradedFeatures(lab, labelledClips(extracted), recipe, degradations, SEED));
}
const { speakers } = Object.values(tables)[0];
const { classes, y } = classesOf(Object.values(tables)[0]);
const yOfAll = inAllCopies(y, degradations.length);

const uarOf = (rows, predicted) => uar(classFigures(confusionMatrix(Array.from(rows, (row) => y[row]), predicted, classes.length)));

/** The held-out classes of `test` rows, as they were recorded. */
async function judge({ set, model, params, select }, train, test) {
  const request = { classifier: model, params: learnerParams(model, set, params), seed: SEED, X: rows[set], y: yOfAll, nClasses: classes.length, train: withCopies(train, y.length, degradations.length), test, ...(select && { preparation: { select } }) };
  return (await lab.pool.run('evaluateFold', request)).predicted;
}

/** Each candidate's UAR, pooled over folds by speaker of the rows. */
async function innerUars(own) {
  const part = { ...tables.conventional, speakers: Array.from(own, (row) => speakers[row]), emotions: Array.from(own, (row) => classes[y[row]]), files: Array.from(own, String) };
  const { folds } = createSplits(part, { kind: 'speaker', nFolds: 4 }, SEED);
  const toRows = (list) => Int32Array.from(list, (i) => own[i]);
  const units = candidates.flatMap((candidate) => folds.map((fold) => ({ candidate, train: toRows(fold.train), test: toRows(fold.test) })));
  const predicted = await mapConcurrently(units, lab.pool.size, ({ candidate, train, test }) => judge(candidate, train, test));
  return candidates.map((candidate) => {
    const judged = units.flatMap((unit, i) => (unit.candidate === candidate ? [{ test: unit.test, predicted: predicted[i] }] : []));
    return uarOf(judged.flatMap(({ test }) => [...test]), Int32Array.from(judged.flatMap(({ predicted: some }) => [...some])));
  });
}

const best = (uars) => uars.indexOf(Math.max(...uars));
const { folds } = createSplits(tables.conventional, { kind: 'speaker', nFolds: 6 }, SEED);
const held = [];
for (const [i, { train, test }] of folds.entries()) {
  const uars = await innerUars(train);
  const chosen = candidates[best(uars)];
  held.push({ test, predicted: await judge(chosen, train, test) });
  console.log(`fold ${i + 1}: ${nameOf(chosen)} (inner UAR ${Math.max(...uars).toFixed(3)})`);
}
console.log(`nested UAR ${uarOf(held.flatMap(({ test }) => [...test]), Int32Array.from(held.flatMap(({ predicted }) => [...predicted]))).toFixed(3)}`);
const overall = await innerUars(Int32Array.from(y.keys()));
console.log('\ninner UAR over all speakers');
for (const i of [...candidates.keys()].sort((a, b) => overall[b] - overall[a])) console.log(`${overall[i].toFixed(3)}  ${nameOf(candidates[i])}`);
await lab.dispose();
