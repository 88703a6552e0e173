const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ALIGNMENT = 64;

/**
 * Numbers as a NumPy array file (format 1.0, little-endian float32, row-major), which `numpy.load` reads.
 *
 * @param shape its product is the number of values
 * @see numpy.lib.format
 */
export function formatNpy(values: Float32Array, shape: readonly number[]): Uint8Array {
  if (shape.reduce((product, size) => product * size, 1) !== values.length) throw new RangeError(`${values.length} values do not fill the shape ${shape.join(' × ')}`);
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const preamble = MAGIC.length + 4;
  const headerBytes = Math.ceil((preamble + text.length + 1) / ALIGNMENT) * ALIGNMENT - preamble;
  const file = new Uint8Array(preamble + headerBytes + values.byteLength);
  const view = new DataView(file.buffer);
  file.set(MAGIC);
  file[6] = 1;
  view.setUint16(8, headerBytes, true);
  file.set(new TextEncoder().encode(`${text.padEnd(headerBytes - 1)}\n`), preamble);
  for (let i = 0; i < values.length; i++) view.setFloat32(preamble + headerBytes + 4 * i, values[i], true);
  return file;
}
