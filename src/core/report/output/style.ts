import { colourRamp, parseHex } from '../colourRamp.ts';
import { darkPalette, lightPalette, N_SHADES, type Palette } from '../palette.ts';

/** The style sheet of a page: light, dark where the reader's system is, and for paper. */
export const reportStyle = (): string => `:root { color-scheme: light dark; ${variables(lightPalette)} }
@media (prefers-color-scheme: dark) { :root { ${variables(darkPalette)} } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 1320px; background: var(--background); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
h2 { margin: 40px 0 8px; font-size: 20px; line-height: 1.3; }
h3 { margin: 32px 0 8px; font-size: 17px; line-height: 1.3; }
h1, h2, h3, p, li, td, th { overflow-wrap: break-word; }
p { margin: 8px 0; max-width: 80ch; }
nav ol, nav ul { margin: 8px 0; padding-left: 20px; columns: 3 220px; }
a { color: var(--accent); }
.warning { max-width: 80ch; padding: 8px 12px; border-left: 4px solid var(--second); background: var(--notice); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 12px 0; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.beside { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 12px 36px; }
figure { margin: 0; }
figcaption { max-width: min(80ch, calc(100vw - 40px)); padding-top: 6px; color: var(--muted); font-size: 14px; }
.beside > * { max-width: 100%; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; margin: 8px 0; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { max-width: min(80ch, calc(100vw - 40px)); padding-bottom: 6px; color: var(--muted); text-align: left; }
th { font-weight: 600; }
.plain tbody th { font-weight: 400; }
.plain th, .plain td { padding: 3px 10px; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
.plain .number { text-align: right; white-space: nowrap; }
.plain th:first-child, .plain td:first-child { padding-left: 0; }
.confusion th { padding: 4px 8px; }
.confusion tbody th { text-align: right; }
.confusion tbody td { min-width: 60px; height: 42px; padding: 2px 8px; border: 1px solid var(--rule); line-height: 1.25; text-align: center; }
.confusion .total { border: 0; color: var(--muted); }
.confusion .share { display: block; white-space: nowrap; }
.confusion .n { font-size: 12px; }
.confusion .hit { outline: 2px solid var(--text); outline-offset: -3px; font-weight: 600; }
pre { margin: 8px 0; padding: 10px 12px; border: 1px solid var(--rule); border-radius: 4px; font: 13px/1.5 ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--muted); }
.picture { display: block; height: auto; }
.wide > .picture { max-width: none; }
.label { fill: var(--text); font-size: 12px; }
.muted { fill: var(--muted); }
.small { font-size: 10px; }
.strong { font-weight: 600; }
.bar { fill: var(--bar); }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--muted); stroke-width: 1; }
.chance { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 5 4; }
.whisker { stroke: var(--text); stroke-width: 1.5; }
.line { fill: none; stroke-width: 2; }
.mark { fill: var(--text); stroke: var(--text); stroke-width: 1.5; }
.one { stroke: var(--accent); fill: var(--accent); }
.two { stroke: var(--second); fill: var(--second); }
.line.one, .line.two { fill: none; }
.line.two { stroke-dasharray: 7 3; }
.band { stroke: none; opacity: 0.18; }
.mark.ring { fill: var(--background); stroke-width: 2; }
@media print {
  body { padding: 0; max-width: none; font-size: 11pt; }
  details::details-content { content-visibility: visible; block-size: auto; }
  table, .picture { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  .confusion td, .bar, .warning { print-color-adjust: exact; }
}
`;

function variables(palette: Palette): string {
  const { background, text, muted, rule, accent, second, bar, notice } = palette;
  const colours = Object.entries({ background, text, muted, rule, accent, second, bar, notice }).map(([name, value]) => `--${name}: ${value};`);
  return [...colours, ...shadesOf(palette).map((colour, step) => `--s${step}: rgb(${colour.join(' ')});`)].join(' ');
}

/** Shades of a cell, from the background to the strongest. */
export const shadesOf = ({ background, shade }: Palette): (readonly [number, number, number])[] => colourRamp(parseHex(background), parseHex(shade), N_SHADES + 1);

/** The rules of the shades, which are the same in every scheme. */
export const shadeRules = (): string => Array.from({ length: N_SHADES + 1 }, (_, step) => `.s${step} { background: var(--s${step}); }`).join('\n');
