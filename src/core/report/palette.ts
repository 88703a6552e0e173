/**
 * The colours of a page. Blue and orange are those of Okabe and Ito, which people with any of the common colour blindnesses
 * tell apart; on them the text of a scheme has a contrast of at least 4.5, and lines have at least 3 on the background.
 *
 * @see M. Okabe, K. Ito, "Color Universal Design", 2008
 */
export interface Palette {
  readonly background: string;
  readonly text: string;
  /** Text of less weight. */
  readonly muted: string;
  /** Lines between rows and behind marks, which carry no meaning. */
  readonly rule: string;
  readonly accent: string;
  readonly second: string;
  /** Of bars, on which lines of text's colour stay visible. */
  readonly bar: string;
  /** Behind a warning. */
  readonly notice: string;
  /** The strongest shade of a cell. */
  readonly shade: string;
}

export const lightPalette: Palette = { background: '#ffffff', text: '#1c1c1c', muted: '#595959', rule: '#d4d4d4', accent: '#0072b2', second: '#d55e00', bar: '#4f9cc9', notice: '#fdf3d8', shade: '#5aa5d8' };

export const darkPalette: Palette = { background: '#161616', text: '#ececec', muted: '#ababab', rule: '#3d3d3d', accent: '#56b4e9', second: '#e69f00', bar: '#2f7fb0', notice: '#3a3013', shade: '#1b6397' };

/** Steps of a cell's shade between none and the strongest. */
export const N_SHADES = 20;
