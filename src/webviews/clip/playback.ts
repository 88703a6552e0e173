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

  const state = (): PlaybackState => ({ timeSec: Math.min(audio.currentTime, durationSec), durationSec, playing: !audio.paused && !audio.ended, playable });
  const report = (): void => changed(state());
  const follow = (): void => {
    report();
    if (state().playing && !calm.matches) requestAnimationFrame(follow);
  };
  audio.addEventListener('play', follow);
  for (const event of ['pause', 'ended', 'seeked', 'timeupdate', 'loadedmetadata']) audio.addEventListener(event, report);
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
      report();
    },
    toggle() {
      if (!playable) return;
      if (state().playing) audio.pause();
      // A refusal reaches the element's error event; a pause before the start rejects too, and is none.
      else audio.play().catch(report);
    },
    seek(timeSec) {
      audio.currentTime = Math.min(Math.max(0, timeSec), durationSec);
      report();
    },
    unload() {
      playable = false;
      durationSec = 0;
      audio.removeAttribute('src');
      audio.load();
    },
  };
}
