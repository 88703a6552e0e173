import { turnedIm, turnedRe } from './complex';

// Passes as `pass4` of mixedRadix.ts: lanes are four neighbours of a run that share their twiddles, (cos, sin) for each output
// but the first of each butterfly. Real factors: cos and sin of 2πj / radix.
const SIN_3: f32 = 0.8660254037844386;
const COS_5_1: f32 = 0.30901699437494745;
const COS_5_2: f32 = -0.8090169943749475;
const SIN_5_1: f32 = 0.9510565162951535;
const SIN_5_2: f32 = 0.5877852522924731;
const COS_7_1: f32 = 0.6234898018587336;
const COS_7_2: f32 = -0.22252093395631434;
const COS_7_3: f32 = -0.9009688679024191;
const SIN_7_1: f32 = 0.7818314824680298;
const SIN_7_2: f32 = 0.9749279121818236;
const SIN_7_3: f32 = 0.4338837391175582;

export function pass2(from: usize, to: usize, apart: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * 4;
  const half = run * usize(nButterflies);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    while (from < end) {
      const x0r = v128.load(from);
      const x1r = v128.load(from + half);
      const x0i = v128.load(from + apart);
      const x1i = v128.load(from + apart + half);
      v128.store(to, f32x4.add(x0r, x1r));
      v128.store(to + apart, f32x4.add(x0i, x1i));
      storeTurned(to + run, apart, f32x4.sub(x0r, x1r), f32x4.sub(x0i, x1i), tw);
      from += 16;
      to += 16;
    }
    to += run;
    tw += 8;
  }
}

export function pass3(from: usize, to: usize, apart: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * 4;
  const third = run * usize(nButterflies);
  const minusHalf = f32x4.splat(-0.5);
  const sine = f32x4.splat(SIN_3);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    while (from < end) {
      const fromI = from + apart;
      const x0r = v128.load(from);
      const x1r = v128.load(from + third);
      const x2r = v128.load(from + 2 * third);
      const x0i = v128.load(fromI);
      const x1i = v128.load(fromI + third);
      const x2i = v128.load(fromI + 2 * third);
      const sumR = f32x4.add(x1r, x2r);
      const sumI = f32x4.add(x1i, x2i);
      const midR = f32x4.add(x0r, f32x4.mul(minusHalf, sumR));
      const midI = f32x4.add(x0i, f32x4.mul(minusHalf, sumI));
      const sideR = f32x4.mul(sine, f32x4.sub(x1i, x2i));
      const sideI = f32x4.mul(sine, f32x4.sub(x2r, x1r));
      v128.store(to, f32x4.add(x0r, sumR));
      v128.store(to + apart, f32x4.add(x0i, sumI));
      storeTurned(to + run, apart, f32x4.add(midR, sideR), f32x4.add(midI, sideI), tw);
      storeTurned(to + 2 * run, apart, f32x4.sub(midR, sideR), f32x4.sub(midI, sideI), tw + 8);
      from += 16;
      to += 16;
    }
    to += 2 * run;
    tw += 16;
  }
}

export function pass5(from: usize, to: usize, apart: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * 4;
  const fifth = run * usize(nButterflies);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    while (from < end) {
      const fromI = from + apart;
      const x0r = v128.load(from);
      const x0i = v128.load(fromI);
      let a = v128.load(from + fifth);
      let b = v128.load(from + 4 * fifth);
      const sum1r = f32x4.add(a, b);
      const dif1r = f32x4.sub(a, b);
      a = v128.load(from + 2 * fifth);
      b = v128.load(from + 3 * fifth);
      const sum2r = f32x4.add(a, b);
      const dif2r = f32x4.sub(a, b);
      a = v128.load(fromI + fifth);
      b = v128.load(fromI + 4 * fifth);
      const sum1i = f32x4.add(a, b);
      const dif1i = f32x4.sub(a, b);
      a = v128.load(fromI + 2 * fifth);
      b = v128.load(fromI + 3 * fifth);
      const sum2i = f32x4.add(a, b);
      const dif2i = f32x4.sub(a, b);
      v128.store(to, f32x4.add(x0r, f32x4.add(sum1r, sum2r)));
      v128.store(to + apart, f32x4.add(x0i, f32x4.add(sum1i, sum2i)));
      let midR = f32x4.add(x0r, weighed2(sum1r, COS_5_1, sum2r, COS_5_2));
      let midI = f32x4.add(x0i, weighed2(sum1i, COS_5_1, sum2i, COS_5_2));
      let sideR = weighed2(dif1i, SIN_5_1, dif2i, SIN_5_2);
      let sideI = weighed2(dif1r, SIN_5_1, dif2r, SIN_5_2);
      storeTurned(to + run, apart, f32x4.add(midR, sideR), f32x4.sub(midI, sideI), tw);
      storeTurned(to + 4 * run, apart, f32x4.sub(midR, sideR), f32x4.add(midI, sideI), tw + 24);
      midR = f32x4.add(x0r, weighed2(sum1r, COS_5_2, sum2r, COS_5_1));
      midI = f32x4.add(x0i, weighed2(sum1i, COS_5_2, sum2i, COS_5_1));
      sideR = weighed2(dif1i, SIN_5_2, dif2i, -SIN_5_1);
      sideI = weighed2(dif1r, SIN_5_2, dif2r, -SIN_5_1);
      storeTurned(to + 2 * run, apart, f32x4.add(midR, sideR), f32x4.sub(midI, sideI), tw + 8);
      storeTurned(to + 3 * run, apart, f32x4.sub(midR, sideR), f32x4.add(midI, sideI), tw + 16);
      from += 16;
      to += 16;
    }
    to += 4 * run;
    tw += 32;
  }
}

