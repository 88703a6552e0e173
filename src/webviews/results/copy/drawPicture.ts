import { resolveColour } from '../../shared/colourContrast.ts';
import { svgElement } from '../../shared/element.ts';
import { drawText } from './drawText.ts';

/** Around the figure, in units of CSS pixels. */
const margin = 12;

/** A colour of the theme as one of its own, over the page. */
export type Colours = (css: string) => string;

const isSeen = (css: string): boolean => !/^(?:none|transparent|rgba\(0, 0, 0, 0\))$/.test(css);

/**
 * A chart or a table as an SVG picture that needs nothing of the page: it is read from what the page shows, its colours are the
 * theme's as they are now, on the theme's background.
 */
export function drawPicture(figure: Element, title: string): SVGSVGElement {
  const style = getComputedStyle(document.body);
  const background = `rgb(${resolveColour(style.backgroundColor, 'Canvas').join(' ')})`;
  const colours: Colours = (css) => `rgb(${resolveColour(css, background).join(' ')})`;
  const { left, top, width, height } = figure.getBoundingClientRect();
  const [w, h] = [Math.ceil(width) + 2 * margin, Math.ceil(height) + 2 * margin];
  const content = svgElement('g', { transform: `translate(${margin - left} ${margin - top})` });
  drawElement(figure, content, colours);
  return svgElement(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${w} ${h}`, width: w, height: h, 'font-family': style.fontFamily },
    svgElement('title', {}, title),
    svgElement('rect', { width: w, height: h, fill: background }),
    content,
  );
}

function drawElement(node: Element, into: SVGElement, colours: Colours): void {
  if (node instanceof SVGSVGElement) {
    into.append(standingAlone(node, colours));
    return;
  }
  if (node.matches('input, .visually-hidden, [data-copy="no"]')) return;
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  // What tells a button from a text is for readers who can press it.
  if (!(node instanceof HTMLButtonElement)) drawBox(node.getBoundingClientRect(), style, into, colours);
  for (const child of node.childNodes) {
    if (child instanceof Element) drawElement(child, into, colours);
    else if (child instanceof Text) drawText(child, style, into, colours);
  }
}

function drawBox({ left, top, right, bottom, width, height }: DOMRect, style: CSSStyleDeclaration, into: SVGElement, colours: Colours): void {
  if (width === 0 || height === 0) return;
  if (isSeen(style.backgroundColor)) into.append(svgElement('rect', { x: left, y: top, width, height, fill: colours(style.backgroundColor) }));
  const sides = [
    ['top', left, top, right, top],
    ['bottom', left, bottom, right, bottom],
    ['left', left, top, left, bottom],
    ['right', right, top, right, bottom],
  ] as const;
  for (const [side, x1, y1, x2, y2] of sides) {
    const [kind, colour, thickness] = ['style', 'color', 'width'].map((part) => style.getPropertyValue(`border-${side}-${part}`)) as [string, string, string];
    if (kind !== 'none' && isSeen(colour)) into.append(svgElement('line', { x1, y1, x2, y2, stroke: colours(colour), 'stroke-width': Number.parseFloat(thickness) }));
  }
  if (style.outlineStyle === 'solid') {
    const inside = -Number.parseFloat(style.outlineOffset);
    into.append(svgElement('rect', { x: left + inside, y: top + inside, width: width - 2 * inside, height: height - 2 * inside, fill: 'none', stroke: colours(style.outlineColor) }));
  }
}

const numbers = ['fill-opacity', 'stroke-opacity', 'stroke-width', 'stroke-dasharray'] as const;
const letters = ['font-size', 'font-weight'] as const;

/** A drawing of the page where it is, with what the style sheet says of it written into it. */
function standingAlone(drawing: SVGSVGElement, colours: Colours): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((part, i) => {
    const original = originals[i];
    part.removeAttribute('class');
    if (!original || original instanceof SVGSVGElement) return;
    const style = getComputedStyle(original);
    for (const name of ['fill', 'stroke']) {
      const colour = style.getPropertyValue(name);
      part.setAttribute(name, isSeen(colour) ? colours(colour) : 'none');
    }
    for (const name of isSeen(style.stroke) ? numbers : numbers.slice(0, 1)) part.setAttribute(name, style.getPropertyValue(name));
    for (const name of original instanceof SVGTextElement ? letters : []) part.setAttribute(name, style.getPropertyValue(name));
  });
  const { left, top, width, height } = drawing.getBoundingClientRect();
  for (const name of ['class', 'id', 'aria-hidden', 'focusable']) copy.removeAttribute(name);
  for (const [name, value] of Object.entries({ x: left, y: top, width, height, overflow: 'visible' })) copy.setAttribute(name, String(value));
  return copy;
}
