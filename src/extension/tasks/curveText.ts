const LEVELS = '▁▂▃▄▅▆▇█';
const WIDTH = 12;

/** A curve in one line of text, for a status bar: at most twelve columns, each the last value of its share of them, from 0 to the largest. */
export function curveText(values: readonly number[]): string {
  const width = Math.min(WIDTH, values.length);
  const most = Math.max(...values);
  return Array.from({ length: width }, (_, i) => {
    const value = values[Math.ceil(((i + 1) * values.length) / width) - 1] ?? 0;
    return LEVELS[most > 0 ? Math.min(LEVELS.length - 1, Math.floor((LEVELS.length * value) / most)) : 0];
  }).join('');
}
