import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/provisioning-setup.js';
import type { ProvisioningSetup } from '../../src/define/provisioning-setup.js';
import { createWorkspace } from '../../src/model/workspace.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';

async function show(parameters: TenantParameters, text: string): Promise<ProvisioningSetup> {
  const page = await renderInTenant(html`<provisioning-setup></provisioning-setup>`, {
    users: 30,
    ...parameters,
  });
  const el = page.provider.querySelector('provisioning-setup') as ProvisioningSetup;
  await until(() => textOf(el).includes(text), text);
  return el;
}

const stamp = { at: '2026-11-20T10:00:00.000Z', by: 'admin@contoso.com' };

describe('<provisioning-setup>', () => {
  afterEach(() => document.body.replaceChildren());

  it('begins with signing in', async () => {
    const el = await show({ signedOut: true }, 'Set up Office 365 for your users');
    expect(textOf(el)).to.contain('Nothing changes in your tenant until you publish');
    expect(el.shadowRoot?.querySelectorAll('details[open]').length).to.equal(1);
  });

  it('folds what is done and opens what comes next', async () => {
    const el = await show({ tenant: 'contoso' }, '1 step left');
    const steps = [...(el.shadowRoot?.querySelectorAll('details') ?? [])];
    expect(steps.map((step) => step.open)).to.deep.equal([false, false, true]);
  });

  it('is done when a workspace is published', async () => {
    const workspace = createWorkspace('ws-1', 'Sales desk', stamp);
    const el = await show(
      {
        tenant: 'contoso',
        prepare: async ({ store }) => {
          await store.put({ ...workspace, published: workspace.draft, lastPublish: stamp }, { etag: null });
        },
      },
      'Office 365 is set up',
    );
    expect(textOf(el)).to.match(/1 workspace ?, 1 published/);
  });

  it('says that a cloud-only tenant has no directory, without standing in the way', async () => {
    const el = await show({ tenant: 'cloud-only' }, 'Works, needs attention');
    expect(textOf(el)).to.contain('Create a workspace');
  });

  it('tells the page where the administrator wants to go', async () => {
    const el = await show({ tenant: 'contoso' }, 'Create a workspace');
    setTimeout(() => control(el.shadowRoot as ShadowRoot, 'Create a workspace').click());
    const { detail } = await oneEvent<CustomEvent<{ step: string }>>(el, 'o365-step-requested');
    expect(detail.step).to.equal('workspace');
  });

  it('passes the accessibility audit', async () => {
    const el = await show({ tenant: 'contoso' }, '1 step left');
    await expect(el).shadowDom.to.be.accessible();
  });
});
