/**
 * Mean of the `count` largest (`flip` 0) or smallest (`flip` −1) values of each lane.
 *
 * Values are powers, not negative, so that their bits order them as integers do, and inverted bits order them the other way
 * round. Each value sinks through a chain of kept ones: a kept value takes the larger, the smaller sinks on. Chains of
 * 8, 4, 2 and 1 fit into the registers; what sinks out of one is spilled, and feeds the next, so that any count is made of
 * them.
 *
 * @param ofRoots whether it is the mean of their square roots
 * @param spill space for one vector for each value
 */
export function meanOfExtremes(from: usize, end: usize, count: i32, flip: i32, ofRoots: bool, spill: usize): v128 {
  const nBytes = end - from;
  let sum = f32x4.splat(0);
  let mask = i32x4.splat(flip);
  const unflip = mask;
  for (let rest = count; rest > 0; ) {
    if (rest >= 8) {
      sum = f32x4.add(sum, keep8(from, nBytes, mask, unflip, ofRoots, spill));
      rest -= 8;
    } else if (rest >= 4) {
      sum = f32x4.add(sum, keep4(from, nBytes, mask, unflip, ofRoots, spill));
      rest -= 4;
    } else if (rest >= 2) {
      sum = f32x4.add(sum, keep2(from, nBytes, mask, unflip, ofRoots, spill));
      rest -= 2;
    } else {
      sum = f32x4.add(sum, keep1(from, nBytes, mask, unflip, ofRoots, spill));
      rest -= 1;
    }
    // What was spilled is inverted already.
    from = spill;
    mask = i32x4.splat(0);
  }
  return f32x4.mul(sum, f32x4.splat(1 / f32(count)));
}

/** Less than any value, inverted or not. */
const LOWEST: i32 = i32.MIN_VALUE;

function valueOf(kept: v128, unflip: v128, ofRoots: bool): v128 {
  const value = v128.xor(kept, unflip);
  return ofRoots ? f32x4.sqrt(value) : value;
}

function keep8(from: usize, nBytes: usize, mask: v128, unflip: v128, ofRoots: bool, spill: usize): v128 {
  let a0 = i32x4.splat(LOWEST);
  let a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  const end = from + nBytes;
  while (from < end) {
    let x = v128.xor(v128.load(from), mask);
    let larger = i32x4.max_s(a0, x);
    x = i32x4.min_s(a0, x);
    a0 = larger;
    larger = i32x4.max_s(a1, x);
    x = i32x4.min_s(a1, x);
    a1 = larger;
    larger = i32x4.max_s(a2, x);
    x = i32x4.min_s(a2, x);
    a2 = larger;
    larger = i32x4.max_s(a3, x);
    x = i32x4.min_s(a3, x);
    a3 = larger;
    larger = i32x4.max_s(a4, x);
    x = i32x4.min_s(a4, x);
    a4 = larger;
    larger = i32x4.max_s(a5, x);
    x = i32x4.min_s(a5, x);
    a5 = larger;
    larger = i32x4.max_s(a6, x);
    x = i32x4.min_s(a6, x);
    a6 = larger;
    larger = i32x4.max_s(a7, x);
    x = i32x4.min_s(a7, x);
    a7 = larger;
    v128.store(spill, x);
    from += 16;
    spill += 16;
  }
  const front = f32x4.add(f32x4.add(valueOf(a0, unflip, ofRoots), valueOf(a1, unflip, ofRoots)), f32x4.add(valueOf(a2, unflip, ofRoots), valueOf(a3, unflip, ofRoots)));
  return f32x4.add(front, f32x4.add(f32x4.add(valueOf(a4, unflip, ofRoots), valueOf(a5, unflip, ofRoots)), f32x4.add(valueOf(a6, unflip, ofRoots), valueOf(a7, unflip, ofRoots))));
}

function keep4(from: usize, nBytes: usize, mask: v128, unflip: v128, ofRoots: bool, spill: usize): v128 {
  let a0 = i32x4.splat(LOWEST);
  let a1 = a0, a2 = a0, a3 = a0;
  const end = from + nBytes;
  while (from < end) {
    let x = v128.xor(v128.load(from), mask);
    let larger = i32x4.max_s(a0, x);
    x = i32x4.min_s(a0, x);
    a0 = larger;
    larger = i32x4.max_s(a1, x);
    x = i32x4.min_s(a1, x);
    a1 = larger;
    larger = i32x4.max_s(a2, x);
    x = i32x4.min_s(a2, x);
    a2 = larger;
    larger = i32x4.max_s(a3, x);
    x = i32x4.min_s(a3, x);
    a3 = larger;
    v128.store(spill, x);
    from += 16;
    spill += 16;
  }
  return f32x4.add(f32x4.add(valueOf(a0, unflip, ofRoots), valueOf(a1, unflip, ofRoots)), f32x4.add(valueOf(a2, unflip, ofRoots), valueOf(a3, unflip, ofRoots)));
}

function keep2(from: usize, nBytes: usize, mask: v128, unflip: v128, ofRoots: bool, spill: usize): v128 {
  let a0 = i32x4.splat(LOWEST);
  let a1 = a0;
  const end = from + nBytes;
  while (from < end) {
    let x = v128.xor(v128.load(from), mask);
    let larger = i32x4.max_s(a0, x);
    x = i32x4.min_s(a0, x);
    a0 = larger;
    larger = i32x4.max_s(a1, x);
    x = i32x4.min_s(a1, x);
    a1 = larger;
    v128.store(spill, x);
    from += 16;
    spill += 16;
  }
  return f32x4.add(valueOf(a0, unflip, ofRoots), valueOf(a1, unflip, ofRoots));
}

function keep1(from: usize, nBytes: usize, mask: v128, unflip: v128, ofRoots: bool, spill: usize): v128 {
  let a0 = i32x4.splat(LOWEST);
  const end = from + nBytes;
  while (from < end) {
    const x = v128.xor(v128.load(from), mask);
    v128.store(spill, i32x4.min_s(a0, x));
    a0 = i32x4.max_s(a0, x);
    from += 16;
    spill += 16;
  }
  return valueOf(a0, unflip, ofRoots);
}
