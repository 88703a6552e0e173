import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { measureSound, measureSourceSound, type ClipSound } from '../core/audio/clipSound.ts';
import type { Samples } from '../core/audio/samples.ts';
import type { SampleSource } from '../core/audio/sampleSource.ts';
import { SAMPLE_RATE, synthesizeSampleClip } from '../core/audio/synthesis/sampleCorpus.ts';
import { SYNTHETIC_COMMENT } from '../core/audio/synthesis/syntheticMark.ts';
import { createVoicingSearch } from '../core/audio/voicing.ts';
import { encodeWav } from '../core/audio/wav.ts';
import { isSerError, SerError } from '../core/errors.ts';
import { createClipExtraction, extractFromSource } from '../core/features/clipExtraction.ts';
import { featureSetById } from '../core/features/featureSet.ts';
import { recipeKey, type Recipe } from '../core/features/recipe.ts';
import { parseModelFile } from '../core/interchange/modelFile.ts';
import { predictedClasses, type FitProgress, type RoundLosses } from '../core/learn/classifier.ts';
import { classifierById } from '../core/learn/classifiers.ts';
import { lossCurveOf, notingLosses } from '../core/learn/lossCurve.ts';
import { outOfBagAccuracy, ownImportance, permutationOfModel } from '../core/model/modelImportance.ts';
import { explainModel } from '../core/model/explainModel.ts';
import { selectRows } from '../core/learn/matrix.ts';
import type { LearnerKernels } from '../core/learn/learnerKernels.ts';
import { fitPipeline, fitPipelinePart, fitsInParts, predictPipeline } from '../core/learn/pipeline.ts';
import { embeddingMap } from '../core/map/embeddingMap.ts';
import type { EmotionModel } from '../core/model/emotionModel.ts';
import { predictModel } from '../core/model/predictModel.ts';
import type { FeatureKernels } from '../core/signal/kernels.ts';
import { poolFolds, type FoldOutcome } from '../core/evaluation/crossValidate.ts';
import { groupEqualRows } from '../core/evaluation/repeatedRows.ts';
import { judgePair } from '../core/evaluation/pairs/pairExpert.ts';
import { explainPair } from '../core/evaluation/pairs/pairShap.ts';
import { fitBest, scoreParams } from '../core/evaluation/search.ts';
import { scoreExternal } from '../core/evaluation/studies/externalTest.ts';
import type { AnalysisContract, FoldRequest, PredictRequest } from '../protocol/analysis.ts';
import type { Handlers } from '../protocol/rpc.ts';
import { openSound } from './clip/openSound.ts';
import { openSpanReader } from './clip/spanReader.ts';
import { createClipAuditor } from './auditClip.ts';
import { classifyWindows } from './classifyWindows.ts';
import { degradeClip } from './degradeClip.ts';
import { loadKernels } from './kernels.ts';
import { openFile, stampOf } from './openFile.ts';
import { createSampleReader } from './kernelsInput.ts';
import { systemReason } from './systemReason.ts';
import { openWavSource } from './wavFileSource.ts';

/** A file of this size is read in blocks (WAV) and hashed in pieces; a smaller one holds at most 128 MB of samples, if it is 4-bit ADPCM. */
const STREAM_FROM_BYTES = 1 << 24;
const HASH_BYTES = 1 << 20;
/** Of a part of a clip that is held in memory: 46 minutes at 48 kHz. */
const MOST_EXCERPT_SAMPLES = 1 << 27;

