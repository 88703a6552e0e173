import type { Frame, Locator } from 'playwright-core';
import { webviewWith } from '../webview.ts';
import type { Workbench } from '../workbench.ts';

/** A cell of a confusion matrix, as it is shown. */
export interface Cell {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
}

/** The parts of the page by which its kinds of results are told apart. */
export type Part = 'headline' | 'confusion' | 'folds' | 'speakers' | 'calibration' | 'skipped' | 'losses' | 'leaks' | 'gaps' | 'overview' | 'labels' | 'recalls' | 'curve' | 'robustness' | 'pairs' | 'experts' | 'permutation' | 'runs' | 'clips' | 'flips' | 'results';

/** The page of results. */
export class ResultsPage {
  readonly frame: Frame;

  private constructor(frame: Frame) {
    this.frame = frame;
  }

  /** The page once it shows a part, which a task may have to compute first. */
  static async with(workbench: Workbench, part: Part, atMostMs?: number): Promise<ResultsPage> {
    return new ResultsPage(await webviewWith(workbench.page, `#${part}`, atMostMs));
  }

  /** The page of a result by what its title holds. */
  static async titled(workbench: Workbench, text: string, atMostMs?: number): Promise<ResultsPage> {
    return new ResultsPage(await webviewWith(workbench.page, `h1:has-text("${text}")`, atMostMs));
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  part(name: Part): Locator {
    return this.frame.locator(`#${name}`);
  }

  /** A figure drawn beside a part. */
  chart(name: string): Locator {
    return this.frame.locator(`#${name}-chart`);
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name, exact: typeof name === 'string' });
  }

  note(kind: 'info' | 'warning'): Locator {
    return this.frame.locator(`[data-note="${kind}"]`);
  }

  /** Chooses another stored result. */
  async choose(title: RegExp): Promise<void> {
    await this.frame.getByRole('combobox', { name: 'Stored result' }).click();
    await this.frame.getByRole('option', { name: title }).first().click();
  }

  /** A headline figure, as its text. */
  async figure(name: string): Promise<string> {
    return this.frame.locator(`[data-figure="${name}"] .value`).innerText();
  }

  /** The sentences below the title. */
  async summary(): Promise<string> {
    return this.frame.locator('#summary').innerText();
  }

  /** The rows of a table. */
  rows(of: Part | string): Locator {
    return this.frame.locator(`#${of} tbody tr`);
  }

  /** The cells of a table, row by row. */
  table(of: Part | string): Promise<string[][]> {
    return this.rows(of).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' '))));
  }

  /** The confusion matrix, as long as it shows counts. */
  matrix(): Promise<Cell[]> {
    return this.frame.locator('#confusion td[data-true]').evaluateAll((cells) =>
      cells.map((cell) => {
        const { true: truth = '', predicted = '' } = (cell as HTMLElement).dataset;
        return { truth, predicted, count: Number(cell.textContent) };
      }),
    );
  }

  /** The button of a cell that holds clips. */
  cell({ truth, predicted }: Pick<Cell, 'truth' | 'predicted'>): Locator {
    return this.frame.locator(`#confusion td[data-true="${truth}"][data-predicted="${predicted}"] button`);
  }

  get cells(): Locator {
    return this.part('confusion').getByRole('button');
  }

  /** The list of the clips of a cell. */
  get clipList(): Locator {
    return this.frame.locator('#cell-clips');
  }

  /** The files of the clips that are listed, below their corpus. */
  async clipFiles(): Promise<string[]> {
    const all = this.clipList.getByRole('button', { name: /^Show all/ });
    if (await all.isVisible()) await all.click();
    return this.rows('clips').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.file ?? ''));
  }

  /** Why a listed clip cannot be heard. */
  async trouble(): Promise<string> {
    return (await this.clipList.locator('.trouble').allTextContents()).join('');
  }

  /** Opens the table of all runs. */
  async showRuns(): Promise<void> {
    await this.button('All runs').click();
    await this.part('runs').waitFor();
  }

  /** The header of the table of runs by which it can be sorted. */
  runHeader(column: string): Locator {
    return this.frame.locator(`#runs th[data-column="${column}"]`);
  }

  get compareButton(): Locator {
    return this.frame.locator('#compare');
  }

  /** Opens the table of all runs, and compares two of them, by what their rows say. */
  async compareRuns(first: RegExp, second: RegExp): Promise<void> {
    await this.showRuns();
    for (const name of [first, second]) await this.rows('runs').filter({ hasText: name }).getByRole('checkbox').check();
    await this.compareButton.click();
    await this.part('flips').waitFor();
  }

  /** Chooses an item of a part's menu of copies. */
  async copy(what: string, item: string): Promise<void> {
    await this.button(`Copy or save: ${what}`).click();
    await this.frame.getByRole('menuitem', { name: item }).click();
  }

  /** What was copied, as text. */
  clipboard(): Promise<string> {
    return this.frame.evaluate(() => navigator.clipboard.readText());
  }

  /** What was copied, by its kinds. */
  clipboardTypes(): Promise<string[]> {
    return this.frame.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  }
}
