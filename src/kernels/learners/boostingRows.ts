/** Shifts of the four codes in the word of a row, and where they go: a slot of a histogram has 16 bytes. */
export function wordBytes<T>(): usize {
  return 4 * sizeof<T>();
}

/** Byte offset, from the first slot of a column, of the slot that lane `lane` of a row's word names. */
export function slotOffset<T>(word: u64, lane: i32): usize {
  const code = <usize>(<u32>(word >> (lane * 8 * sizeof<T>())));
  return sizeof<T>() === 1 ? (code & 0xff) << 4 : (code & 0xffff) << 4;
}

/** The four codes of a row in a group of four columns. */
export function wordOf<T>(group: usize, row: u32): u64 {
  return sizeof<T>() === 1 ? <u64>load<u32>(group + (<usize>row << 2)) : load<u64>(group + (<usize>row << 3));
}

/**
 * The gradients of n rows as pairs (g, h) of float64, each times `sign`.
 *
 * @param gradients pairs of float32 by row
 */
export function gatherPairs(rows: usize, n: i32, gradients: usize, sign: f64, out: usize): void {
  const signs = f64x2.splat(sign);
  for (const end = rows + (<usize>n << 2); rows < end; rows += 4) {
    v128.store(out, f64x2.mul(signs, f64x2.promote_low_f32x4(v128.load64_zero(gradients + (<usize>load<u32>(rows) << 3)))));
    out += 16;
  }
}

function partition<T>(column: usize, rows: usize, n: i32, bin: i32, missing: i32, missingGoLeft: i32, spare: usize): i32 {
  let left = rows;
  let right = spare;
  for (const end = rows + (<usize>n << 2); rows < end; rows += 4) {
    const row = load<u32>(rows);
    const code = <i32>load<T>(column + <usize>row * wordBytes<T>());
    const goesLeft = code === missing ? missingGoLeft : i32(code <= bin);
    // Both are written, and one stays.
    store<u32>(right, row);
    store<u32>(left, row);
    left += <usize>goesLeft << 2;
    right += <usize>(1 - goesLeft) << 2;
  }
  memory.copy(left, spare, right - spare);
  return n - <i32>((right - spare) >> 2);
}

/**
 * Moves the rows whose code in one column is at most `bin` before the others; both keep their order.
 *
 * @param column the code of row 0 in that column: a byte, the rows four bytes apart
 * @param missing the code of a missing value, for which `missingGoLeft` (0 or 1) speaks; −1 where there is none
 * @param spare space for n rows
 * @returns how many go left
 */
export function partition8(column: usize, rows: usize, n: i32, bin: i32, missing: i32, missingGoLeft: i32, spare: usize): i32 {
  return partition<u8>(column, rows, n, bin, missing, missingGoLeft, spare);
}

/** {@link partition8} with codes of two bytes, the rows eight bytes apart. */
export function partition16(column: usize, rows: usize, n: i32, bin: i32, missing: i32, missingGoLeft: i32, spare: usize): i32 {
  return partition<u16>(column, rows, n, bin, missing, missingGoLeft, spare);
}
