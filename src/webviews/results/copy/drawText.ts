import { svgElement } from '../../shared/element.ts';
import type { Colours } from './drawPicture.ts';

interface Line {
  readonly rect: DOMRect;
  readonly text: string;
}

/** The lines into which the page has broken a text. */
function linesOf(node: Text): Line[] {
  const range = document.createRange();
  const lines: { from: number; to: number; top: number }[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { top, width } = range.getBoundingClientRect();
    // Of a list that is folded nothing is in sight.
    if (width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - top) < 2) last.to = index + word.length;
    else lines.push({ from: index, to: index + word.length, top });
  }
  return lines.map(({ from, to }) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return { rect: range.getBoundingClientRect(), text: node.data.slice(from, to).replace(/\s+/g, ' ') };
  });
}

/** How far the letters of a font reach above and below their line. */
function reach(style: CSSStyleDeclaration): { readonly ascent: number; readonly descent: number } {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return { ascent: 0.8 * Number.parseFloat(style.fontSize), descent: 0.2 * Number.parseFloat(style.fontSize) };
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  return { ascent, descent };
}

const anchors: Readonly<Record<string, 'middle' | 'end'>> = { center: 'middle', right: 'end', end: 'end' };

/** Draws a text of the page where it stands; held where its cell holds it, should another font be wider. */
export function drawText(node: Text, style: CSSStyleDeclaration, into: SVGElement, colours: Colours): void {
  const { ascent, descent } = reach(style);
  const look = { fill: colours(style.color), 'font-size': style.fontSize, 'font-weight': style.fontWeight };
  for (const { rect, text } of linesOf(node)) {
    if (style.writingMode !== 'horizontal-tb') {
      const [x, y] = [rect.left + rect.width / 2 + (ascent - descent) / 2, rect.top + rect.height / 2];
      into.append(svgElement('text', { ...look, transform: `translate(${x} ${y}) rotate(-90)`, 'text-anchor': 'middle' }, text));
      continue;
    }
    const anchor = anchors[style.textAlign] ?? 'start';
    const x = anchor === 'end' ? rect.right : anchor === 'middle' ? rect.left + rect.width / 2 : rect.left;
    into.append(svgElement('text', { ...look, x, y: rect.top + (rect.height + ascent - descent) / 2, 'text-anchor': anchor }, text));
  }
}