/** The operations of an analysis worker, with the plans and the model that it keeps between calls. */
export function analysisHandlers(): Handlers<AnalysisContract> {
  const kernelsOf = once(() => loadKernels('features'));
  const learnerKernels = once(() => loadKernels('learners'));
  const withSamples = createSampleReader();
  const auditOfClip = createClipAuditor();
  const extractionOf = createExtractionCache(kernelsOf);
  const modelOf = createModelCache();
  const searchOf = keepLast(4, (sampleRate: number) => String(sampleRate), (sampleRate) => createVoicingSearch(sampleRate, kernelsOf()));
  const measure = (samples: Samples, sampleRate: number): ClipSound => measureSound(samples, sampleRate, searchOf(sampleRate));
  return {
    hashFile: async ({ path }) => hashFile(path),

    extractFeatures: async ({ path, recipe }) => {
      const source = await openLongClip(path);
      if (source) return extractFromSource(featureSetById(recipe.featureSet), source, rateOf(recipe, source), kernelsOf());
      return withSamples(path, ({ sampleRate, samples }) => extractionOf(recipe, sampleRate)(samples));
    },

    extractDegraded: async (request) => {
      const { sampleRate, samples } = await degradeClip(request);
      return extractionOf(request.recipe, sampleRate)(samples);
    },

    extractExcerpt: async ({ path, from, to, recipe }) => {
      const samples = await readExcerpt(path, from, to);
      return { vector: extractionOf(recipe, samples.sampleRate)(samples.samples), sound: measure(samples.samples, samples.sampleRate) };
    },

    openSound: async ({ path }) => openSound(path),

    classifyWindows: ({ recipe, modelHash, modelBytes, ...request }) =>
      classifyWindows(request, { extract: extractionOf(recipe, request.sound.sampleRate), measure: (samples) => measure(samples, request.sound.sampleRate), model: modelOf(modelHash, modelBytes), kernels: learnerKernels() }),

    measureSound: async ({ path }) => {
      const source = await openLongClip(path);
      if (source) return measureSourceSound(source, searchOf(source.sampleRate));
      return withSamples(path, ({ sampleRate, samples }) => measure(samples, sampleRate));
    },

    auditClip: async ({ path }) => auditOfClip(path),

    writeSampleClip: async ({ dir, clip, seed }) => {
      const path = join(dir, clip.path);
      const bytes = encodeWav(synthesizeSampleClip(clip, seed), SAMPLE_RATE, SYNTHETIC_COMMENT);
      try {
        await mkdir(dirname(path), { recursive: true });
        // A killed process leaves no half-written clip.
        await writeFile(`${path}.part`, bytes);
        await rename(`${path}.part`, path);
      } catch (error) {
        throw new SerError('file-unwritable', `${path} cannot be written: ${systemReason(error)}.`, { path });
      }
      return null;
    },

    evaluateFold: (request) => evaluateFold(request, learnerKernels()),

    poolFolds: ({ table, plan, splits, outcomes }) => poolFolds(table, plan, splits, outcomes),

    groupEqualRows: ({ X }) => groupEqualRows(X),

    scoreExternal: ({ answers, match, seed }) => scoreExternal(answers, match, seed),

    judgePair: ({ classifier, params, seed, X, y, nClasses, train, test, speakers, ...expert }) => {
      const data = { X: selectRows(X, train), y: train.map((row) => y[row] ?? 0), nClasses };
      return judgePair(classifierById(classifier), data, selectRows(X, test), { ...expert, speakers: train.map((row) => speakers[row] ?? -1) }, params, seed, learnerKernels());
    },

    explainPair: ({ params, seed, X, y, nClasses, train, test, pair }) => {
      const of = (rows: Int32Array) => ({ X: selectRows(X, rows), y: rows.map((row) => y[row] ?? 0), nClasses });
      return explainPair(of(train), of(test), pair, params, seed, learnerKernels());
    },

    fit: ({ classifier, params, seed, X, y, nClasses, groups, preparation }) => fitPipeline(classifierById(classifier), { X, y, nClasses, ...(groups && { groups }) }, params, seed, learnerKernels(), preparation),

    fitPart: ({ classifier: id, params, seed, X, y, nClasses, range, preparation }) => {
      const classifier = classifierById(id);
      if (!fitsInParts(classifier)) throw new SerError('internal', `A fit of ${id} cannot be divided.`);
      return fitPipelinePart(classifier, { X, y, nClasses }, params, seed, range, learnerKernels(), preparation);
    },

    scoreParams: ({ classifier, params, seed, X, y, nClasses, folds, preparation }) => scoreParams(classifierById(classifier), { X, y, nClasses }, params, folds, seed, learnerKernels(), preparation),

    predict: ({ modelHash, modelBytes, X }) => predictModel(modelOf(modelHash, modelBytes), X, learnerKernels()),

    explain: ({ modelHash, modelBytes, X }) => explainModel(modelOf(modelHash, modelBytes), X, learnerKernels()),

    ownImportance: ({ modelHash, modelBytes }) => ownImportance(modelOf(modelHash, modelBytes)),

    permuteColumns: ({ modelHash, modelBytes, X, y, ...plan }) => permutationOfModel(modelOf(modelHash, modelBytes), { X, y }, plan, learnerKernels()),

    outOfBagAccuracy: ({ modelHash, modelBytes, ...rows }) => outOfBagAccuracy(modelOf(modelHash, modelBytes), rows),

    mapRows: ({ X, method, seed }) => embeddingMap(X, method, seed),
  };
}

