import type { FrequencyScaleName } from '../../protocol/clipSettings.ts';

/** Where frequencies lie on the vertical axis: 0 at its lower end, 1 at its upper. */
export interface FrequencyScale {
  readonly name: FrequencyScaleName;
  readonly fromHz: number;
  readonly toHz: number;
  share(hertz: number): number;
  hertz(share: number): number;
}

/** A logarithmic axis has no zero; below the deepest voices there is nothing to see. */
const logFromHz = 50;

// Slaney's mel scale, as that of the features: linear below 1 kHz, logarithmic above.
const melPerHz = 3 / 200;
const bendHz = 1000;
const logStep = Math.log(6.4) / 27;
const melOf = (hertz: number): number => (hertz < bendHz ? hertz * melPerHz : bendHz * melPerHz + Math.log(hertz / bendHz) / logStep);
const hertzOf = (mel: number): number => (mel < bendHz * melPerHz ? mel / melPerHz : bendHz * Math.exp((mel - bendHz * melPerHz) * logStep));

export function createFrequencyScale(name: FrequencyScaleName, toHz: number): FrequencyScale {
  if (name === 'mel') {
    const top = melOf(toHz);
    return { name, fromHz: 0, toHz, share: (hertz) => melOf(hertz) / top, hertz: (share) => hertzOf(share * top) };
  }
  if (name === 'log') {
    const fromHz = Math.min(logFromHz, toHz / 2);
    const octaves = Math.log(toHz / fromHz);
    return { name, fromHz, toHz, share: (hertz) => Math.log(Math.max(fromHz, hertz) / fromHz) / octaves, hertz: (share) => fromHz * Math.exp(share * octaves) };
  }
  return { name, fromHz: 0, toHz, share: (hertz) => hertz / toHz, hertz: (share) => share * toHz };
}

/** Frequencies in Hz for the ticks of a bent axis: 1, 2 and 5 times powers of ten, as far as they stay `apart` of the axis's length from each other. */
export function bentTicks(scale: FrequencyScale, apart: number): number[] {
  const ticks: number[] = [];
  for (let power = 10; power < scale.toHz; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const hertz = factor * power;
      if (hertz < scale.fromHz || hertz > scale.toHz) continue;
      const last = ticks.at(-1);
      if (last === undefined ? scale.share(hertz) >= 0 : scale.share(hertz) - scale.share(last) >= apart) ticks.push(hertz);
    }
  }
  return scale.fromHz === 0 && ticks[0] !== undefined && scale.share(ticks[0]) >= apart ? [0, ...ticks] : ticks.filter((hertz, i) => i > 0 || scale.fromHz > 0 || scale.share(hertz) >= apart);
}
