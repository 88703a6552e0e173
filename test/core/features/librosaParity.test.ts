import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { createResamplePlan, resample } from '../../../src/core/audio/resample.ts';
import { parseWav } from '../../../src/core/audio/wav.ts';
import { applyChroma, chroma, createChromaFilterBank } from '../../../src/core/features/chroma.ts';
import { createClipExtraction } from '../../../src/core/features/clipExtraction.ts';
import type { FeatureFrames } from '../../../src/core/features/extractor.ts';
import { conventionalExtractors } from '../../../src/core/features/conventional.ts';
import { columnsOf, conventional } from '../../../src/core/features/featureSet.ts';
import { FRAME_LENGTH } from '../../../src/core/features/frameGrid.ts';
import { melSpectrogram } from '../../../src/core/features/melSpectrogram.ts';
import { spectralBandwidth } from '../../../src/core/features/spectralBandwidth.ts';
import { spectralCentroid } from '../../../src/core/features/spectralCentroid.ts';
import { spectralRolloff } from '../../../src/core/features/spectralRolloff.ts';
import { estimateTuning } from '../../../src/core/features/tuning.ts';
import { DEFAULT_STFT, type Spectrogram } from '../../../src/core/signal/stft.ts';
import { createSpectrogram } from '../../../src/core/signal/stftKernel.ts';
import { realSpeech, sharedDir } from '../../realSpeech.ts';
import { kernelsUnderTest } from '../kernels/kernelsUnderTest.ts';

interface GoldenFrames {
  readonly shape: [number, number];
  readonly mean: number[];
  readonly band_mean: number[];
  readonly max: number;
  readonly min: number;
}

interface Golden {
  readonly name: string;
  readonly sr: number;
  readonly tuning_used_by_chroma: number;
  readonly native: Readonly<Record<string, GoldenFrames>>;
  readonly melspectrogram: GoldenFrames;
  readonly matrices?: Readonly<Record<string, { readonly file: string }>>;
  readonly vector_native: number[];
  readonly resampled_22050: { readonly n_samples: number; readonly probe_index: number[]; readonly probe: number[] };
}

/** Deviation of a frame's value from librosa's, relative to the feature's largest; float32 rounding leaves about 2e-6. */
const TOLERANCE = 1e-5;

const synthetic = join(import.meta.dirname, '../../golden/librosa');
const recorded = sharedDir && realSpeech('ravdess-48k') ? join(sharedDir, 'reference/librosa') : undefined;
const extractors = [...conventionalExtractors, melSpectrogram, spectralCentroid, spectralBandwidth, spectralRolloff];
const ways = [['twins', undefined], ['kernels', await kernelsUnderTest('features')]] as const;

/** The goldens of a folder: each JSON that tells a signal's name. */
const goldensIn = (dir: string): Golden[] =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as Golden)
    .filter(({ name }) => name !== undefined);

function soundOf(dir: string, { name }: Golden): Float32Array {
  const own = join(dir, 'synthetic', `${name}.wav`);
  return mixToMono(parseWav(readFileSync(existsSync(own) ? own : join(realSpeech('ravdess-48k') ?? '', `${name}.wav`))));
}

function atTuning(spectrogram: Spectrogram, { sr, tuning_used_by_chroma }: Golden): FeatureFrames {
  return { values: applyChroma(createChromaFilterBank(sr, FRAME_LENGTH, tuning_used_by_chroma), spectrogram), nCoefficients: chroma.nCoefficients, nFrames: spectrogram.nFrames };
}

const isTunedAs = (golden: Golden, spectrogram: Spectrogram): boolean => Math.abs(estimateTuning(spectrogram, golden.sr) - golden.tuning_used_by_chroma) < 1e-9;

