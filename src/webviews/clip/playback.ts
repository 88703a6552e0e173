import type { TimeRange } from './selection.ts';

/** Where the clip's playback stands. */
export interface PlaybackState {
  readonly timeSec: number;
  readonly durationSec: number;
  readonly playing: boolean;
  readonly playable: boolean;
}

/** Playing, pausing and seeking one clip at a time. */
export interface Playback {
  readonly state: PlaybackState;
  /** A long recording is better fetched when it is to be played. */
  load(audioUri: string, durationSec: number, fetch: 'now' | 'on play'): void;
  toggle(): void;
  seek(timeSec: number): void;
  /** Plays this part alone; all of the clip where it is undefined. */
  keepWithin(range: TimeRange | undefined): void;
  repeat(loop: boolean): void;
  /** 1 is the speed of the recording; the pitch stays. */
  speed(rate: number): void;
  unload(): void;
}

/**
 * Plays through an `<audio>` element, which streams and decodes what the browser knows.
 *
 * @param changed gets every change; while the clip plays, each drawn frame, or a few times a second for readers who asked
 *   for less motion
 */
export function createPlayback(audio: HTMLAudioElement, changed: (state: PlaybackState) => void): Playback {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let durationSec = 0;
  let playable = false;
  let range: TimeRange | undefined;
  let loop = false;
  let rate = 1;

  const state = (): PlaybackState => ({ timeSec: Math.min(audio.currentTime, durationSec), durationSec, playing: !audio.paused && !audio.ended, playable });
  const report = (): void => changed(state());
  const seek = (timeSec: number): void => {
    audio.currentTime = Math.min(Math.max(0, timeSec), durationSec);
    report();
  };
  /** At the end of the part that plays: from its start again, or rest there. */
  const turn = (): void => {
    if (range === undefined || audio.currentTime < range.toSec) return;
    if (!loop) audio.pause();
    seek(range.fromSec);
  };
  const follow = (): void => {
    if (!state().playing) return;
    turn();
    if (!calm.matches) report();
    requestAnimationFrame(follow);
  };
  audio.addEventListener('play', () => {
    report();
    follow();
  });
  for (const event of ['pause', 'ended', 'seeked', 'timeupdate', 'loadedmetadata']) audio.addEventListener(event, report);
  // A part that reaches to the end of the clip ends with it.
  audio.addEventListener('ended', () => {
    if (range === undefined) return;
    seek(range.fromSec);
    if (loop) audio.play().catch(report);
  });
  audio.addEventListener('error', () => {
    playable = false;
    report();
  });

  return {
    get state() {
      return state();
    },
    load(audioUri, seconds, fetch) {
      durationSec = seconds;
      playable = true;
      audio.preload = fetch === 'now' ? 'auto' : 'none';
      audio.src = audioUri;
      audio.defaultPlaybackRate = rate;
      report();
    },
    toggle() {
      if (!playable) return;
      if (state().playing) return audio.pause();
      if (range !== undefined && (audio.currentTime < range.fromSec || audio.currentTime >= range.toSec)) seek(range.fromSec);
      // A refusal reaches the element's error event; a pause before the start rejects too, and is none.
      audio.play().catch(report);
    },
    seek,
    keepWithin(next) {
      range = next;
      audio.loop = loop && range === undefined;
    },
    repeat(next) {
      loop = next;
      audio.loop = loop && range === undefined;
    },
    speed(next) {
      rate = next;
      audio.defaultPlaybackRate = rate;
      audio.playbackRate = rate;
    },
    unload() {
      playable = false;
      durationSec = 0;
      audio.removeAttribute('src');
      audio.load();
    },
  };
}
