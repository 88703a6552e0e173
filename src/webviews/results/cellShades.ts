import { contrastRatio, mixColours, resolveColour } from '../shared/colourContrast.ts';
import { readTheme } from '../shared/theme.ts';

const steps = 20;
/** WCAG 2 AA for normal text, with room for rounding. */
const enough = 4.6;

/** The class that shades a cell by its share, 0 … 1. Any share above none is seen. */
export function shadeClass(share: number): string {
  return `shade-${share > 0 ? Math.max(1, Math.round(share * steps)) : 0}`;
}

/**
 * Shades of the theme's accent, from none to the strongest on which the theme's text still has enough contrast: so the
 * numbers stay legible in any theme, also one that we have never seen. They go in as an adopted style sheet, which the
 * page's policy allows without any inline style.
 *
 * @returns a function that computes them again, for a change of theme
 */
export function adoptCellShades(): () => void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  const compute = (): void => {
    const theme = readTheme();
    const background = resolveColour(theme.background, 'Canvas');
    const text = resolveColour(theme.foreground, theme.background);
    const accent = resolveColour(theme.accent, theme.background);
    let strongest = 1;
    while (strongest > 0.05 && contrastRatio(mixColours(accent, background, strongest), text) < enough) strongest -= 0.05;
    const rules = Array.from({ length: steps }, (_, i) => `.shade-${i + 1} { background-color: rgb(${mixColours(accent, background, (strongest * (i + 1)) / steps).join(' ')}); }`);
    sheet.replaceSync(rules.join('\n'));
  };
  compute();
  return compute;
}