/** @returns whether the tuning estimate lands where librosa's does; chroma is compared at librosa's in any case */
function expectParity(dir: string, golden: Golden, kernels: (typeof ways)[number][1]): boolean {
  const samples = soundOf(dir, golden);
  const spectrogram = createSpectrogram(DEFAULT_STFT, kernels)(samples);
  const sameTuning = isTunedAs(golden, spectrogram);
  for (const extractor of extractors) {
    const frames = extractor.id === 'chroma_stft' ? atTuning(spectrogram, golden) : extractor.create(golden.sr)({ samples, sampleRate: golden.sr, spectrogram });
    const expected = extractor.id === 'melspectrogram' ? golden.melspectrogram : golden.native[extractor.id]!;
    expect([frames.nCoefficients, frames.nFrames], `${golden.name} ${extractor.id}`).toEqual(expected.shape);
    const largest = Math.max(Math.abs(expected.max), Math.abs(expected.min)) || 1;
    const matrix = golden.matrices?.[extractor.id];
    if (matrix) {
      const reference = new Float32Array(new Uint8Array(readFileSync(join(dir, matrix.file))).buffer);
      let worst = 0;
      reference.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - frames.values[i]!))));
      expect(worst / largest, `${golden.name} ${extractor.id}`).toBeLessThan(TOLERANCE);
    }
    for (let c = 0; c < frames.nCoefficients; c++) {
      const row = frames.values.subarray(c * frames.nFrames, (c + 1) * frames.nFrames);
      const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
      expect(Math.abs(mean - (expected.mean ?? expected.band_mean)[c]!) / largest, `${golden.name} ${extractor.id} mean ${c}`).toBeLessThan(TOLERANCE);
    }
  }
  const vector = createClipExtraction(conventional, golden.sr, golden.sr, kernels)(samples);
  const scale = 1 + Math.max(...golden.vector_native.map(Math.abs));
  columnsOf(conventional).forEach((column, i) => {
    if (column.startsWith('chroma') && !sameTuning) return;
    expect(Math.abs(vector[i]! - golden.vector_native[i]!) / scale, `${golden.name} ${column}`).toBeLessThan(TOLERANCE);
  });
  return sameTuning;
}

describe.each(ways)('by the %s, features equal librosa on the same samples', (_, kernels) => {
  it('in the order of its columns', () => {
    const { columns } = JSON.parse(readFileSync(join(synthetic, 'index.json'), 'utf8')) as { columns: string[] };
    expect(columnsOf(conventional)).toEqual(columns);
    expect(columns).toHaveLength(122);
  });

  it.each(goldensIn(synthetic).map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    expect(expectParity(synthetic, golden, kernels)).toBe(true);
  });

  const recordings = recorded ? goldensIn(recorded) : [];
  it.skipIf(recordings.length === 0)(`on ${recordings.length || 'no (skipped: the reference folder is absent)'} signals, recordings of speech among them`, () => {
    expect(recordings.filter((golden) => !expectParity(recorded ?? '', golden, kernels)).map(({ name }) => name)).toEqual([]);
  });

  const tunings = Object.entries(JSON.parse(readFileSync(join(synthetic, 'tunings_ravdess-16k.json'), 'utf8')) as Record<string, number>);
  const speech = realSpeech('ravdess-16k');
  it.skipIf(!speech)(`in the tuning of ${speech ? tunings.length : 'no (skipped: they are absent)'} recordings, but for 2 %`, () => {
    const spectrogramOf = createSpectrogram(DEFAULT_STFT, kernels);
    const moved = tunings.filter(([name, tuning]) => {
      const { sampleRate, channels } = parseWav(readFileSync(join(speech ?? '', `Actor_${name.slice(-6, -4)}`, name)));
      return Math.abs(estimateTuning(spectrogramOf(channels[0]!), sampleRate) - tuning) > 1e-6;
    });
    // The last bit of a magnitude decides which bins of a flat spectrum are peaks; it is found but for a missing fused multiply-add.
    expect(moved.length / tunings.length).toBeLessThanOrEqual(0.02);
  });

  const table = recorded && join(recorded, 'reference_features_native48k.csv.gz');
  it.skipIf(!table)(`in the vectors of ${table ? 'all originals that its table has' : 'no originals (skipped: its table is absent)'}`, () => {
    const [head, ...rows] = gunzipSync(readFileSync(table ?? '')).toString('utf8').trim().split('\n').map((line) => line.split(','));
    const columns = columnsOf(conventional);
    expect(head!.slice(1)).toEqual(columns);
    const scales = columns.map((_column, i) => rows.reduce((most, row) => Math.max(most, Math.abs(Number(row[i + 1]))), 0));
    const originals = realSpeech('ravdess-48k') ?? '';
    let nCompared = 0;
    for (const [name, ...values] of rows) {
      if (!existsSync(join(originals, name!))) continue;
      nCompared++;
      const recording = parseWav(readFileSync(join(originals, name!)));
      const vector = createClipExtraction(conventional, recording.sampleRate, recording.sampleRate, kernels)(mixToMono(recording));
      // The table has six digits.
      columns.forEach((column, i) => expect(Math.abs(vector[i]! - Number(values[i])) / scales[i]!, `${name} ${column}`).toBeLessThan(TOLERANCE));
    }
    expect(nCompared).toBeGreaterThan(30);
  });
});

