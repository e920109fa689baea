import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/all.js';
import type { O365EventMap, O365EventName } from '../../../src/events.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant, setFaults } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { readingTags, template } from './every-element.js';

/** What the page is told from now on, of one kind. */
function listen<Name extends O365EventName>(name: Name): readonly O365EventMap[Name][] {
  const details: O365EventMap[Name][] = [];
  const take = (event: Event): void => void details.push((event as CustomEvent<O365EventMap[Name]>).detail);
  document.addEventListener(name, take);
  ends.push(() => document.removeEventListener(name, take));
  return details;
}

const ends: (() => void)[] = [];

describe('what the page is told', () => {
  afterEach(() => {
    for (const end of ends.splice(0)) end();
    document.body.replaceChildren();
  });

  for (const tag of readingTags)
    it(`is that <${tag}> shows its first content, once`, async () => {
      const ready = listen('o365-ready');
      const { provider } = await renderInTenant(template(tag));
      await until(() => ready.some(({ element }) => element === tag), 'is told');
      await provider.graph?.refresh('plans', 'users', 'tenant');
      expect(ready.filter(({ element }) => element === tag)).to.have.length(1);
    });

  it('is what went wrong, once for a failure, and again when it fails again', async () => {
    const errors = listen('o365-error');
    const ready = listen('o365-ready');
    const page = await renderInTenant(html`<workspace-list></workspace-list><user-list></user-list>`, {
      faults: [{ kind: 'status', path: '/users', method: 'GET', status: 403 }],
    });
    const own = (): readonly unknown[] => errors.filter(({ element }) => element === 'user-list');
    await until(() => own().length > 0, 'is told');
    page.provider.querySelector('user-list')?.requestUpdate();
    await page.provider.querySelector('user-list')?.updateComplete;
    expect(own()).to.have.length(1);
    expect(own()[0]).to.include.keys('code', 'message');
    expect(ready.some(({ element }) => element === 'user-list')).to.equal(false);
    await setFaults(page.emulator, []);
  });

  it('is that a setting keeps everybody from signing in', async () => {
    const errors = listen('o365-error');
    document.body.append(document.createElement('o365-provider'));
    await until(() => errors.length > 0, 'is told');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ code: 'setting-wrong', element: 'o365-provider' });
  });

  it('is who is signed in', async () => {
    const accounts = listen('o365-account-changed');
    const { provider } = await renderInTenant(html`<provisioning-console></provisioning-console>`);
    await until(() => textOf(provider).includes('Ingrid Halvorsen'), 'is shown');
    expect(accounts.map(({ account }) => account?.name)).to.deep.equal(['Ingrid Halvorsen']);
    control(provider, /^Disconnect/).click();
    await until(() => accounts.length > 1, 'is told');
    expect(accounts[1]).to.deep.equal({ account: undefined });
  });
});
