/** Plays one sound at a time, of bytes that the host has sent. */
export interface SoundPlayer {
  /** @param failed the browser does not know this kind of recording; not called for a sound that was stopped or replaced before */
  play(bytes: Uint8Array, mime: string, failed: () => void): void;
  stop(): void;
}

/** @param ended a sound has come to its end by itself */
export function createSoundPlayer(ended: () => void = () => undefined): SoundPlayer {
  const audio = new Audio();
  let url: string | undefined;
  const stop = (): void => {
    audio.pause();
    audio.removeAttribute('src');
    if (url !== undefined) URL.revokeObjectURL(url);
    url = undefined;
  };
  audio.addEventListener('ended', ended);
  return {
    stop,
    play(bytes, mime, failed) {
      stop();
      const playing = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }));
      url = playing;
      audio.src = playing;
      audio.play().catch((error: unknown) => {
        if (playing !== url || (error instanceof DOMException && error.name === 'AbortError')) return;
        failed();
      });
    },
  };
}
