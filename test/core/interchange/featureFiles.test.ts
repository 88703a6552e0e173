import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { formatFeatureParquet } from '../../../src/core/interchange/featureParquet.ts';
import { formatNpy } from '../../../src/core/interchange/npy.ts';

describe('formatNpy', () => {
  it('is a NumPy file of version 1.0 with an aligned header', () => {
    const file = formatNpy(Float32Array.of(1, 2, 3, 4, 5, 6.5), [2, 3]);
    const view = new DataView(file.buffer);
    expect(String.fromCharCode(...file.subarray(1, 6))).toBe('NUMPY');
    const headerEnd = 10 + view.getUint16(8, true);
    expect(headerEnd % 64).toBe(0);
    expect(new TextDecoder().decode(file.subarray(10, headerEnd))).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/);
    expect(file.length).toBe(headerEnd + 24);
    expect(view.getFloat32(headerEnd + 20, true)).toBe(6.5);
    expect(new TextDecoder().decode(formatNpy(new Float32Array(3), [3]))).toContain('(3,)');
    expect(() => formatNpy(new Float32Array(3), [2, 2])).toThrow(RangeError);
  });
});

describe('formatFeatureParquet', () => {
  it('reads back: names, labels, floats and how they were made', async () => {
    const rows = [
      { file: 'a/1.wav', emotion: 'sad', speaker: '01', vector: Float32Array.of(0.1, -2) },
      { file: 'ü.wav', emotion: undefined, speaker: undefined, vector: Float32Array.of(1e-30, 3) },
    ];
    const bytes = formatFeatureParquet(['x', 'y'], rows, { recipe: 'rich@1/22050' });
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    expect(await parquetReadObjects({ file })).toEqual([
      { file: 'a/1.wav', emotion: 'sad', speaker: '01', x: Math.fround(0.1), y: -2 },
      { file: 'ü.wav', emotion: null, speaker: null, x: Math.fround(1e-30), y: 3 },
    ]);
    const { key_value_metadata: metadata, schema } = parquetMetadata(file);
    expect(metadata).toEqual([{ key: 'recipe', value: 'rich@1/22050' }]);
    expect(schema.find(({ name }) => name === 'x')).toMatchObject({ type: 'FLOAT' });
  });
});
