import { createSoundPlayer } from '../../shared/soundPlayer.ts';
import { clipKey, isSameClip, type ClipKey, type ListedClip, type ToClipLists } from '../../../protocol/runClips.ts';
import { words } from './words.ts';

/** What is played, and what could not be, with the reason. */
export interface PlayerState {
  readonly clip?: ClipKey | undefined;
  readonly trouble?: { readonly clip: ClipKey; readonly reason: string } | undefined;
}

/** Plays one clip of the page at a time. */
export interface ClipPlayer {
  /** Stops the clip if it is played, else plays it in place of any other. */
  toggle(clip: ListedClip): void;
  stop(): void;
  receive(message: Extract<ToClipLists, { readonly type: 'sound' | 'noSound' }>): void;
  /** Tells `node`'s part of the page of each change, as long as it is in the page. */
  watch(node: Node, show: (state: PlayerState) => void): void;
}

/** @param ask asks the host for a clip's bytes */
export function createClipPlayer(ask: (clip: ClipKey) => void): ClipPlayer {
  const watchers = new Map<Node, (state: PlayerState) => void>();
  let current: ListedClip | undefined;

  const tell = (trouble?: PlayerState['trouble']): void => {
    for (const [node, show] of watchers) {
      if (node.isConnected) show({ clip: current, trouble });
      else watchers.delete(node);
    }
  };
  const end = (trouble?: PlayerState['trouble']): void => {
    current = undefined;
    player.stop();
    tell(trouble);
  };
  const player = createSoundPlayer(() => end());

  return {
    toggle(clip) {
      if (isSameClip(current, clip)) return end();
      player.stop();
      current = clip;
      tell();
      ask(clipKey(clip));
    },
    stop: () => end(),
    receive(message) {
      // A clip that cannot be opened says so while another is played.
      if (message.type === 'noSound') return isSameClip(current, message.clip) ? end(message) : tell(message);
      if (current === undefined || !isSameClip(current, message.clip)) return;
      const clip = current;
      player.play(message.bytes, message.mime, () => end({ clip, reason: words.notPlayable(clip.file) }));
    },
    watch: (node, show) => void watchers.set(node, show),
  };
}
