import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../../src/define/all.js';
import type { O365Provider } from '../../../src/elements/o365-provider/o365-provider.js';
import { textOf } from '../../support/find.js';
import { until } from '../../support/until.js';

/** What the console was told while something was done. */
async function listen(work: () => Promise<void>): Promise<readonly string[]> {
  const told: string[] = [];
  const { error } = console;
  console.error = (...parts: unknown[]) => void told.push(parts.map(String).join(' '));
  try {
    await work();
  } finally {
    console.error = error;
  }
  return told;
}

/** A page with a provider of this markup and one element in it. */
function show(markup: string): { readonly provider: O365Provider; readonly el: HTMLElement } {
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = `<o365-provider ${markup}><o365-connect></o365-connect></o365-provider>`;
  const provider = place.querySelector('o365-provider') as O365Provider;
  return { provider, el: provider.firstElementChild as HTMLElement };
}

const id = 'client-id="0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61"';
const wrong = 'set up correctly';
const identityOf = (origin: string): string =>
  JSON.stringify({
    authority: `${origin}/t`,
    issuer: `${origin}/t`,
    authorizationEndpoint: `${origin}/authorize`,
    tokenEndpoint: `${origin}/token`,
    endSessionEndpoint: `${origin}/logout`,
    jwksUri: `${origin}/keys`,
  }).replaceAll('"', '&quot;');

describe('settings of <o365-provider>', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [what, markup] of [
    ['a Graph of another origin', 'graph-origin="https://graph.evil.example"'],
    ['a Graph that is no address', 'graph-origin="evil"'],
    ['a sign-in service of another origin', `identity="${identityOf('https://login.evil.example')}"`],
    ['a sign-in page that is a script', `identity="${identityOf('javascript:alert(1)//')}"`],
  ] as const)
    it(`are not taken from markup for ${what}, which says so once and heals`, async () => {
      let shown: ReturnType<typeof show> | undefined;
      const told = await listen(async () => {
        shown = show(`${id} ${markup}`);
        await until(() => textOf(shown!.el).includes(wrong), 'says so');
      });
      expect(told).to.have.length(1);
      expect(told[0]).to.contain('set it as a property');
      const { provider, el } = shown!;
      expect(provider.graphOrigin).to.equal('');
      expect(provider.identity).to.equal(undefined);
      const [name = ''] = markup.split('=');
      provider.removeAttribute(name);
      await until(() => !textOf(el).includes(wrong), 'heals');
    });

  it('are taken from markup for this machine, and from scripts for any https address', async () => {
    const told = await listen(async () => {
      const { provider, el } = show(`${id} graph-origin="http://localhost:9090"`);
      await until(() => textOf(el).includes('Sign in with Microsoft'), 'ready');
      expect(provider.graphOrigin).to.equal('http://localhost:9090');
      provider.graphOrigin = 'https://graph.contoso.example';
      await provider.updateComplete;
      expect(textOf(el)).not.to.contain(wrong);
    });
    expect(told).to.deep.equal([]);
  });

  it('do not start with a Graph behind a path, which would be dropped', async () => {
    const { provider, el } = show(id);
    provider.graphOrigin = 'https://proxy.contoso.example/graph';
    await until(() => textOf(el).includes(wrong), 'says so');
    expect(textOf(el)).to.contain('an origin without a path');
  });

  for (const [name, value, right] of [
    ['prices', 'a lot', { ENTERPRISEPACK: 23 }],
    ['prices', { ENTERPRISEPACK: 'cheap' }, {}],
    ['names', 5, {}],
    ['currency', 'euros', 'EUR'],
    ['cloud', 'moon', 'global'],
    ['interaction', 'telepathy', 'popup'],
    ['auth', { getToken: 'x' }, undefined],
    ['transport', Number.NaN, undefined],
    ['store', 'browser', undefined],
    ['serviceProviders', [{ id: 'x' }], []],
    ['policy', 'strict', {}],
    ['can', true, () => true],
    ['clientId', 7, '0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61'],
  ] as const)
    it(`say once that ${name} cannot be ${JSON.stringify(value)}, and heal`, async () => {
      const { provider, el } = show(id);
      await until(() => textOf(el).includes('Sign in with Microsoft'), 'ready');
      const told = await listen(async () => {
        Object.assign(provider, { [name]: value });
        await until(() => textOf(el).includes(wrong), 'says so');
        provider.requestUpdate();
        await provider.updateComplete;
      });
      expect(told).to.have.length(1);
      expect(told[0]).to.contain(`${name} of <o365-provider> must be`);
      Object.assign(provider, { [name]: right });
      await until(() => !textOf(el).includes(wrong), 'heals');
    });

  it('survive an object whose properties throw', async () => {
    const { provider, el } = show(id);
    const prices = {
      get ENTERPRISEPACK(): number {
        throw new Error('not ready');
      },
    };
    const told = await listen(async () => {
      provider.prices = prices;
      await until(() => textOf(el).includes(wrong), 'says so');
    });
    expect(told.join()).to.contain("can't be read: Error: not ready");
  });
});

describe('settings of the other elements', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [tag, attribute, text, right] of [
    ['license-usage-chart', 'prices', '[object Object]', '{"ENTERPRISEPACK": 23}'],
    ['license-usage-chart', 'unit', 'stones', 'count'],
    ['license-insights', 'inactive-days', 'many', '30'],
    ['user-list', 'columns', 'department', '["department"]'],
    ['user-list', 'filters', '{"departments": 5}', '{"departments": ["Sales"]}'],
    ['activity-log', 'retention-days', '-1', '30'],
    ['workspace-list', 'heading-level', 'big', '3'],
  ] as const)
    it(`are told in <${tag}> when ${attribute} is ${text}, and heal`, async () => {
      let el: HTMLElement | undefined;
      const told = await listen(async () => {
        const place = document.createElement('div');
        document.body.append(place);
        render(html`<div></div>`, place);
        el = document.createElement(tag);
        el.setAttribute(attribute, text);
        place.append(el);
        await until(() => textOf(el!).includes('of this page can’t be used'), 'says so');
      });
      expect(told).to.have.length(1);
      expect(told[0]).to.contain(`of <${tag}> must be`);
      el!.setAttribute(attribute, right);
      await until(() => !textOf(el!).includes('can’t be used'), 'heals');
      el!.removeAttribute(attribute);
      expect(textOf(el!)).not.to.contain('can’t be used');
    });
});
