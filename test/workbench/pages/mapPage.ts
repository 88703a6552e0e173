import type { Frame, Locator } from 'playwright-core';
import { webviewWith } from '../webview.ts';
import type { Workbench } from '../workbench.ts';

/** The page of the embedding map. */
export class MapPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  static async of(workbench: Workbench): Promise<MapPage> {
    return new MapPage(await webviewWith(workbench.page, '#map', 60_000));
  }

  /** One that cannot be drawn any more, and offers to try again. */
  static async failed(workbench: Workbench): Promise<MapPage> {
    return new MapPage(await webviewWith(workbench.page, '#again'));
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  get figure(): Locator {
    return this.frame.locator('#map');
  }

  get legend(): Locator {
    return this.frame.locator('.legend').getByRole('button');
  }

  /** The legend as label and count. */
  async classes(): Promise<[string, number][]> {
    return (await this.legend.allInnerTexts()).map((text) => {
      const [, label = '', count] = /^(.*) \((\d+)\)$/.exec(text.trim()) ?? [];
      return [label, Number(count)];
    });
  }

  option(name: string): Locator {
    return this.frame.locator(`vscode-radio[label="${name}"]`);
  }

  get tryAgain(): Locator {
    return this.frame.locator('#again');
  }

  note(kind: 'info' | 'warning'): Locator {
    return this.frame.locator(`[data-note="${kind}"]`);
  }

  /** Whether right or wrong can be told, and by what. */
  async outcomeRemark(): Promise<string> {
    return this.frame.locator('#outcome-remark').innerText();
  }

  /** What is under the pointer or the keyboard's cursor. */
  async reading(): Promise<string> {
    return this.frame.locator('#reading').innerText();
  }

  async summary(): Promise<string> {
    return this.frame.locator('#summary').innerText();
  }

  async scale(): Promise<number> {
    return Number(await this.figure.getAttribute('data-scale'));
  }

  /** How many colours the drawing has: a blank one has a few greys of its axes. */
  countColours(): Promise<number> {
    return this.figure.evaluate((node) => {
      const canvas = node as HTMLCanvasElement;
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
      return colours.size;
    });
  }

  /** Makes what the page plays known to {@link heard}. */
  listen(): Promise<void> {
    return this.frame.evaluate(() => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        (globalThis as unknown as { heard: HTMLMediaElement }).heard = this;
        return play.call(this);
      };
    });
  }

  heard(): Promise<{ src: string; seconds: number; playedSec: number } | undefined> {
    return this.frame.evaluate(() => {
      const { heard } = globalThis as unknown as { heard?: HTMLMediaElement };
      return heard && { src: heard.src, seconds: heard.duration, playedSec: heard.currentTime };
    });
  }
}