export function pass7(from: usize, to: usize, apart: usize, nButterflies: i32, stride: i32, tw: usize): void {
  const run = usize(stride) * 4;
  const seventh = run * usize(nButterflies);
  for (let p = 0; p < nButterflies; p++) {
    const end = from + run;
    while (from < end) {
      const fromI = from + apart;
      const x0r = v128.load(from);
      const x0i = v128.load(fromI);
      let a = v128.load(from + seventh);
      let b = v128.load(from + 6 * seventh);
      const sum1r = f32x4.add(a, b);
      const dif1r = f32x4.sub(a, b);
      a = v128.load(from + 2 * seventh);
      b = v128.load(from + 5 * seventh);
      const sum2r = f32x4.add(a, b);
      const dif2r = f32x4.sub(a, b);
      a = v128.load(from + 3 * seventh);
      b = v128.load(from + 4 * seventh);
      const sum3r = f32x4.add(a, b);
      const dif3r = f32x4.sub(a, b);
      a = v128.load(fromI + seventh);
      b = v128.load(fromI + 6 * seventh);
      const sum1i = f32x4.add(a, b);
      const dif1i = f32x4.sub(a, b);
      a = v128.load(fromI + 2 * seventh);
      b = v128.load(fromI + 5 * seventh);
      const sum2i = f32x4.add(a, b);
      const dif2i = f32x4.sub(a, b);
      a = v128.load(fromI + 3 * seventh);
      b = v128.load(fromI + 4 * seventh);
      const sum3i = f32x4.add(a, b);
      const dif3i = f32x4.sub(a, b);
      v128.store(to, f32x4.add(f32x4.add(x0r, sum1r), f32x4.add(sum2r, sum3r)));
      v128.store(to + apart, f32x4.add(f32x4.add(x0i, sum1i), f32x4.add(sum2i, sum3i)));
      let midR = f32x4.add(x0r, weighed3(sum1r, COS_7_1, sum2r, COS_7_2, sum3r, COS_7_3));
      let midI = f32x4.add(x0i, weighed3(sum1i, COS_7_1, sum2i, COS_7_2, sum3i, COS_7_3));
      let sideR = weighed3(dif1i, SIN_7_1, dif2i, SIN_7_2, dif3i, SIN_7_3);
      let sideI = weighed3(dif1r, SIN_7_1, dif2r, SIN_7_2, dif3r, SIN_7_3);
      storeTurned(to + run, apart, f32x4.add(midR, sideR), f32x4.sub(midI, sideI), tw);
      storeTurned(to + 6 * run, apart, f32x4.sub(midR, sideR), f32x4.add(midI, sideI), tw + 40);
      midR = f32x4.add(x0r, weighed3(sum1r, COS_7_2, sum2r, COS_7_3, sum3r, COS_7_1));
      midI = f32x4.add(x0i, weighed3(sum1i, COS_7_2, sum2i, COS_7_3, sum3i, COS_7_1));
      sideR = weighed3(dif1i, SIN_7_2, dif2i, -SIN_7_3, dif3i, -SIN_7_1);
      sideI = weighed3(dif1r, SIN_7_2, dif2r, -SIN_7_3, dif3r, -SIN_7_1);
      storeTurned(to + 2 * run, apart, f32x4.add(midR, sideR), f32x4.sub(midI, sideI), tw + 8);
      storeTurned(to + 5 * run, apart, f32x4.sub(midR, sideR), f32x4.add(midI, sideI), tw + 32);
      midR = f32x4.add(x0r, weighed3(sum1r, COS_7_3, sum2r, COS_7_1, sum3r, COS_7_2));
      midI = f32x4.add(x0i, weighed3(sum1i, COS_7_3, sum2i, COS_7_1, sum3i, COS_7_2));
      sideR = weighed3(dif1i, SIN_7_3, dif2i, -SIN_7_1, dif3i, SIN_7_2);
      sideI = weighed3(dif1r, SIN_7_3, dif2r, -SIN_7_1, dif3r, SIN_7_2);
      storeTurned(to + 3 * run, apart, f32x4.add(midR, sideR), f32x4.sub(midI, sideI), tw + 16);
      storeTurned(to + 4 * run, apart, f32x4.sub(midR, sideR), f32x4.add(midI, sideI), tw + 24);
      from += 16;
      to += 16;
    }
    to += 6 * run;
    tw += 48;
  }
}

function storeTurned(to: usize, apart: usize, r: v128, i: v128, tw: usize): void {
  const c = v128.load32_splat(tw);
  const s = v128.load32_splat(tw, 4);
  v128.store(to, turnedRe(r, i, c, s));
  v128.store(to + apart, turnedIm(r, i, c, s));
}

function weighed2(a: v128, wa: f32, b: v128, wb: f32): v128 {
  return f32x4.add(f32x4.mul(a, f32x4.splat(wa)), f32x4.mul(b, f32x4.splat(wb)));
}

function weighed3(a: v128, wa: f32, b: v128, wb: f32, c: v128, wc: f32): v128 {
  return f32x4.add(f32x4.mul(a, f32x4.splat(wa)), f32x4.add(f32x4.mul(b, f32x4.splat(wb)), f32x4.mul(c, f32x4.splat(wc))));
}
