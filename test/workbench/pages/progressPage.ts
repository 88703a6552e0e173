import type { Frame, Locator } from 'playwright-core';
import { webviewWith } from '../webview.ts';
import type { Workbench } from '../workbench.ts';

/** The page of the tasks that run, and of those that have ended. */
export class ProgressPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  static async of(workbench: Workbench): Promise<ProgressPage> {
    return new ProgressPage(await webviewWith(workbench.page, '#ended'));
  }

  /** What is said where nothing runs. */
  async emptyText(): Promise<string> {
    return this.frame.locator('#empty').innerText();
  }

  /** Tasks that have ended, the latest first. */
  get ended(): Locator {
    return this.frame.locator('#ended tbody').getByRole('row');
  }

  cancelled(): Locator {
    return this.frame.locator('#ended tr[data-outcome="cancelled"]');
  }

  /** The task that runs. */
  get task(): Locator {
    return this.frame.locator('.task');
  }

  get state(): Locator {
    return this.task.locator('.state');
  }

  get bar(): Locator {
    return this.task.getByRole('progressbar');
  }

  /** The mean of the losses over the folds, as it is drawn. */
  get meanLoss(): Locator {
    return this.task.locator('svg.chart polyline.mean').first();
  }

  /** How far below its upper edge each point of it is. */
  async lossHeights(): Promise<number[]> {
    return ((await this.meanLoss.getAttribute('points')) ?? '').split(' ').map((point) => Number(point.split(',')[1]));
  }

  /** What screen readers were told last. */
  async said(): Promise<string> {
    return this.frame.getByRole('status').innerText();
  }
}
