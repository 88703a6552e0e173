import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const startsWithinMs = 60_000;
const pictures = join(import.meta.dirname, 'pictures');

/** Forgets the pictures of an earlier run, so that those of a failure are of this one. */
export const clearPictures = (): Promise<void> => rm(pictures, { recursive: true, force: true });

/** Text as a pattern that matches it literally. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Labels go on after the words that we look for: keys, counts, descriptions. */
const startingWith = (text: string): RegExp => new RegExp(`^${literally(text)}`);

/**
 * Clicks something that goes once it has heard the click, and is deaf for a while before.
 *
 * @returns whether it went after a click; else it went by itself, as a menu does that loses the focus
 */
async function clickAway(target: Locator): Promise<boolean> {
  await target.waitFor();
  let isHit = false;
  for (let tries = 0; tries < 20 && (await target.isVisible()); tries++) {
    // It may go between the look and the click.
    isHit = await hits(target).catch(() => false);
    await target.waitFor({ state: 'hidden', timeout: 400 }).catch(() => undefined);
  }
  return isHit;
}

/** Clicks. @returns whether the click came to the element, and not to what stood behind it when it went */
async function hits(target: Locator): Promise<boolean> {
  const element = await target.elementHandle({ timeout: 2000 });
  if (element === null) return false;
  await element.evaluate((node) => node.addEventListener('mouseup', () => node.setAttribute('data-is-hit', 'true')));
  await element.click({ timeout: 2000 });
  return element.evaluate((node) => (node as HTMLElement).dataset.isHit === 'true');
}

/** Pictures take a while, and nobody looks at those of every run: `npm run workbench` makes them. */
export const arePicturesWanted = process.env.SER_PICTURES === '1';

/** The workbench in a browser, found as its users find it: by role and by label. */
export class Workbench {
  readonly page: Page;
  /** What the extension host or our pages complained of so far. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' && /speech-emotion-lab|ser\.\w+/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async open(browser: Browser, baseUrl: string, folder: string): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const { origin } = new URL(baseUrl);
    await context.route(
      (url) => url.protocol.startsWith('http') && url.origin !== origin,
      (route) => route.abort(),
    );
    return Workbench.#openIn(context, `${baseUrl}/?folder=${encodeURIComponent(folder)}`);
  }

  static async #openIn(context: BrowserContext, url: string): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const workbench = new Workbench(page);
    await page.goto(url, { timeout: startsWithinMs });
    await workbench.#started();
    return workbench;
  }

  /** A second window on the same folder, of the same user. */
  async anotherWindow(): Promise<Workbench> {
    return Workbench.#openIn(this.page.context(), this.page.url());
  }

