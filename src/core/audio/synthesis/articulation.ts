import type { TimedSegment } from './timeline.ts';

/** Synthesis parameters over time: one value per control step in every array. */
export interface ArticulationTracks {
  readonly nSteps: number;
  readonly f1: Float32Array;
  readonly f2: Float32Array;
  readonly f3: Float32Array;
  readonly b1: Float32Array;
  readonly b2: Float32Array;
  readonly b3: Float32Array;
  readonly voicing: Float32Array;
  readonly aspiration: Float32Array;
  readonly frication: Float32Array;
  readonly flatFrication: Float32Array;
  readonly fricationHz: Float32Array;
  readonly fricationWidthHz: Float32Array;
  readonly nasality: Float32Array;
}

/** Times over which targets melt into each other: the tongue is slow, the glottis and the velum faster, bursts abrupt. */
const TONGUE_SEC = 0.05;
const VOICING_SEC = 0.014;
const NOISE_SEC = 0.007;

/** Amplitude over a phrase: breath pressure falls towards its end, then voice dies away; accents are louder. */
const PHRASE_END_AMPLITUDE = 0.65;
const FADE_SEC = 0.09;
const stressAmplitude = [0.75, 1, 1.15] as const;

/** Two moving averages in a row: a continuous slope, so a transition bends as articulators do. */
function smooth(track: Float32Array, width: number): void {
  const half = Math.floor(width / 2);
  if (half < 1) return;
  const source = new Float32Array(track.length);
  for (let pass = 0; pass < 2; pass++) {
    source.set(track);
    let sum = 0;
    for (let i = -half; i <= half; i++) sum += source[Math.min(source.length - 1, Math.max(0, i))];
    for (let i = 0; i < track.length; i++) {
      track[i] = sum / (2 * half + 1);
      sum += source[Math.min(source.length - 1, i + half + 1)] - source[Math.max(0, i - half)];
    }
  }
}

/**
 * Turns targets into movements: each target holds for its segment, then all are smoothed. Short segments thus miss their
 * targets and neighbours colour each other, as in speech (undershoot and coarticulation, Lindblom 1963).
 *
 * @param stepSec time between two control steps
 * @param tractScale multiplies formant and frication frequencies
 * @param precision +1 precise (fast movements, extreme vowels) … −1 slurred
 * @param lipSpreadPercent raises F1 and F2
 * @see B. Lindblom, "Spectrographic study of vowel reduction", JASA 35(11), 1963
 */
export function createArticulation(
  timeline: readonly TimedSegment[],
  nSteps: number,
  stepSec: number,
  { tractScale, precision, lipSpreadPercent }: { tractScale: number; precision: number; lipSpreadPercent: number },
): ArticulationTracks {
  const track = (): Float32Array => new Float32Array(nSteps);
  const tracks: ArticulationTracks = {
    nSteps, f1: track(), f2: track(), f3: track(), b1: track(), b2: track(), b3: track(), voicing: track(), aspiration: track(),
    frication: track(), flatFrication: track(), fricationHz: track(), fricationWidthHz: track(), nasality: track(),
  };
  const reach = 1 + 0.12 * precision;
  const place = (hz: number, relaxedHz: number, scale: number): number => (relaxedHz + (hz - relaxedHz) * reach) * scale;
  const frontScale = tractScale * (1 + lipSpreadPercent / 100);

  const phraseStartSec = timeline[0].startSec;
  const phraseEndSec = timeline[timeline.length - 1].endSec;
  let index = 0;
  for (let step = 0; step < nSteps; step++) {
    const t = step * stepSec;
    while (index < timeline.length - 1 && t >= timeline[index].endSec) index++;
    const { segment, formants, endFormants, startSec, endSec, stress } = timeline[index];
    // A diphthong holds its first target for a third of its length, then glides.
    const glide = Math.min(1, Math.max(0, ((t - startSec) / (endSec - startSec) - 0.3) / 0.6));
    tracks.f1[step] = place(formants[0] + glide * (endFormants[0] - formants[0]), 500, frontScale);
    tracks.f2[step] = place(formants[1] + glide * (endFormants[1] - formants[1]), 1500, frontScale);
    tracks.f3[step] = place(formants[2] + glide * (endFormants[2] - formants[2]), 2500, tractScale);
    tracks.b1[step] = segment.bandwidths[0];
    tracks.b2[step] = segment.bandwidths[1];
    tracks.b3[step] = segment.bandwidths[2];
    tracks.fricationHz[step] = segment.frication.peakHz * tractScale;
    tracks.fricationWidthHz[step] = segment.frication.widthHz * tractScale;
    if (t < phraseStartSec || t >= phraseEndSec) continue;
    const progress = (t - phraseStartSec) / (phraseEndSec - phraseStartSec);
    const pressure = (1 - (1 - PHRASE_END_AMPLITUDE) * progress) * Math.min(1, (phraseEndSec - t) / FADE_SEC);
    tracks.voicing[step] = segment.voicing * pressure * stressAmplitude[stress];
    tracks.aspiration[step] = segment.aspiration * pressure;
    tracks.frication[step] = segment.frication.level * pressure;
    tracks.flatFrication[step] = segment.frication.flatLevel * pressure;
    tracks.nasality[step] = segment.nasality;
  }

  const steps = (sec: number): number => Math.round(sec / stepSec);
  const tongue = steps(TONGUE_SEC * 2 ** (-0.5 * precision));
  for (const moved of [tracks.f1, tracks.f2, tracks.f3, tracks.b1, tracks.b2, tracks.b3]) smooth(moved, tongue);
  for (const moved of [tracks.voicing, tracks.aspiration, tracks.nasality]) smooth(moved, steps(VOICING_SEC));
  for (const moved of [tracks.frication, tracks.flatFrication]) smooth(moved, steps(NOISE_SEC));
  return tracks;
}
