import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/workspace-list.js';
import { tenantStore } from '../../../src/store/tenant/tenant-store.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

async function show(parameters: TenantParameters, text: string) {
  const page = await renderInTenant(html`<workspace-list></workspace-list>`, parameters);
  const el = document.querySelector('workspace-list');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { el, root: el.shadowRoot, page };
}

/** A group as somebody may have made it before. */
const makeRoot = async (page: Parameters<NonNullable<TenantParameters['prepare']>>[0]): Promise<void> => {
  const { token } = await page.auth.getToken(['Group.ReadWrite.All']);
  const name = 'o365-store-root-0000';
  await page.emulator.fetch(
    new Request(`${page.emulator.graph}/v1.0/groups(uniqueName='${name}')`, {
      method: 'PATCH',
      headers: {
        Authorization: `Bearer ${token}`,
        Prefer: 'create-if-missing',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        displayName: 'Office 365 workspaces',
        mailEnabled: false,
        mailNickname: name,
        securityEnabled: true,
        groupTypes: [],
      }),
    }),
  );
};

describe('an element whose store has to be chosen first', () => {
  afterEach(() => document.body.replaceChildren());

  it('makes the group that keeps the workspaces when there is none', async () => {
    const { el, root, page } = await show(
      { store: tenantStore({ inMemory: true }) },
      'No group of this tenant holds workspaces yet.',
    );
    await expect(el).to.be.accessible();
    control(root, 'Make a new group').click();
    await until(() => textOf(el).includes('No workspaces yet'), 'shows that there are none');
    const groups = page.emulator.state().groups.map(({ displayName }) => displayName);
    expect(groups).to.include('Office 365 workspaces');
  });

  it('takes the group that there is only when somebody says so, and names its owners', async () => {
    const { el, root } = await show(
      { store: tenantStore({ inMemory: true }), prepare: makeRoot },
      'Use the workspaces stored in the group “Office 365 workspaces”, owned by',
    );
    expect(textOf(el)).to.include('Anybody in the tenant can make a group of that name.');
    await expect(el).to.be.accessible();
    control(root, 'Use these workspaces: the group Office 365 workspaces').click();
    await until(() => textOf(el).includes('No workspaces yet'), 'shows that there are none');
  });
});