function* evaluateFold({ classifier: id, params, seed, X, y, nClasses, train, test, search: asked, preparation, groups }: FoldRequest, kernels: LearnerKernels | undefined): Generator<FitProgress, FoldOutcome> {
  const classifier = classifierById(id);
  const started = performance.now();
  const data = { X: selectRows(X, train), y: train.map((row) => y[row] ?? 0), nClasses, ...(groups && { groups: train.map((row) => groups[row] ?? -1) }) };
  const noted: RoundLosses[] = [];
  const { pipeline, search } = asked
    ? yield* notingLosses(fitBest(classifier, data, { params, candidates: asked.candidates, ...(asked.fitted && { fitted: asked.fitted }), speakers: train.map((row) => asked.speakers[row] ?? -1), ...(preparation && { preparation }) }, seed, kernels), noted)
    : { pipeline: yield* notingLosses(fitPipeline(classifier, data, params, seed, kernels, preparation), noted), search: undefined };
  const fitted = performance.now();
  const probabilities = predictPipeline(classifier, pipeline, selectRows(X, test), kernels);
  const predicted = predictedClasses(probabilities, nClasses);
  const losses = lossCurveOf(noted);
  return { predicted, probabilities, fitMs: fitted - started, predictMs: performance.now() - fitted, ...(search && { search }), ...(losses && { losses }) };
}

async function readExcerpt(path: string, from: number, to: number): Promise<{ readonly sampleRate: number; readonly samples: Float32Array }> {
  if (to - from > MOST_EXCERPT_SAMPLES) throw new SerError('audio-too-long', `The part has ${to - from} samples; at most ${MOST_EXCERPT_SAMPLES} are judged as one.`);
  const sound = await openSound(path);
  const reader = openSpanReader(sound);
  try {
    return { sampleRate: sound.sampleRate, samples: reader.sound(from, to, 'mix') };
  } finally {
    reader.close();
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await openFile(path, HASH_BYTES);
  try {
    for (let at = 0; at < file.stamp.bytes; ) {
      const bytes = await file.readAt(at, HASH_BYTES);
      // A file that has become shorter meanwhile has another stamp, and is hashed again.
      if (bytes.length === 0) break;
      hash.update(bytes);
      at += bytes.length;
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** A WAV file that is too large to decode at once; undefined for all others. */
async function openLongClip(path: string): Promise<SampleSource | undefined> {
  if ((await stampOf(path)).bytes < STREAM_FROM_BYTES) return undefined;
  try {
    return await openWavSource(path);
  } catch (error) {
    if (isSerError(error) && error.code === 'format-unsupported') return undefined;
    throw error;
  }
}

const rateOf = ({ rate }: Recipe, { sampleRate }: { readonly sampleRate: number }): number => (rate === 'native' ? sampleRate : rate);

/**
 * Plans of extraction by recipe and the clip's own rate. A corpus has few rates; a hostile folder could have many, so the
 * cache is bounded.
 */
function createExtractionCache(kernelsOf: () => FeatureKernels | undefined): (recipe: Recipe, sampleRate: number) => (samples: Samples) => Float32Array {
  return keepLast(4, (recipe: Recipe, sampleRate: number) => `${recipeKey(recipe)}:${sampleRate}`, (recipe, sampleRate) =>
    createClipExtraction(featureSetById(recipe.featureSet), sampleRate, rateOf(recipe, { sampleRate }), kernelsOf()),
  );
}

function createModelCache(): (hash: string, bytes: Uint8Array) => EmotionModel {
  return keepLast(2, (hash: PredictRequest['modelHash'], _bytes: Uint8Array) => hash, (_hash, bytes) =>
    // A copy, since threads may share these bytes: what is kept of a model must be its own.
    parseModelFile(bytes.slice()),
  );
}

/** Computes a value at first use. */
function once<T>(create: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: create() }).value;
}

/** Remembers the last `limit` different results of `create`. */
function keepLast<Args extends unknown[], T>(limit: number, keyOf: (...args: Args) => string, create: (...args: Args) => T): (...args: Args) => T {
  const kept = new Map<string, T>();
  return (...args) => {
    const key = keyOf(...args);
    const found = kept.get(key) ?? create(...args);
    kept.delete(key);
    kept.set(key, found);
    if (kept.size > limit) kept.delete(kept.keys().next().value ?? key);
    return found;
  };
}
