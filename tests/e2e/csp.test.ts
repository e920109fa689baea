import { mkdtemp, cp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromeArgs, chromePath } from '../../scripts/browser.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { loaders } from '../../src/define/registry/loaders.js';
import { startServer, type EmulatorServer } from '../../src/emulator/server/index.js';

const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** Every copy of the library makes Lit's policy once. */
const forCopies = `${strict} 'allow-duplicates'`;

const tags = Object.keys(loaders).filter((tag) => tag !== 'o365-provider');

const page = (script: string): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>A portal</title>
  <script type="module" src="${script}"></script>
  <o365-provider client-id="0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61">
    ${tags.map((tag) => `<${tag}></${tag}>`).join('\n    ')}
  </o365-provider>
</html>`;

/** What a portal does that has its own tokens: here they come from the emulated tenant. */
const signIn = ({ graph, emulator: { tenant } }: EmulatorServer): string => `
  const account = ${JSON.stringify({
    objectId: tenant.administrator.id,
    name: 'Adele Vance',
    username: tenant.administrator.userPrincipalName,
    tenantId: tenant.tenantId,
  })};
  const provider = document.querySelector('o365-provider');
  provider.graphOrigin = ${JSON.stringify(graph)};
  provider.auth = {
    cloud: { name: 'global', graph: provider.graphOrigin, login: 'https://login.microsoftonline.com' },
    state: { status: 'signed-in', account },
    grantedScopes: [],
    subscribe: () => () => undefined,
    async getToken(scopes) {
      const body = JSON.stringify({ scopes });
      const answer = await fetch(provider.graphOrigin + '/emulator/token', { method: 'POST', body });
      return { token: (await answer.json()).accessToken, scopes };
    },
    adminConsentUrl: () => undefined,
    dispose: () => undefined,
  };`;

/** The script-tag build in a portal whose policy allows nothing that it could do without. */
describe('a page with a strict content security policy', () => {
  let folder: string;
  let browser: Browser;
  const servers: Awaited<ReturnType<typeof serveFolder>>[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'o365-csp-'));
    await cp('dist/cdn', join(folder, 'one'), { recursive: true });
    await cp('dist/cdn', join(folder, 'two'), { recursive: true });
    await writeFile(join(folder, 'index.html'), page('/one/autoload.js'));
    await writeFile(
      join(folder, 'copies.html'),
      page('/one/autoload.js').replace(
        '</title>',
        '</title><script type="module" src="/two/autoload.js"></script>',
      ),
    );
    browser = await puppeteer.launch({ executablePath: await chromePath(), args: chromeArgs });
  });

  after(async () => {
    await browser?.close();
    for (const server of servers) server.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [name, path, policy] of [
    ['loads every element and shows its signed-out state', '/', strict],
    ['does so with two copies of the library', '/copies.html', forCopies],
  ] as const)
    it(`${name}, without a violation`, async () => {
      const server = await serveFolder(folder, { 'content-security-policy': policy });
      servers.push(server);
      const { page: opened, problems } = await open(browser, server.url + path);
      for (const tag of tags) await shows(opened, tag, /Sign in with Microsoft|Not connected/);
      expect(await opened.evaluate(() => document.querySelectorAll(':not(:defined)').length)).to.equal(0);
      expect(await opened.evaluate(() => window.violations)).to.deep.equal([]);
      expect(problems).to.deep.equal([]);
      await opened.close();
    });

  it('shows every element with a tenant’s data, without a violation', async () => {
    const headers: Record<string, string> = {};
    const server = await serveFolder(folder, headers);
    servers.push(server);
    const tenant = await startServer({ tenant: 'contoso', users: 200, allowedOrigins: [server.url] });
    headers['content-security-policy'] = strict.replace(
      "connect-src 'self'",
      `connect-src 'self' ${tenant.graph}`,
    );
    await writeFile(join(folder, 'sign-in.js'), signIn(tenant));
    await writeFile(
      join(folder, 'signed-in.html'),
      page('/one/autoload.js').replace('</html>', '<script type="module" src="/sign-in.js"></script></html>'),
    );
    const { page: opened, problems } = await open(browser, `${server.url}/signed-in.html`);
    await shows(opened, 'workspace-list', /Create a workspace/);
    const create = await opened.waitForSelector('workspace-list >>> .button.primary');
    await create?.click();
    for (const [tag, text] of [
      ['o365-connect', /Adele Vance/],
      ['directory-connect', /from Active Directory/],
      ['workspace-list', /1 workspace/],
      ['workspace-editor', /Microsoft 365 E5/],
      ['user-subscriber', /Subscribers of New workspace/],
      ['publish-review', /New workspace/],
      ['user-list', /of 200 people/],
      ['license-usage-chart', /licenses are assigned/],
      ['license-insights', /Reclaim/],
      ['activity-log', /Nothing published yet/],
      ['provisioning-console', /contoso.com/],
    ] as const)
      await shows(opened, tag, text);
    await (await opened.waitForSelector('user-list >>> [data-row] .name'))?.click();
    await opened.waitForSelector('user-list >>> [part="detail"]');
    await opened.waitForSelector('license-usage-chart >>> canvas');
    expect(await opened.evaluate(() => window.violations)).to.deep.equal([]);
    expect(problems).to.deep.equal([]);
    await opened.close();
    await tenant.stop();
  });
});

/** The text of an element with those inside it, through shadow roots. Runs in the page. */
const textOf = (selector: string): string => {
  const read = (root: Node): string =>
    [...root.childNodes]
      .map((node) =>
        node.nodeType === Node.TEXT_NODE
          ? (node.textContent ?? '')
          : read((node as Element).shadowRoot ?? node),
      )
      .join(' ');
  const root = document.querySelector(selector)?.shadowRoot;
  return root ? read(root).replaceAll(/\s+/g, ' ') : '';
};

/** Waits until an element of the page shows a text. */
function shows(page: Page, selector: string, text: RegExp): Promise<unknown> {
  return page.waitForFunction(`${String(text)}.test((${textOf.toString()})(${JSON.stringify(selector)}))`, {
    timeout: 20_000,
  });
}

declare global {
  interface Window {
    /** What the policy refused. */
    violations: string[];
  }
}

async function open(browser: Browser, url: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  // Compiled test code names its inner functions with a helper that pages do not have.
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  await page.goto(url);
  return { page, problems };
}
