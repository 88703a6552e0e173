import { markup, plainText, type Markup } from '../markup.ts';

/** What a picture is called, for those who do not see it as well. `id` has letters, digits and hyphens only. */
export interface PictureNames {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A picture of a size in px, with its name and description. */
export const frame = ({ id, title, description }: PictureNames, width: number, height: number, marks: readonly Markup[]): Markup => markup`<svg class="picture" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${marks}
</svg>`;

/** A length with at most two decimals, so that files are small and the same everywhere. */
export const px = (value: number): number => Math.round(value * 100) / 100;

/** About how wide a character of a label is. */
const CHARACTER_PX = 6.7;

export const labelWidth = (label: string): number => CHARACTER_PX * [...label].length;

/** A label that fits: what is too long ends with "…"; it stands whole in the table beside the picture. */
export function fitLabel(label: string, width: number): string {
  const characters = [...plainText(label).replace(/\s+/g, ' ')];
  // The label that a width was made for fits it, whatever the rounding.
  const room = Math.max(1, Math.floor(width / CHARACTER_PX + 0.01));
  return characters.length <= room ? characters.join('') : `${characters.slice(0, room - 1).join('')}…`;
}

/** A line between two points; `kind` is a class of the style sheet. */
export const line = (kind: string, x1: number, y1: number, x2: number, y2: number): Markup => markup`<line class="${kind}" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"/>`;

export type Anchor = 'start' | 'middle' | 'end';

export const label = (x: number, y: number, anchor: Anchor, content: string, kind = 'label'): Markup => markup`<text class="${kind}" x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${content}</text>`;

/** A broken or straight line through points. */
export const path = (kind: string, points: readonly (readonly [x: number, y: number])[]): Markup => markup`<polyline class="${kind}" points="${points.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}"/>`;

export type Shape = 'disc' | 'ring' | 'diamond';

/** A point, told apart by its shape as well as by its colour. */
export function point(kind: string, shape: Shape, x: number, y: number): Markup {
  if (shape === 'diamond') return markup`<path class="${kind} ${shape}" d="M${px(x)} ${px(y - 5.5)}L${px(x + 5.5)} ${px(y)}L${px(x)} ${px(y + 5.5)}L${px(x - 5.5)} ${px(y)}Z"/>`;
  return markup`<circle class="${kind} ${shape}" cx="${px(x)}" cy="${px(y)}" r="4.5"/>`;
}

/** Ticks of a share. */
export const SHARE_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

export const tickText = (share: number): string => share.toFixed(1);
