/** A filter bank as sparse rows: filter m weighs bins `start[m]` … with `weights[m]`. */
export interface FilterBank {
  readonly start: Int32Array;
  readonly weights: readonly Float32Array[];
}

export interface MelOptions {
  readonly sampleRate: number;
  readonly nFft: number;
  readonly nMels: number;
  readonly fMin: number;
  readonly fMax: number;
}

const F_SP = 200 / 3;
const MIN_LOG_HZ = 1000;
const MIN_LOG_MEL = MIN_LOG_HZ / F_SP;
const LOG_STEP = Math.log(6.4) / 27;

/** Slaney's mel scale: linear below 1 kHz, logarithmic above. */
export function hzToMel(hz: number): number {
  return hz < MIN_LOG_HZ ? hz / F_SP : MIN_LOG_MEL + Math.log(hz / MIN_LOG_HZ) / LOG_STEP;
}

export function melToHz(mel: number): number {
  return mel < MIN_LOG_MEL ? mel * F_SP : MIN_LOG_HZ * Math.exp(LOG_STEP * (mel - MIN_LOG_MEL));
}

/**
 * Triangular filters, evenly spaced on Slaney's mel scale, each of unit area in Hz.
 *
 * @see M. Slaney, "Auditory Toolbox", 1998; librosa.filters.mel with its defaults
 */
export function createMelFilterBank({ sampleRate, nFft, nMels, fMin, fMax }: MelOptions): FilterBank {
  const lowest = hzToMel(fMin);
  const step = (hzToMel(fMax) - lowest) / (nMels + 1);
  const edges = Float64Array.from({ length: nMels + 2 }, (_, i) => melToHz(lowest + i * step));
  const nBins = nFft / 2 + 1;
  const start = new Int32Array(nMels);
  const weights: Float32Array[] = [];
  for (let m = 0; m < nMels; m++) {
    const [low, centre, high] = [edges[m], edges[m + 1], edges[m + 2]];
    const area = 2 / (high - low);
    const row: number[] = [];
    // One bin early, for rounding.
    for (let k = Math.max(0, Math.floor((low * nFft) / sampleRate) - 1); k < nBins; k++) {
      const hz = (k * sampleRate) / nFft;
      const weight = Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
      if (weight <= 0) {
        if (row.length > 0) break;
        continue;
      }
      if (row.length === 0) start[m] = k;
      row.push(weight * area);
    }
    weights.push(Float32Array.from(row));
  }
  return { start, weights };
}

/**
 * Applies a filter bank to each frame of a power spectrogram.
 *
 * @param power value (frame, bin) at `frame * nBins + bin`
 * @returns value (frame, filter) at `frame * nFilters + filter`
 */
export function applyFilterBank(bank: FilterBank, power: Float32Array, nFrames: number, nBins: number): Float32Array {
  const nFilters = bank.weights.length;
  const out = new Float32Array(nFrames * nFilters);
  for (let t = 0; t < nFrames; t++) {
    for (let m = 0; m < nFilters; m++) {
      const row = bank.weights[m];
      const at = t * nBins + bank.start[m];
      let sum = 0;
      for (let i = 0; i < row.length; i++) sum += row[i] * power[at + i];
      out[t * nFilters + m] = sum;
    }
  }
  return out;
}
