import { describe, expect, it } from 'vitest';
import { colourRamp, contrastRatio, parseHex, toOklab } from '../../../src/core/report/colourRamp.ts';
import { shadesOf } from '../../../src/core/report/output/style.ts';
import { darkPalette, lightPalette, N_SHADES } from '../../../src/core/report/palette.ts';

describe('colourRamp', () => {
  it('converts as published: white, red and blue of sRGB in OKLab', () => {
    // CSS Color 4, sample values.
    const known = { '#ffffff': [1, 0, 0], '#ff0000': [0.62796, 0.22486, 0.12585], '#0000ff': [0.45201, -0.03246, -0.31153] };
    for (const [hex, lab] of Object.entries(known)) toOklab(parseHex(hex)).forEach((value, axis) => expect(value).toBeCloseTo(lab[axis]!, 4));
  });

  it('goes from one colour to the other in steps of like lightness', () => {
    for (const palette of [lightPalette, darkPalette]) {
      const ramp = colourRamp(parseHex(palette.background), parseHex(palette.shade), N_SHADES + 1);
      expect([ramp[0], ramp.at(-1)]).toEqual([parseHex(palette.background), parseHex(palette.shade)]);
      const lightness = ramp.map((colour) => toOklab(colour)[0]);
      const step = (lightness.at(-1)! - lightness[0]!) / N_SHADES;
      // Within what rounding to 8 bits moves a colour.
      lightness.slice(1).forEach((value, i) => expect(Math.abs(value - lightness[i]! - step)).toBeLessThan(0.005));
    }
  });
});

describe.each([['light', lightPalette], ['dark', darkPalette]] as const)('the %s palette', (_, palette) => {
  const of = (name: keyof typeof palette) => parseHex(palette[name]);

  it('has a contrast of at least 4.5 for every text', () => {
    for (const text of ['text', 'muted', 'accent'] as const) expect(contrastRatio(of(text), of('background'))).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio(of('text'), of('notice'))).toBeGreaterThanOrEqual(4.5);
    for (const shade of shadesOf(palette)) expect(contrastRatio(of('text'), shade)).toBeGreaterThanOrEqual(4.5);
  });

  it('has a contrast of at least 3 for every mark', () => {
    for (const mark of ['accent', 'second', 'bar', 'muted', 'text'] as const) expect(contrastRatio(of(mark), of('background'))).toBeGreaterThanOrEqual(3);
    expect(contrastRatio(of('text'), of('bar'))).toBeGreaterThanOrEqual(3);
  });
});

it('contrastRatio is 21 for black on white, and 1 for one colour', () => {
  expect(contrastRatio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
  expect(contrastRatio([9, 99, 199], [9, 99, 199])).toBe(1);
});
