import { expect } from 'chai';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { chromeArgs, chromePath } from '../../../scripts/browser.mjs';
import type { Attempt, AuthReport } from './page.js';
import type { Site } from './site.js';

export async function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({ executablePath: await chromePath(), args: chromeArgs, headless: true });
}

/** One person's browser: cookies and storage of its own. */
export class Portal {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #site: Site;
  readonly requests: string[] = [];

  private constructor(site: Site, context: BrowserContext, page: Page) {
    this.#site = site;
    this.context = context;
    this.page = page;
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** Opens a page of the site, e.g. `redirect#/users`. */
  static async open(browser: Browser, site: Site, path: string): Promise<Portal> {
    const context = await browser.createBrowserContext();
    const portal = new Portal(site, context, await context.newPage());
    portal.page.setDefaultTimeout(10_000);
    await portal.visit(path);
    return portal;
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.#site.url}/${path}`);
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Waits until the portal's page is there and its script has run. */
  async ready(page: Page = this.page): Promise<void> {
    const origin = this.#site.url;
    // In one look: the page may be left and come back between two.
    await page.waitForFunction(
      async (expected) => {
        if (location.origin !== expected || window.page === undefined) return false;
        await window.page.ready;
        return true;
      },
      {},
      origin,
    );
  }

  async report(name = 'main', page: Page = this.page): Promise<AuthReport> {
    return page.evaluate((key) => window.page.report(key), name);
  }

  /** Waits until signing in stands as expected. */
  async status(status: string, name = 'main'): Promise<AuthReport> {
    await this.ready();
    const found = await this.page.waitForFunction(
      (key, expected) => {
        const report = window.page?.report(key);
        return report?.status === expected ? report : false;
      },
      {},
      name,
      status,
    );
    return (await found.jsonValue()) as AuthReport;
  }

  attempt(method: 'signIn' | 'signOut' | 'getToken' | 'dispose', ...args: unknown[]): Promise<Attempt> {
    return this.attemptOn('main', method, ...args);
  }

  attemptOn(
    name: string,
    method: 'signIn' | 'signOut' | 'getToken' | 'dispose',
    ...args: unknown[]
  ): Promise<Attempt> {
    return this.page.evaluate((key, how, rest) => window.page.attempt(key, how, ...rest), name, method, args);
  }

  /** Starts what leaves the page, and waits until the provider's page is there. */
  async leave(method: 'signIn' | 'signOut', ...args: unknown[]): Promise<void> {
    await this.page.evaluate((how, rest) => void window.page.attempt('main', how, ...rest), method, args);
  }

  /** Starts what opens a popup. `settled` is how it ended. */
  async popup(
    method: 'signIn' | 'signOut',
    args: unknown[] = [],
    name = 'main',
  ): Promise<{ popup: Page; settled: Promise<Attempt> }> {
    const opened = new Promise<Page>((resolve) =>
      this.page.once('popup', (window) => resolve(window as Page)),
    );
    const settled = this.attemptOn(name, method, ...args);
    // A test that fails closes the page before; its own failure is the one to see.
    settled.catch(() => undefined);
    const popup = await opened;
    popup.setDefaultTimeout(10_000);
    return { popup, settled };
  }

  /** Signs a person in by popup, who agrees to what is asked. */
  async signIn(displayName: string, options: object = {}, name = 'main'): Promise<void> {
    const { popup, settled } = await this.popup('signIn', [options], name);
    await pickPerson(popup, displayName);
    await press(popup, 'Accept');
    expect(await settled).to.deep.equal({ ok: true, value: null });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** Picks a person on the provider's page. */
export async function pickPerson(page: Page, displayName: string): Promise<void> {
  await page.locator(`::-p-xpath(//button[starts-with(normalize-space(.), "${displayName}")])`).click();
}

/** Clicks a button by its visible name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
}
