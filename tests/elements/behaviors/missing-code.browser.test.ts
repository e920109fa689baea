import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type * as Autoload from '../../../src/autoload.js';
import { breakCode } from '../../support/broken-code.js';
import { control, textOf } from '../../support/find.js';
import type * as InTenant from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

// Each file is broken before anything of this page asks for it, at addresses at which the browser has none of it yet.
const importCopy = (path: string): Promise<unknown> => import(`/copy/${path}`);

const missing = 'Part of this page couldn’t be loaded';

describe('code that does not arrive', () => {
  let discover: typeof Autoload.discover;
  let renderInTenant: typeof InTenant.renderInTenant;
  before(async () => {
    ({ discover } = (await importCopy('src/autoload.ts')) as typeof Autoload);
    ({ renderInTenant } = (await importCopy('tests/support/in-tenant.ts')) as typeof InTenant);
  });
  afterEach(() => document.body.replaceChildren());

  it('is asked for again when the page is online again; what stands in the element stays', async () => {
    const mend = await breakCode('define/activity-log');
    const element = document.createElement('activity-log');
    element.textContent = 'The log of the portal';
    document.body.append(element);
    const discovered = discover(document);
    expect(element.shadowRoot).to.equal(null);
    expect(element.textContent).to.equal('The log of the portal');
    await mend();
    await until(() => {
      window.dispatchEvent(new Event('online'));
      return element.shadowRoot;
    }, 'is shown');
    await discovered;
  });

  it('is said where the session cannot begin; trying again begins it', async () => {
    const mend = await breakCode('page-sessions');
    await importCopy('src/define/workspace-list.ts');
    const { provider } = await renderInTenant(html`<workspace-list></workspace-list>`);
    await until(() => textOf(provider).includes(missing), 'says so');
    await mend();
    control(provider, 'Try again').click();
    await until(() => provider.graph, 'begins');
    expect(textOf(provider)).not.to.include(missing);
  });

  it('is said by what shows the connection, which tries again', async () => {
    const mend = await breakCode('render-connection');
    await importCopy('src/define/o365-connect.ts');
    const { provider } = await renderInTenant(html`<o365-connect></o365-connect>`);
    await until(() => textOf(provider).includes(missing), 'says so');
    await mend();
    control(provider, 'Try again').click();
    await until(() => textOf(provider).includes('Ingrid Halvorsen'), 'shows the account');
  });

  it('is said where a chart cannot be drawn; the table is there', async () => {
    const mend = await breakCode('chart-library');
    await importCopy('src/define/license-usage-chart.ts');
    const { provider } = await renderInTenant(html`<license-usage-chart></license-usage-chart>`);
    await until(() => textOf(provider).includes(missing), 'says so');
    expect(textOf(provider)).to.include('Microsoft 365 E3');
    await mend();
    control(provider, /^Try again/).click();
    await until(() => !textOf(provider).includes(missing), 'is drawn');
  });

  it('is said by the console above the panel, which tries again', async () => {
    const mend = await breakCode('define/license-insights');
    await importCopy('src/define/provisioning-console.ts');
    const { provider } = await renderInTenant(
      html`<provisioning-console .place=${{ tab: 'usage' }}></provisioning-console>`,
    );
    await until(() => textOf(provider).includes(missing), 'says so');
    await mend();
    control(provider, /^Try again/).click();
    await until(() => customElements.get('license-insights'), 'is there');
    await until(() => !textOf(provider).includes(missing), 'says it no more');
  });
});
