/** Plays one clip at a time. */
export interface ClipPlayer {
  play(bytes: Uint8Array, mime: string): void;
  stop(): void;
}

/** @param failed the browser does not know the kind of recording */
export function createClipPlayer(failed: () => void): ClipPlayer {
  const audio = new Audio();
  let url: string | undefined;
  const stop = (): void => {
    audio.pause();
    audio.removeAttribute('src');
    if (url !== undefined) URL.revokeObjectURL(url);
    url = undefined;
  };
  return {
    stop,
    play(bytes, mime) {
      stop();
      const playing = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }));
      url = playing;
      audio.src = playing;
      audio.play().catch((error: unknown) => {
        // Another clip has taken its place.
        if (playing !== url || (error instanceof DOMException && error.name === 'AbortError')) return;
        failed();
      });
    },
  };
}
