import type { Samples } from '../audio/samples.ts';
import type { KernelMemory } from '../signal/kernels.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';

/** Frames overlap by this many hops less one. */
export const HOPS_PER_FRAME = FRAME_LENGTH / HOP_LENGTH;
const LEAD = FRAME_LENGTH / 2;
/** Sign changes are counted up to the sample after the last hop. */
const BEYOND = 1;

/** Frames that lie side by side in the kernel's memory, the first of them at `address`. */
export interface FrameChunk {
  readonly address: number;
  readonly nFrames: number;
  /** Sample of the chunk before which the clip's first one is continued by zeros; undefined in later chunks. */
  readonly clipStart: number | undefined;
  /** Sample after the clip's last one; undefined in earlier chunks. */
  readonly clipEnd: number | undefined;
}

/**
 * Collects a clip's samples, continues them by zeros on both sides, and hands out its centred frames in chunks. A clip of at
 * most the frames that were reserved comes as one chunk.
 */
export interface FrameFeed {
  begin(): void;
  /** Takes samples that lie at an address of the same memory. */
  takeResident(address: number, count: number): void;
  /** @throws SerError `feature-not-finite` */
  take(samples: Samples): void;
  finish(): void;
}

/** Frames that a chunk may hold more than were reserved: the zeros at the end fill up what overlaps. */
const SPARE_FRAMES = 4;

/** Frames for which a chunk's buffers must be made. */
export const chunkFrames = (reserved: number): number => reserved + SPARE_FRAMES;

/** Samples that the buffer of a feed must hold. */
export const feedSamples = (reserved: number): number => (reserved + HOPS_PER_FRAME - 1) * HOP_LENGTH + BEYOND + FRAME_LENGTH;

/** @param buffer gives the address of {@link feedSamples} samples and the frames that were reserved */
export function createFrameFeed(memory: KernelMemory, buffer: () => { address: number; reserved: number }, onChunk: (chunk: FrameChunk) => void): FrameFeed {
  let filled = 0;
  let isFirst = true;
  let taken = 0;

  /** Copies up to `count` samples by `copy(offset, to, count)`, handing out each chunk that fills up. */
  const append = (count: number, copy: (offset: number, to: number, count: number) => void): void => {
    const { address, reserved } = buffer();
    const full = (reserved + HOPS_PER_FRAME - 1) * HOP_LENGTH + BEYOND;
    for (let offset = 0; offset < count; ) {
      const part = Math.min(count - offset, full - filled);
      copy(offset, address + 4 * filled, part);
      offset += part;
      filled += part;
      if (filled === full) {
        onChunk({ address, nFrames: reserved, clipStart: isFirst ? LEAD : undefined, clipEnd: undefined });
        isFirst = false;
        memory.floats(address, full).copyWithin(0, reserved * HOP_LENGTH);
        filled -= reserved * HOP_LENGTH;
      }
    }
  };

  return {
    begin() {
      memory.floats(buffer().address, LEAD).fill(0);
      filled = LEAD;
      isFirst = true;
      taken = 0;
    },
    takeResident(from, count) {
      append(count, (offset, to, part) => new Uint8Array(memory.calls.memory.buffer).copyWithin(to, from + 4 * offset, from + 4 * (offset + part)));
    },
    take(samples) {
      append(samples.length, (offset, to, part) => memory.takeSamples(to, samples.subarray(offset, offset + part), taken + offset));
      taken += samples.length;
    },
    finish() {
      const { address } = buffer();
      // The last centred frame starts at most half a frame before the last sample.
      const nFrames = 1 + Math.floor((filled - LEAD) / HOP_LENGTH);
      const needed = (nFrames + HOPS_PER_FRAME - 1) * HOP_LENGTH + BEYOND;
      memory.floats(address, needed).fill(0, filled);
      onChunk({ address, nFrames, clipStart: isFirst ? LEAD : undefined, clipEnd: filled });
    },
  };
}
