import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mixToMono } from '../core/audio/recording.ts';
import { createResamplePlan, resample, type ResamplePlan } from '../core/audio/resample.ts';
import { SAMPLE_RATE, synthesizeSampleClip } from '../core/audio/synthesis/sampleCorpus.ts';
import { SYNTHETIC_COMMENT } from '../core/audio/synthesis/syntheticMark.ts';
import { encodeWav } from '../core/audio/wav.ts';
import { waveformEnvelope } from '../core/audio/waveform.ts';
import { SerError } from '../core/errors.ts';
import { createFeatureExtraction, featureSetById } from '../core/features/featureSet.ts';
import { recipeKey, type Recipe } from '../core/features/recipe.ts';
import { parseModelFile } from '../core/interchange/modelFile.ts';
import { predictedClasses, type FitProgress } from '../core/learn/classifier.ts';
import { classifierById } from '../core/learn/classifiers.ts';
import { selectRows } from '../core/learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../core/learn/pipeline.ts';
import type { EmotionModel } from '../core/model/emotionModel.ts';
import { spectrogramLevels } from '../core/signal/spectrogramLevels.ts';
import type { FoldOutcome } from '../core/evaluation/crossValidate.ts';
import type { AnalysisContract, FoldRequest, PredictRequest } from '../protocol/analysis.ts';
import type { ClipFigure } from '../protocol/clipView.ts';
import type { Handlers } from '../protocol/rpc.ts';
import { readBytes, readClip, systemReason } from './readClip.ts';

/** Spans of a drawn waveform: more than a wide screen has pixels. */
const N_SPANS = 4000;

/** The operations of an analysis worker, with the plans and the model that it keeps between calls. */
export function analysisHandlers(): Handlers<AnalysisContract> {
  const extractionOf = createExtractionCache();
  const resamplingOf = createResamplingCache();
  const modelOf = createModelCache();
  return {
    hashFile: async ({ path }) => createHash('sha256').update(await readBytes(path)).digest('hex'),

    extractFeatures: async ({ path, recipe }) => {
      const recording = await readClip(path);
      const rate = recipe.rate === 'native' ? recording.sampleRate : recipe.rate;
      const samples = resample(resamplingOf(recording.sampleRate, rate), mixToMono(recording));
      return extractionOf(recipe, rate)(samples);
    },

    drawClip: async ({ path }) => drawClip(path),

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

    evaluateFold,

    fit: ({ classifier, params, seed, X, y, nClasses }) => fitPipeline(classifierById(classifier), { X, y, nClasses }, params, seed),

    predict: ({ modelHash, modelBytes, X }) => {
      const { description, pipeline } = modelOf(modelHash, modelBytes);
      return predictPipeline(classifierById(description.classifier), pipeline, X);
    },
  };
}

function* evaluateFold({ classifier: id, params, seed, X, y, nClasses, train, test }: FoldRequest): Generator<FitProgress, FoldOutcome> {
  const classifier = classifierById(id);
  const started = performance.now();
  const pipeline = yield* fitPipeline(classifier, { X: selectRows(X, train), y: train.map((row) => y[row] ?? 0), nClasses }, params, seed);
  const fitted = performance.now();
  const predicted = predictedClasses(predictPipeline(classifier, pipeline, selectRows(X, test)), nClasses);
  return { predicted, fitMs: fitted - started, predictMs: performance.now() - fitted };
}

async function drawClip(path: string): Promise<ClipFigure> {
  const recording = await readClip(path);
  const samples = mixToMono(recording);
  const { levels, nFrames, nBins, hopLength, dbMin, dbMax } = spectrogramLevels(samples);
  return {
    durationSec: samples.length / recording.sampleRate,
    sampleRate: recording.sampleRate,
    channels: recording.channels.length,
    waveform: waveformEnvelope(samples, N_SPANS),
    spectrogram: { levels, nFrames, nBins, hopSec: hopLength / recording.sampleRate, fMinHz: 0, fMaxHz: recording.sampleRate / 2, dbMin, dbMax },
  };
}

/** Plans of extraction by recipe and rate. A corpus has few rates; a hostile folder could have many, so the cache is bounded. */
function createExtractionCache(): (recipe: Recipe, rate: number) => (samples: Float32Array) => Float32Array {
  return keepLast(8, (recipe: Recipe, rate: number) => `${recipeKey(recipe)}:${rate}`, (recipe, rate) => createFeatureExtraction(featureSetById(recipe.featureSet), rate));
}

function createResamplingCache(): (from: number, to: number) => ResamplePlan {
  return keepLast(4, (from: number, to: number) => `${from}:${to}`, createResamplePlan);
}

function createModelCache(): (hash: string, bytes: Uint8Array) => EmotionModel {
  return keepLast(2, (hash: PredictRequest['modelHash'], _bytes: Uint8Array) => hash, (_hash, bytes) => parseModelFile(bytes));
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
