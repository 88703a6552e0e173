import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { parseWav } from '../../../src/core/audio/wav.ts';
import { columnsOf, createFeatureExtraction, featureSetById } from '../../../src/core/features/featureSet.ts';

interface Statistics {
  readonly mean: number[];
  readonly std: number[];
}
interface Golden {
  readonly name: string;
  readonly sr: number;
  readonly native: Readonly<Record<string, Statistics>>;
  readonly melspectrogram: { readonly band_mean: number[]; readonly band_std: number[] };
}

const dir = join(import.meta.dirname, '../../golden/librosa');
const goldens = readdirSync(dir)
  .filter((file) => file.endsWith('.json') && file !== 'index.json')
  .map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as Partial<Golden>)
  .filter((golden): golden is Golden => golden.native !== undefined);

describe('the set "librosa"', () => {
  it('has every family that equals librosa’s', () => {
    const set = featureSetById('librosa');
    expect(set.families.map(({ id }) => id)).toEqual(['mfcc', 'chroma_stft', 'spectral_contrast', 'zero_crossing_rate', 'rms', 'melspectrogram', 'spectral_centroid', 'spectral_bandwidth', 'spectral_rolloff']);
    expect(columnsOf(set)).toHaveLength(122 + 256 + 6);
  });

  it.each(goldens.map((golden) => [golden.name, golden] as const))('equals librosa’s means and deviations: %s', (_, golden) => {
    const samples = mixToMono(parseWav(readFileSync(join(dir, 'synthetic', `${golden.name}.wav`))));
    const families: Readonly<Record<string, Statistics>> = { ...golden.native, melspectrogram: { mean: golden.melspectrogram.band_mean, std: golden.melspectrogram.band_std } };
    for (const id of ['melspectrogram', 'spectral_centroid', 'spectral_bandwidth', 'spectral_rolloff']) {
      const { mean, std } = families[id]!;
      const vector = createFeatureExtraction(featureSetById(`librosa/${id}`), golden.sr)(samples);
      const largest = Math.max(...mean.map(Math.abs), ...std);
      [...mean, ...std].forEach((value, i) => expect(Math.abs(vector[i]! - value) / largest, `${id} ${i}`).toBeLessThan(1e-5));
    }
  });

  it('serves a rate that is too low for some of its families', () => {
    const eightKHz = new Float32Array(8000).fill(0.1);
    expect(() => createFeatureExtraction(featureSetById('librosa'), 8000)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
    expect(createFeatureExtraction(featureSetById('librosa/mfcc+rms'), 8000)(eightKHz)).toHaveLength(82);
  });
});