  async #started(): Promise<void> {
    // Until all is restored, what is open loses the focus, and a question that loses it closes.
    await this.page.waitForFunction(() => performance.getEntriesByName('code/didStartWorkbench').length > 0, undefined, { timeout: startsWithinMs });
    await this.page.getByRole('tablist', { name: 'Active View Switcher' }).waitFor();
  }

  /** Restarts the editor by its own command: a mere reload of the page leaves it no time to save what is open. */
  async restart(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded', { timeout: startsWithinMs });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.#started();
  }

  /** A picture to look at, where they are wanted; of a failure in any case. */
  async picture(name: string): Promise<void> {
    if (!arePicturesWanted && !name.startsWith('failure-')) return;
    await mkdir(pictures, { recursive: true });
    // Away from what would show its hover text.
    await this.page.mouse.move(1100, 8);
    await this.page.locator('.workbench-hover').filter({ visible: true }).first().waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  }

  // The quick input has no role of its own.
  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** The rows that the command palette offers for some words. */
  async commandsLike(words: string): Promise<string[]> {
    await this.#type('F1', `>${words}`);
    const options = this.#quickInput.getByRole('option');
    await options.first().waitFor();
    const names = await options.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
    await this.page.keyboard.press('Escape');
    return names;
  }

  /** Runs a command from the palette by its full title. */
  async command(title: string): Promise<void> {
    const row = this.#quickInput.getByRole('option', { name: new RegExp(`^${literally(title)}(,|$)`) }).first();
    // Soon after a restart the palette does not know the commands of extensions yet.
    for (let tries = 0; ; tries++) {
      await this.#type('F1', `>${title}`);
      const isThere = await row.waitFor({ timeout: 5000 }).then(() => true, () => false);
      if (isThere || tries === 3) return row.click();
      await this.page.keyboard.press('Escape');
    }
  }

  async #type(key: string, text: string): Promise<void> {
    const input = this.#quickInput.locator('input').first();
    // What had the focus before the last question may take it back late, which closes this one.
    for (let tries = 0; tries < 5; tries++) {
      await this.page.keyboard.press(key);
      if (await input.fill(text, { timeout: 3000 }).then(() => true, () => false)) return;
    }
    throw new Error(`The question that ${key} opens does not stay open.`);
  }

  /** Chooses a row of the quick pick that is open. */
  async pick(name: string | RegExp): Promise<void> {
    await this.#quickInput.getByRole('option', { name: typeof name === 'string' ? startingWith(name) : name }).first().click();
  }

  /** Checks a row of the quick pick of several that is open, if it is not checked. */
  async check(name: string): Promise<void> {
    const row = this.#quickInput.getByRole('checkbox', { name: startingWith(name) }).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-checked')) !== 'true') await row.click();
  }

  /** The same the other way. */
  async uncheck(name: string): Promise<void> {
    const row = this.#quickInput.getByRole('checkbox', { name: startingWith(name) }).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-checked')) === 'true') await row.click();
  }

  /** Takes what is checked in the quick pick of several that has this row. */
  async acceptChecked(row: string): Promise<void> {
    await this.#quickInput.getByRole('checkbox', { name: startingWith(row) }).first().waitFor();
    await this.#quickInput.getByRole('button', { name: 'OK' }).click();
  }

  /** Waits for a question that is answered in writing. */
  async input(): Promise<void> {
    await this.#quickInput.getByText("(Press 'Enter' to confirm or 'Escape' to cancel)").waitFor();
  }

  /** Writes into the question that is open, and takes it. */
  async answer(text: string): Promise<void> {
    await this.#quickInput.getByRole('textbox').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Writes into the question that is open, in place of what it held. */
  async write(text: string): Promise<void> {
    await this.#quickInput.locator('input').first().fill(text);
  }

  /** The labels of the quick pick that is open. */
  async picks(): Promise<string[]> {
    const options = this.#quickInput.getByRole('option');
    await options.first().waitFor();
    return options.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  /** The label of the row that Enter would take. */
  async activePick(): Promise<string> {
    const list = this.#quickInput.locator('.monaco-list-row.focused');
    return (await list.first().getAttribute('aria-label', { timeout: 1000 }).catch(() => null)) ?? '';
  }

  /** Goes back to the question before. */
  async stepBack(): Promise<void> {
    await this.#quickInput.getByRole('button', { name: /^Back/ }).click();
  }

  /** Answers the simple dialog that asks for a folder: one in the folder where it begins. */
  async answerFolderDialog(name: string, button: string): Promise<void> {
    await this.pick(new RegExp(`^${literally(name)}$`));
    const input = this.#quickInput.getByRole('textbox');
    while (!(await input.inputValue()).endsWith(`/${name}/`)) await this.page.waitForTimeout(50);
    // The dialog takes no answer while it lists a folder.
    await clickAway(this.#quickInput.getByRole('button', { name: button }));
  }

  /** Answers the simple dialog that asks where to save. */
  async answerSaveDialog(path: string, proposedEnding = extname(path)): Promise<void> {
    const input = this.#quickInput.getByRole('textbox');
    // It proposes a name once it has listed the folder, over whatever was typed before.
    while (!(await input.inputValue()).endsWith(proposedEnding)) await this.page.waitForTimeout(50);
    await input.fill(path);
    await clickAway(this.#quickInput.getByRole('button', { name: 'OK' }).or(this.#quickInput.getByRole('button', { name: 'Save' })).first());
  }

  async setTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.#quickInput.getByRole('textbox', { name: /Select Color Theme/ }).fill(name);
    await this.pick(name);
  }

  /** Shows a view container by its name in the activity bar. */
  async show(container: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name: startingWith(container) });
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /** The rows of VS Code's own explorer. */
  file(name: string): Locator {
    return this.page.getByRole('tree', { name: 'Files Explorer' }).getByRole('treeitem', { name: startingWith(name) });
  }

  /** The letters that stand behind a file's name; they are drawn by its style sheet. */
  async badge(row: Locator): Promise<string> {
    return row.evaluate((element) => {
      const drawn = [...element.querySelectorAll('*')].map((part) => /^"(\w{1,2})"$/.exec(getComputedStyle(part, '::after').content)?.[1]);
      return drawn.find((letters) => letters !== undefined) ?? '';
    });
  }

  /** Brings a file of the workspace into sight in VS Code's explorer. */
  async revealFile(path: string): Promise<Locator> {
    await this.show('Explorer');
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    for (const folder of folders) await this.#openFolder(this.file(folder));
    await this.#settled(this.file(name));
    return this.file(name);
  }

  async #openFolder(row: Locator): Promise<void> {
    const open = row.and(this.page.locator('[aria-expanded="true"]'));
    // A folder above that still opens or closes moves the row away from under the mouse.
    for (let tries = 0; tries < 5; tries++) {
      await this.#settled(row);
      if ((await open.count()) > 0) return;
      await row.click();
      if (await open.waitFor({ timeout: 2000 }).then(() => true, () => false)) return;
    }
    throw new Error('The folder does not open.');
  }

  /** Waits until a row stays where it is: one that moves when a folder above it opens is missed by the mouse. */
  async #settled(row: Locator): Promise<void> {
    await row.waitFor();
    for (let before = ''; ; ) {
      const at = JSON.stringify(await row.boundingBox());
      if (at === before) return;
      before = at;
      await this.page.waitForTimeout(80);
    }
  }

  /** The rows of our view. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('tree', { name: /^(Corpora|Korpora)/ }).getByRole('treeitem', { name: typeof name === 'string' ? startingWith(name) : name });
  }

  /** Opens a row's children, if they are not open. */
  async expand(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.click();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await this.page.keyboard.press('ArrowRight');
  }

  /** Closes a row's children, if they are open. */
  async collapse(row: Locator): Promise<void> {
    await row.waitFor();
    // A view that has just come back into sight may not hear the first click.
    for (let tries = 0; tries < 5 && (await row.getAttribute('aria-expanded')) === 'true'; tries++) {
      await row.click();
      await this.page.keyboard.press('ArrowLeft');
      await this.page.waitForTimeout(100);
    }
  }

  /** Right-clicks a row and chooses. */
  async contextMenu(row: Locator, item: string): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await row.click({ button: 'right' });
      // Rows may move between the look and the click; the one that was hit has the focus.
      const isHit = await row.evaluate((node) => node.closest('.monaco-list-row')?.classList.contains('focused') ?? true);
      if (isHit && (await this.menu(item).catch(() => false))) return;
      await this.dismiss();
    }
    throw new Error(`The menu does not offer "${item}".`);
  }

  /** Chooses from the menu that is open; it is deaf to the mouse in its first moments, against slips. @returns whether it was heard */
  async menu(item: string): Promise<boolean> {
    return clickAway(this.page.getByRole('menuitem', { name: startingWith(item) }));
  }

  /** Drops a file or a folder of the machine onto a row, as a browser tells of it. */
  async drop(row: Locator, path: string): Promise<void> {
    const { host } = new URL(this.page.url());
    await row.evaluate((element, uri) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', uri);
      const { x, y, width, height } = element.getBoundingClientRect();
      const at = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true, dataTransfer };
      for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, at));
    }, `vscode-remote://${host}${path}`);
  }

  get #notifications(): Locator {
    return this.page.locator('.notifications-toasts').getByRole('dialog');
  }

  notification(text: string | RegExp): Locator {
    return this.#notifications.filter({ hasText: text });
  }

  /** The texts of the notifications in sight, each with its severity: "Info: …", "Error: …". */
  async notifications(): Promise<string[]> {
    const labels = await this.#notifications.evaluateAll((toasts) => toasts.map((toast) => toast.getAttribute('aria-label') ?? ''));
    return labels.map((label) => label.replace(/, (source: .*, )?notification.*$/, ''));
  }

  async clearNotifications(): Promise<void> {
    // One may come after the others were cleared; by itself it would stay for ten seconds.
    for (let isClear = false; !isClear; ) {
      if ((await this.#notifications.count()) > 0) await this.command('Notifications: Clear All Notifications');
      isClear = await this.#notifications.first().waitFor({ state: 'detached', timeout: 2000 }).then(() => true, () => false);
    }
  }

  /** Closes a menu or a question that is open. */
  async dismiss(): Promise<void> {
    const open = this.page.locator('.monaco-menu, .quick-input-widget').filter({ visible: true });
    for (let i = 0; i < 3 && (await open.count()) > 0; i++) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(100);
    }
  }

  /** Nothing open, nothing asked, nothing told: where a test starts that must not depend on the one before. */
  async tidy(): Promise<void> {
    await this.dismiss();
    await this.clearNotifications();
    await this.command('View: Close All Editors');
  }
}
