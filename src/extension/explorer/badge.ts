/**
 * The badge of a clip whose last estimate is this emotion: its first two letters, "Sa" for sad; undefined where it has no letter.
 */
export function badgeOf(emotion: string): string | undefined {
  const [first, second = ''] = emotion.match(/\p{L}|\p{N}/gu) ?? [];
  return first === undefined ? undefined : first.toUpperCase() + second.toLowerCase();
}
