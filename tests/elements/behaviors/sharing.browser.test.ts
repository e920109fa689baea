import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { field, type } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { everything, inUse, loadEverything, settle, tags, template } from './every-element.js';

/** So many pickers, with the same text typed into each. */
async function showPickers(count: number): Promise<{ watch: TrafficWatch; page: TenantPage }> {
  const watch = new TrafficWatch();
  const page = await renderInTenant(
    html`${Array.from({ length: count }, () => template('user-subscriber'))}`,
    inUse(watch),
  );
  await until(() => page.provider.graph, 'signed in');
  await settle(watch);
  const pickers = [...page.provider.querySelectorAll('user-subscriber')];
  for (const picker of pickers)
    type(field(picker.shadowRoot as ShadowRoot, 'Name, email, or department'), 'an');
  await until(
    () => pickers.every((picker) => picker.shadowRoot?.querySelector('.person-name')),
    'everybody found somebody',
  );
  await settle(watch);
  return { watch, page };
}

/** Where Graph documents no `$select`: groups of agents (beta). */
const withoutSelect = /^\/onPremisesPublishingProfiles\//;

describe('elements on one page', () => {
  before(loadEverything);
  afterEach(() => document.body.replaceChildren());

  it('share their requests: five pickers ask no more than one', async () => {
    const one = await showPickers(1);
    document.body.replaceChildren();
    const five = await showPickers(5);
    const paths = ({ watch }: { watch: TrafficWatch }): string[] =>
      watch.asked.map(({ method, path }) => `${method} ${path}`).sort();
    expect(paths(one).length).to.be.greaterThan(2);
    expect(paths(five)).to.deep.equal(paths(one));
    const count = ({ page }: { page: TenantPage }): number =>
      Object.values(page.emulator.state().requests).reduce((sum, each) => sum + each, 0);
    expect(count(five)).to.equal(count(one));
  });

  it('ask one question once, however many elements show the answer', async () => {
    const watch = new TrafficWatch();
    // A review reads the tenant anew on purpose: it shows the exact change.
    const page = await renderInTenant(
      html`${tags.filter((tag) => tag !== 'publish-review').map(template)}`,
      inUse(watch),
    );
    await until(() => page.provider.graph, 'signed in');
    await settle(watch);
    const asked = watch.asked.map(({ method, path }) => `${method} ${path}`);
    expect(asked.length).to.be.greaterThan(8);
    expect(asked.filter((each, index) => asked.indexOf(each) !== index)).to.deep.equal([]);
  });

  it('read only the properties they need', async () => {
    const watch = new TrafficWatch();
    const page = await renderInTenant(everything(), inUse(watch, { graphConnectors: true }));
    await until(() => page.provider.graph, 'signed in');
    await settle(watch);
    const picker = page.provider.querySelector('user-subscriber')?.shadowRoot as ShadowRoot;
    type(field(picker, 'Name, email, or department'), 'an');
    await until(() => picker.querySelector('.person-name'), 'found');
    field(picker, 'From a group').click();
    await until(() => picker.querySelector('input[placeholder="Find a group"]'), 'groups');
    type(picker.querySelector('input[placeholder="Find a group"]') as HTMLInputElement, 'Sales');
    const list = page.provider.querySelector('user-list')?.shadowRoot;
    list?.querySelector<HTMLElement>('[data-row] .name')?.click();
    await until(() => watch.count(/licenseDetails/) > 0, 'the details of a user');
    await settle(watch);
    const reads = watch.asked.filter(({ method }) => method === 'GET');
    expect(reads.length).to.be.greaterThan(10);
    const whole = reads.filter(({ path }) => !path.includes('$select=') && !withoutSelect.test(path));
    expect(whole.map(({ path }) => path)).to.deep.equal([]);
    expect(textOf(page.provider)).to.contain(page.emulator.tenant.displayName);
  });
});
