import type { WindowLengths } from '../../core/audio/slidingWindows.ts';
import type { TimelinePart } from '../../protocol/clipTimeline.ts';
import type { ToClipPage } from '../../protocol/clipView.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import type { ClipTimelines } from './clipTimelines.ts';

/** The emotion timeline of one page: computed on demand, and kept for when the page comes back into sight. */
export interface TimelineFeed {
  /** Computes it, from the start, for a state of the file. */
  start(path: string, sound: OpenSound, version: number, lengths: WindowLengths): Promise<void>;
  stop(): void;
  /** Sends what is known of a state of the file. */
  show(version: number): void;
  dispose(): void;
}

export function createTimelineFeed(timelines: ClipTimelines, post: (message: ToClipPage) => void): TimelineFeed {
  let kept: { readonly version: number; readonly parts: TimelinePart[] } | undefined;
  let running: AbortController | undefined;

  const isStale = (): boolean => kept?.parts[0] !== undefined && kept.parts[0].modelHash !== timelines.modelInUse();
  const stop = (): void => {
    running?.abort();
    running = undefined;
  };
  const registration = timelines.onDidChangeModel(() => {
    if (!isStale()) return;
    stop();
    post({ type: 'timelineStale' });
  });

  return {
    async start(path, sound, version, lengths) {
      stop();
      kept = undefined;
      const abort = new AbortController();
      running = abort;
      const parts: TimelinePart[] = [];
      const isWhole = await timelines.compute({
        path, sound, lengths, signal: abort.signal,
        onPart(part) {
          if (abort.signal.aborted) return;
          parts.push(part);
          post({ type: 'timeline', version, part });
        },
      });
      if (isWhole) kept = { version, parts };
      if (running === abort) running = undefined;
      // Another start has overtaken this one, and its parts are on their way.
      else if (running !== undefined) return;
      post({ type: 'timelineEnded', version, isWhole });
      // Another model was chosen meanwhile.
      if (isStale()) post({ type: 'timelineStale' });
    },
    stop,
    show(version) {
      if (kept === undefined || kept.version !== version) return;
      for (const part of kept.parts) post({ type: 'timeline', version, part });
      post({ type: 'timelineEnded', version, isWhole: true });
      if (isStale()) post({ type: 'timelineStale' });
    },
    dispose() {
      stop();
      registration.dispose();
    },
  };
}
