import type { SavedFigure } from '../../../protocol/savedFigure.ts';
import { drawPicture } from './drawPicture.ts';
import { words as pageWords } from '../words.ts';
import { readHeadline, readTable } from './readTable.ts';
import { toCsv, toMarkdown, type TextTable } from './tableText.ts';
import { words } from './words.ts';

/** Pixels for each unit of a picture, so that it is sharp in print. */
const pngScale = 2;

/** A table, the figures of a headline, a chart, or several charts beside each other. */
export type Figure = HTMLElement | SVGSVGElement;

/** A figure that is read as rows of texts; the others are only drawn. */
type ReadFigure = HTMLTableElement | HTMLDListElement;

export const isRead = (figure: Figure): figure is ReadFigure => figure instanceof HTMLTableElement || figure instanceof HTMLDListElement;

const rowsOf = (figure: ReadFigure): TextTable => (figure instanceof HTMLTableElement ? readTable(figure) : readHeadline(figure, [pageWords.figure, pageWords.value, pageWords.meaning]));

export const markdownOf = (figure: ReadFigure): string => toMarkdown(rowsOf(figure));
export const csvOf = (figure: ReadFigure): string => toCsv(rowsOf(figure));

/** As the page shows it from its beginning, whatever of it is scrolled out of sight. */
export function svgOf(figure: Figure, title: string): string {
  const region = figure.parentElement;
  const scrolled = region?.scrollTop ?? 0;
  region?.scrollTo({ top: 0 });
  const picture = drawPicture(figure, title);
  region?.scrollTo({ top: scrolled });
  return new XMLSerializer().serializeToString(picture);
}

/** @throws where the browser does not draw the picture */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = pngScale * image.naturalWidth;
    canvas.height = pngScale * image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error(words.notDrawn))), 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A figure in all its formats. */
export async function savedFigure(figure: Figure, title: string, name: string): Promise<SavedFigure> {
  const svg = svgOf(figure, title);
  const png = new Uint8Array(await (await pngOf(svg)).arrayBuffer());
  return { type: 'saveFigure', name, contents: { ...(isRead(figure) && { csv: csvOf(figure), md: markdownOf(figure) }), svg, png } };
}
