import { axisTicks, tickLabel } from '../shared/axisTicks.ts';
import type { Theme } from '../shared/theme.ts';
import type { Surface } from '../shared/watchCanvas.ts';
import type { PlotFrame } from './plotArea.ts';
import type { ImageStyle } from './tiles/imageStyle.ts';
import { words } from './words.ts';

const gap = 12;
const barWidth = 12;

/** Creates the drawing of the key from colours to decibels to the right of a frame. It keeps the bar as an image, since it is drawn at each frame of a moving picture. */
export function createColourBar(): (surface: Surface, frame: PlotFrame, style: Pick<ImageStyle, 'dbMin' | 'dbMax' | 'colours'>, theme: Theme) => void {
  let shown: { readonly colours: Uint8ClampedArray; readonly image: OffscreenCanvas } | undefined;
  return ({ context, width }, frame, { dbMin, dbMax, colours }, theme) => {
    if (shown?.colours !== colours) shown = { colours, image: barImage(colours) };
    const x = frame.x + frame.width + gap;
    context.save();
    context.imageSmoothingEnabled = false;
    context.drawImage(shown.image, x, frame.y, barWidth, frame.height);
    context.font = theme.font;
    context.strokeStyle = theme.border;
    context.fillStyle = theme.muted;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.strokeRect(x, frame.y, barWidth, frame.height);
    const ticks = axisTicks(dbMin, dbMax, Math.max(2, Math.floor(frame.height / 40)));
    context.beginPath();
    for (const value of ticks.values) {
      const y = frame.y + frame.height * (1 - (value - dbMin) / (dbMax - dbMin));
      context.moveTo(x + barWidth, y);
      context.lineTo(x + barWidth + 4, y);
      context.fillText(tickLabel(value, ticks.decimals), x + barWidth + 7, y);
    }
    context.stroke();
    context.translate(width - 7, frame.y + frame.height / 2);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'center';
    context.fillText(words.level, 0, 0);
    context.restore();
  };
}

/** One column of 256 pixels, the highest level on top. */
function barImage(colours: Uint8ClampedArray): OffscreenCanvas {
  const image = new OffscreenCanvas(1, 256);
  const data = new ImageData(1, 256);
  for (let level = 0; level < 256; level++) data.data.set(colours.subarray(4 * level, 4 * level + 4), 4 * (255 - level));
  image.getContext('2d')?.putImageData(data, 0, 0);
  return image;
}
