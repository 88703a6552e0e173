/** A part of a clip that was chosen: from where the choice began to where it was drawn, in either direction. */
export interface Selection {
  readonly anchorSec: number;
  readonly headSec: number;
}

/** The part in order of time. */
export interface TimeRange {
  readonly fromSec: number;
  readonly toSec: number;
}

/** @returns undefined where nothing is chosen, as after a click */
export function rangeOf(selection: Selection | undefined): TimeRange | undefined {
  if (selection === undefined || selection.anchorSec === selection.headSec) return undefined;
  const { anchorSec, headSec } = selection;
  return { fromSec: Math.min(anchorSec, headSec), toSec: Math.max(anchorSec, headSec) };
}

/** The samples of a range: those whose time lies in it. */
export function samplesOf({ fromSec, toSec }: TimeRange, { nSamples, sampleRate }: { readonly nSamples: number; readonly sampleRate: number }): { readonly from: number; readonly to: number } {
  const at = (sec: number): number => Math.min(nSamples, Math.max(0, Math.round(sec * sampleRate)));
  return { from: at(fromSec), to: at(toSec) };
}
