import type { Frame, Locator } from 'playwright-core';
import { webviewWith } from '../webview.ts';
import type { Workbench } from '../workbench.ts';

/** The page of the clips that were classified together. */
export class ClassifiedPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  static async of(workbench: Workbench): Promise<ClassifiedPage> {
    return new ClassifiedPage(await webviewWith(workbench.page, '#clips', 60_000));
  }

  /** One on which some files are named that could not be classified. */
  static async withProblems(workbench: Workbench): Promise<ClassifiedPage> {
    return new ClassifiedPage(await webviewWith(workbench.page, '#problems'));
  }

  get facts(): Locator {
    return this.frame.locator('#facts');
  }

  get problems(): Locator {
    return this.frame.getByRole('group').filter({ has: this.frame.locator('summary') });
  }

  /** Which clips of how many are in sight. */
  async shown(): Promise<string> {
    return this.frame.locator('#shown').innerText();
  }

  /** How many clips got each answer. */
  async totals(): Promise<number[]> {
    return (await this.frame.locator('#totals').getByRole('listitem').locator('.number').allInnerTexts()).map(Number);
  }

  /** How many are estimated as their corpus labels them. */
  async agreement(): Promise<string> {
    return this.frame.locator('#agreement').innerText();
  }

  get filter(): Locator {
    return this.frame.getByLabel('Filter');
  }

  get rows(): Locator {
    return this.frame.locator('#clips tbody').getByRole('row');
  }

  header(name: string): Locator {
    return this.frame.getByRole('columnheader', { name });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name });
  }

  async names(): Promise<string[]> {
    return this.rows.getByRole('rowheader').allInnerTexts();
  }

  async folders(): Promise<string[]> {
    return this.frame.locator('#clips tbody tr td:nth-child(2)').allInnerTexts();
  }

  /** Probabilities in percent. */
  async shares(): Promise<number[]> {
    return (await this.frame.locator('#clips tbody td.number').allInnerTexts()).map((text) => Number.parseInt(text, 10));
  }
}