describe('resampled', () => {
  const all = [...goldensIn(synthetic).map((golden) => [golden.name, synthetic, golden] as const), ...(recorded ? goldensIn(recorded) : []).map((golden) => [`${golden.name} of the reference`, recorded ?? '', golden] as const)];
  it.each(all)('%s has the length that librosa gives it, and its samples', (_, dir, golden) => {
    const samples = soundOf(dir, golden);
    const out = resample(createResamplePlan(golden.sr, 22050), samples);
    const { n_samples, probe_index, probe } = golden.resampled_22050;
    expect(out.length).toBe(n_samples);
    // Of full scale: what soxr's own filter leaves is below -100 dB, what the Kaiser design leaves in its transition band is not.
    if (golden.sr === 48_000) probe_index.forEach((at, i) => expect(Math.abs(out[at]! - probe[i]!)).toBeLessThan(golden.name.startsWith('03') ? 1e-5 : 2e-3));
  });
});

describe('degenerate clips', () => {
  const compute = createClipExtraction(conventional, 22050, 22050);
  it.each([
    ['silence', new Float32Array(5000)],
    ['a constant', new Float32Array(5000).fill(0.5)],
    ['one sample', Float32Array.of(0.25)],
    ['shorter than a frame', new Float32Array(100).fill(-0.1)],
    ['full scale square', Float32Array.from({ length: 4000 }, (_, i) => (i % 100 < 50 ? 1 : -1))],
  ])('%s gives finite values', (_, samples) => {
    const vector = compute(samples);
    expect(vector).toHaveLength(122);
    expect(vector.every(Number.isFinite)).toBe(true);
    const spectrogram = createSpectrogram(DEFAULT_STFT)(samples);
    for (const { create } of extractors) expect(create(22050)({ samples, sampleRate: 22050, spectrogram }).values.every(Number.isFinite)).toBe(true);
  });

  it('silence has no centre, no width and no roll-off', () => {
    const samples = new Float32Array(1000);
    const spectrogram = createSpectrogram(DEFAULT_STFT)(samples);
    for (const { create } of [spectralCentroid, spectralBandwidth, spectralRolloff]) expect([...create(22050)({ samples, sampleRate: 22050, spectrogram }).values]).toEqual([0, 0]);
  });

  it('NaN, infinity and nothing are refused', () => {
    expect(() => compute(Float32Array.of(0, NaN))).toThrow(expect.objectContaining({ code: 'feature-not-finite' }));
    expect(() => compute(Float32Array.of(Infinity))).toThrow(expect.objectContaining({ code: 'feature-not-finite' }));
    expect(() => compute(new Float32Array())).toThrow(expect.objectContaining({ code: 'audio-empty' }));
  });

  it('a rate too low for spectral contrast is refused with the rule', () => {
    expect(() => createClipExtraction(conventional, 8000, 8000)).toThrow(/12800 Hz; this is 8000 Hz/);
  });
});
