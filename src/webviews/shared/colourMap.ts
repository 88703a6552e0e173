/**
 * Coefficients t⁰ … t⁶ for red, green and blue of viridis, in Matt Zucker's fit to the original table (CC0,
 * https://www.shadertoy.com/view/WlfXRN). Its lightness rises evenly from dark to light, so levels keep their order for
 * colour-blind eyes and in grey print.
 */
const viridis: readonly (readonly [number, number, number])[] = [
  [0.2777273272234177, 0.005407344544966578, 0.3340998053353061],
  [0.1050930431085774, 1.404613529898575, 1.384590162594685],
  [-0.3308618287255563, 0.214847559468213, 0.09509516302823659],
  [-4.634230498983486, -5.799100973351585, -19.33244095627987],
  [6.228269936347081, 14.17993336680509, 56.69055260068105],
  [4.776384997670288, -13.74514537774601, -65.35303263337234],
  [-5.435455855934631, 4.645852612178535, 26.3124352495832],
];

/** @returns 256 opaque RGBA colours, 4 bytes each, for levels 0 … 255 */
export function createColourMap(): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 4);
  for (let level = 0; level < 256; level++) {
    const t = level / 255;
    for (let channel = 0; channel < 3; channel++) {
      let value = 0;
      for (let power = viridis.length - 1; power >= 0; power--) value = value * t + (viridis[power]?.[channel] ?? 0);
      table[level * 4 + channel] = Math.round(255 * value);
    }
    table[level * 4 + 3] = 255;
  }
  return table;
}
