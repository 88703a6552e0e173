/** Words as the name of a file: letters, digits and hyphens, at most 60. */
export function fileNameOf(...parts: readonly string[]): string {
  const name = parts.join(' ').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '') || 'figure';
}
