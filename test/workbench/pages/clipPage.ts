import type { Frame, Locator } from 'playwright-core';
import { readPlot, type PlotPixels } from '../canvasPixels.ts';
import { webviewWith } from '../webview.ts';
import type { Workbench } from '../workbench.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What the clip editor draws. */
export type Drawing = 'waveform' | 'spectrogram' | 'timeline';

/** The seconds in a text such as "Selected: 0.50 s to 1.25 s". */
const secondsIn = (text: string): number[] => [...text.matchAll(/(\d+\.\d+) s/g)].map(([, seconds]) => Number(seconds));

/** The page of the clip editor. */
export class ClipPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  /** Opens a clip from VS Code's explorer, and waits until it is drawn. */
  static async open(workbench: Workbench, path: string): Promise<ClipPage> {
    await workbench.contextMenu(await workbench.revealFile(path), 'Open Spectrogram');
    const page = await ClipPage.of(workbench, path);
    // It tells of what it has drawn.
    await page.frame.getByRole('img', { name: /strongest near/ }).waitFor();
    return page.#ready();
  }

  /** The page of a clip by its file, which may take its time; the clip before it stays in sight for a moment. */
  static async of(workbench: Workbench, path: string): Promise<ClipPage> {
    return new ClipPage(await webviewWith(workbench.page, `h1:text-is("${nameOf(path)}")`));
  }

  /** The page of the clip in sight. */
  static async inSight(workbench: Workbench): Promise<ClipPage> {
    return new ClipPage(await webviewWith(workbench.page, '#spectrogram')).#ready();
  }

  /** Controls come after the first picture. */
  async #ready(): Promise<this> {
    await this.frame.locator('#play').waitFor();
    return this;
  }

  /** A page that says why its clip cannot be shown. */
  static async failed(workbench: Workbench): Promise<ClipPage> {
    return new ClipPage(await webviewWith(workbench.page, '#failure'));
  }

  /** A page that has an estimate. */
  static async estimated(workbench: Workbench): Promise<ClipPage> {
    return new ClipPage(await webviewWith(workbench.page, '#estimate .likeliest'));
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  /** What is known of the clip beside its sound. */
  get facts(): Locator {
    return this.frame.locator('#facts');
  }

  get syntheticBadge(): Locator {
    return this.frame.getByText('synthetic sample', { exact: true });
  }

  get failure(): Locator {
    return this.frame.getByRole('alert').locator('p');
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  drawing(which: Drawing): Locator {
    return this.frame.locator(`#${which}`);
  }

  pixels(which: Drawing): Promise<PlotPixels> {
    return readPlot(this.frame, `#${which}`);
  }

  /** A track below the spectrogram, by its name. */
  track(name: string): Locator {
    return this.frame.getByRole('img', { name: new RegExp(`^${name} over time`) });
  }

  get position(): Locator {
    return this.frame.getByRole('slider', { name: 'Playback position' });
  }

  get scrollbar(): Locator {
    return this.frame.getByRole('scrollbar', { name: 'Part in sight' });
  }

  /** Presses keys over the drawings, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.position.press(key);
  }

  /** What is under the pointer, or under the cursor of the keys. */
  async reading(): Promise<string> {
    return this.frame.locator('#reading').innerText();
  }

  /** What screen readers hear of it. */
  async saidReading(): Promise<string> {
    return this.frame.locator('.readingLine').getByRole('status').innerText();
  }

  get playButton(): Locator {
    return this.frame.getByRole('button', { name: /^(Play|Pause)$/ });
  }

  async playWord(): Promise<string> {
    return (await this.playButton.innerText()).trim();
  }

  /** Where the playback stands, in seconds. */
  async timeSec(): Promise<number> {
    return secondsIn(await this.frame.locator('#time').innerText())[0] ?? -1;
  }

  /** The start and the end of what is in sight, in seconds. */
  async partInSight(): Promise<number[]> {
    return secondsIn(await this.frame.locator('#part').innerText());
  }

  /** The start and the end of the selection, in seconds; nothing without one. */
  async selection(): Promise<number[]> {
    return secondsIn(await this.frame.locator('#selection').innerText());
  }

  /** Opens a select, moves to the option before or after the one that is chosen, and takes it. */
  async choose(select: string, move: 'ArrowUp' | 'ArrowDown'): Promise<void> {
    for (const key of ['ArrowDown', move, 'Enter']) await this.frame.getByRole('combobox', { name: select }).press(key);
  }

  /** Takes an option of a select. */
  async pick(select: string, option: string): Promise<void> {
    await this.frame.getByRole('combobox', { name: select }).click();
    await this.frame.getByRole('option', { name: option, exact: true }).click();
  }

  /** The place of the option that is chosen in a select. */
  async chosen(select: 'scale' | 'colours' | 'timelineWindow'): Promise<number> {
    return this.frame.locator(`#${select}`).evaluate((node) => Number((node as HTMLSelectElement).value));
  }

  /** The model's estimate of the clip, and of the selected part. */
  get estimate(): Locator {
    return this.frame.locator('#estimate');
  }

  get partEstimate(): Locator {
    return this.frame.locator('#partEstimate');
  }

  /** The likeliest emotion, in the estimate of the clip or of the part. */
  likeliest(of: Locator): Locator {
    return of.locator('.likeliest');
  }

  /** The probabilities as they stand beside the bars. */
  async shares(): Promise<number[]> {
    return (await this.estimate.getByRole('listitem').locator('.share').allInnerTexts()).map((text) => Number.parseFloat(text));
  }

  /** What the emotion timeline says in words, once it is whole. */
  get timelineText(): Locator {
    return this.frame.locator('#timelineText');
  }

  get timelineAbout(): Locator {
    return this.frame.locator('#timelineAbout');
  }

  async timelineStatus(): Promise<string> {
    return this.frame.locator('#timelineStatus').innerText();
  }

  /** Why the model answers as it does. */
  get reasons(): Locator {
    return this.frame.locator('#reasons');
  }

  get reasonRows(): Locator {
    return this.reasons.locator('tbody').getByRole('row');
  }
}
