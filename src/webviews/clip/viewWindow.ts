/** The part of a clip that is in sight, in seconds. */
export interface ViewWindow {
  readonly fromSec: number;
  readonly toSec: number;
}

/** What a view can show of a clip: all of it at most, a few samples at least. */
export interface ViewLimits {
  readonly durationSec: number;
  readonly shortestSec: number;
}

export const wholeView = ({ durationSec }: ViewLimits): ViewWindow => ({ fromSec: 0, toSec: durationSec });

export const isWhole = ({ fromSec, toSec }: ViewWindow, { durationSec }: ViewLimits): boolean => fromSec <= 0 && toSec >= durationSec;

/** A view of that length, or the nearest possible, that starts there, or as near as the clip's ends allow. */
export function viewOf(fromSec: number, lengthSec: number, { durationSec, shortestSec }: ViewLimits): ViewWindow {
  const length = Math.min(durationSec, Math.max(shortestSec, lengthSec));
  const from = Math.min(durationSec - length, Math.max(0, fromSec));
  return { fromSec: from, toSec: from + length };
}

/** The view scaled by `factor`; what is at `atSec` stays where it is on the screen. */
export function zoomView({ fromSec, toSec }: ViewWindow, limits: ViewLimits, factor: number, atSec: number): ViewWindow {
  const length = Math.min(limits.durationSec, Math.max(limits.shortestSec, (toSec - fromSec) * factor));
  const share = (atSec - fromSec) / (toSec - fromSec);
  return viewOf(atSec - share * length, length, limits);
}

export const panView = ({ fromSec, toSec }: ViewWindow, limits: ViewLimits, bySec: number): ViewWindow => viewOf(fromSec + bySec, toSec - fromSec, limits);

/** The view moved so that it shows a time: not at all where it does, else so that the time is a tenth from its left edge. */
export function followView(view: ViewWindow, limits: ViewLimits, timeSec: number): ViewWindow {
  if (timeSec >= view.fromSec && timeSec <= view.toSec) return view;
  const length = view.toSec - view.fromSec;
  return viewOf(timeSec - length / 10, length, limits);
}
