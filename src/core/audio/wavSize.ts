/** What a file says of the length of its samples. */
export interface DataSize {
  /** Of the chunk that holds the samples, in bytes. */
  readonly declared: number;
  /** Bytes of the file from the chunk's body on. */
  readonly available: number;
  /** Whether the length that the file gives for all of itself is its real one: then its writer went back and filled the sizes in. */
  readonly isFinished: boolean;
  readonly blockBytes: number;
}

/** sox writes this many bytes, less what makes no whole block, when it cannot go back. */
const SOX_UNKNOWN = 0x7ffff000;

/**
 * Whether a declared length is no length but what a program writes before it knows it: the file went through a pipe, or its
 * recorder was stopped. The samples then reach to the end of the file. Placeholders are, where the file is shorter:
 * - 0 in a file whose own length is not filled in either (GStreamer, RF64 of ffmpeg, most recorders); a finished file with 0 is empty;
 * - 0xFFFFFFFF (ffmpeg), and the 4 KiB below it, for programs that subtract their header;
 * - 0x7FFFF000 less a part of a block (sox, espeak) to 0x80000000 (arecord);
 * - 2^62 and more (W64 of ffmpeg: 2^63 − 1).
 *
 * Any other length beyond the end of the file is a promise that is not kept: the file was cut.
 */
export function isPlaceholderSize({ declared, available, isFinished, blockBytes }: DataSize): boolean {
  if (declared === 0) return !isFinished;
  if (declared <= available) return false;
  return (
    (declared > SOX_UNKNOWN - blockBytes && declared <= 0x80000000) ||
    (declared >= 0xfffff000 && declared <= 0xffffffff) ||
    declared >= 2 ** 62
  );
}
