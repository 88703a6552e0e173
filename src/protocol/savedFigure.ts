/** The formats in which a figure can be saved. */
export const figureFormats = ['csv', 'md', 'svg', 'png'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** A figure of a page in the formats that it has, to be saved in one of them. */
export interface SavedFigure {
  readonly type: 'saveFigure';
  /** For the file: letters, digits and hyphens. */
  readonly name: string;
  readonly contents: Readonly<Partial<Record<FigureFormat, string | Uint8Array<ArrayBuffer>>>>;
}

/** Larger than any figure. */
const MAX_BYTES = 50e6;

/** Whether a message of unknown origin is a figure to be saved. */
export function isSavedFigure(message: unknown): message is SavedFigure {
  if (typeof message !== 'object' || message === null) return false;
  const { type, name, contents } = message as { type?: unknown; name?: unknown; contents?: unknown };
  if (type !== 'saveFigure' || typeof name !== 'string' || !/^[a-z0-9-]{1,80}$/.test(name) || typeof contents !== 'object' || contents === null) return false;
  const entries = Object.entries(contents);
  return entries.length > 0 && entries.every(([format, content]) => figureFormats.some((known) => known === format) && (typeof content === 'string' || content instanceof Uint8Array) && content.length <= MAX_BYTES);
}
