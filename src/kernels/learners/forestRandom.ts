import { Forest } from './forest';

/** Twin of core/learn/random.ts. */
export function seedRandom(forest: Forest, seed: i32, stream: i32): void {
  forest.randomA = seed;
  forest.randomB = stream;
  forest.randomC = 0x9e3779b9;
  forest.randomCount = 1;
  for (let warmUp = 0; warmUp < 15; warmUp++) next(forest);
}

/** Uniform in 0 … bound − 1. */
export function randomInteger(forest: Forest, bound: i32): i32 {
  return i32((f64(next(forest)) / 4294967296) * f64(bound));
}

function next(forest: Forest): u32 {
  const b = forest.randomB;
  const c = forest.randomC;
  const sum = forest.randomA + b + forest.randomCount++;
  forest.randomA = b ^ (b >>> 9);
  forest.randomB = c + (c << 3);
  forest.randomC = rotl<u32>(c, 21) + sum;
  return sum;
}
