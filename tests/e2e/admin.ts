import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { chromeArgs, chromePath } from '../../scripts/browser.mjs';

/** A limit that only ends what fails anyway. */
const patienceMs = 30_000;

/** An administrator at a browser: finds things by role and name, as a person or a screen reader does. */
export class Admin {
  readonly #browser: Browser;
  readonly page: Page;
  /** Errors that the page reported. */
  readonly errors: string[] = [];
  /** Kinds of questions that the browser itself asked. Each is confirmed, e.g. that the page is to be left. */
  readonly questions: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
    page.on('dialog', (dialog) => {
      this.questions.push(dialog.type());
      void dialog.accept();
    });
    page.on('pageerror', (error) => this.errors.push(error instanceof Error ? error.message : String(error)));
  }

  static async open(url: string): Promise<Admin> {
    const browser = await puppeteer.launch({ executablePath: await chromePath(), args: chromeArgs });
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 1000 });
    page.setDefaultTimeout(patienceMs);
    const admin = new Admin(browser, page);
    // Compiled test code names its inner functions with a helper that pages do not have.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.goto(url);
    return admin;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** Waits for what has this role and name, below a section of the page when one is named. */
  async find(role: string, name: string | RegExp, within = ''): Promise<ElementHandle> {
    if (typeof name !== 'string') return this.#findByPattern(role, name, within);
    const found = await this.page.waitForSelector(
      `${within} ::-p-aria([name="${name}"][role="${role}"])`.trim(),
    );
    if (!found) throw new Error(`No ${role} named ${name}`);
    return found;
  }

  /** Waits for the suggestion that contains a text. */
  async findOption(text: string, within: string): Promise<void> {
    await this.page.waitForFunction(
      async (section, wanted) => {
        const found = (node: ParentNode): Element[] =>
          [...node.querySelectorAll('*')].flatMap((element) => [
            ...(element.matches('[role="option"]') ? [element] : []),
            ...(element.shadowRoot ? found(element.shadowRoot) : []),
          ]);
        const root = document.querySelector(section);
        return (
          root !== null &&
          found(root).some((option) => option.textContent?.replaceAll(/\s+/g, '').includes(wanted))
        );
      },
      {},
      within,
      text.replaceAll(/\s+/g, ''),
    );
  }

  async #findByPattern(role: string, pattern: RegExp, within: string): Promise<ElementHandle> {
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      for (const candidate of await this.page.$$(`${within} ::-p-aria([role="${role}"])`.trim())) {
        const node = await this.page.accessibility.snapshot({ root: candidate });
        if (node && pattern.test(node.name ?? '')) return candidate;
      }
    }
    throw new Error(`No ${role} named like ${String(pattern)}`);
  }

  async press(role: string, name: string | RegExp, within?: string): Promise<void> {
    const target = await this.find(role, name, within);
    await target.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await target.click();
  }

  /** Presses everything that is named like this now. */
  async pressAll(role: string, pattern: RegExp, within = ''): Promise<void> {
    for (const candidate of await this.page.$$(`${within} ::-p-aria([role="${role}"])`.trim())) {
      const node = await this.page.accessibility.snapshot({ root: candidate });
      if (!node || !pattern.test(node.name ?? '')) continue;
      await candidate.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await candidate.click();
    }
  }

  /** Presses the button (or what the selector says) that contains a text. */
  async pressText(text: string, selector = 'button'): Promise<void> {
    const target = await this.page.waitForSelector(`${selector}::-p-text(${text})`);
    await target?.click();
  }

  async fill(role: string, name: string, text: string, within?: string): Promise<void> {
    const field = await this.find(role, name, within);
    await field.evaluate((element) => (element as HTMLInputElement).select());
    await field.type(text);
  }

  /** Puts a text that is too long to be typed into a field, at once. */
  async paste(name: string, text: string, within?: string): Promise<void> {
    const field = await this.find('textbox', name, within);
    await field.evaluate((element, pasted) => {
      (element as HTMLTextAreaElement).value = pasted;
      element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }, text);
  }

  /** Gives a file to the first file field of a section. */
  async upload(section: string, path: string): Promise<void> {
    const field = await this.page.waitForSelector(`${section} >>> input[type="file"]`);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
  }

  /** Picks an entry of a drop-down list by what it says. */
  async choose(name: string, entry: string, within?: string): Promise<void> {
    const list = await this.find('combobox', name, within);
    const value = await list.evaluate(
      (element, wanted) =>
        [...(element as HTMLSelectElement).options].find(({ label }) => label.trim() === wanted)?.value,
      entry,
    );
    if (value === undefined) throw new Error(`${name} has no ${entry}`);
    await (list as ElementHandle<HTMLSelectElement>).select(value);
  }

  /** Waits until a section of the page reads like this, at most for so long (milliseconds); returns what it reads. */
  async sees(section: string, pattern: RegExp, timeout = 30_000): Promise<string> {
    try {
      await this.page.waitForFunction(
        (selector, source, flags) => {
          const read = (node: Node): string =>
            node.nodeType === Node.TEXT_NODE
              ? (node.textContent ?? '')
              : node instanceof HTMLStyleElement
                ? ''
                : [...((node as Element).shadowRoot ?? node).childNodes].map(read).join(' ');
          const element = document.querySelector(selector);
          return element !== null && new RegExp(source, flags).test(read(element).replaceAll(/\s+/g, ' '));
        },
        { timeout },
        section,
        pattern.source,
        pattern.flags,
      );
    } catch (error) {
      throw new Error(`${section} does not show ${String(pattern)}, but: ${await this.reads(section)}`, {
        cause: error,
      });
    }
    return this.reads(section);
  }

  /** What a section of the page reads now, through shadow roots. */
  reads(section: string): Promise<string> {
    return this.page.evaluate((selector) => {
      const read = (node: Node): string =>
        node.nodeType === Node.TEXT_NODE
          ? (node.textContent ?? '')
          : node instanceof HTMLStyleElement
            ? ''
            : [...((node as Element).shadowRoot ?? node).childNodes].map(read).join(' ');
      const element = document.querySelector(selector);
      return element ? read(element).replaceAll(/\s+/g, ' ').trim() : '';
    }, section);
  }
}
