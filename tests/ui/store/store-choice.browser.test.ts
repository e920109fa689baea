import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/activity-log.js';
import '../../../src/define/publish-review.js';
import '../../../src/define/workspace-list.js';
import { tenantStore } from '../../../src/store/tenant/tenant-store.js';
import { control, textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';

async function show(parameters: TenantParameters, text: string) {
  const page = await renderInTenant(html`<workspace-list></workspace-list>`, parameters);
  const el = document.querySelector('workspace-list');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { el, root: el.shadowRoot, page };
}

async function ask({ auth, emulator }: TenantPage, method: string, path: string, body: object) {
  const { token } = await auth.getToken(['Group.ReadWrite.All']);
  const headers = {
    Authorization: `Bearer ${token}`,
    Prefer: 'create-if-missing',
    'Content-Type': 'application/json',
  };
  return emulator.fetch(`${emulator.graph}/v1.0${path}`, { method, headers, body: JSON.stringify(body) });
}

/** A group as somebody may have made it before; returns its object id. */
async function makeRoot(page: TenantPage): Promise<string> {
  const name = 'o365-store-root-0000';
  const answer = await ask(page, 'PATCH', `/groups(uniqueName='${name}')`, {
    displayName: 'Office 365 workspaces',
    mailEnabled: false,
    mailNickname: name,
    securityEnabled: true,
    groupTypes: [],
  });
  return ((await answer.json()) as { id: string }).id;
}

/** The id of somebody without any role in the directory. */
function findStranger({ emulator }: TenantPage): string {
  const { administrator } = emulator.tenant;
  const found = emulator.state().users.findLast(({ id }) => id !== administrator.id);
  if (!found) throw new Error('The tenant has nobody else.');
  return found.id;
}

describe('an element whose store has to be chosen first', () => {
  afterEach(() => document.body.replaceChildren());

  it('makes the group that keeps the workspaces when there is none', async () => {
    const { el, root, page } = await show(
      { store: tenantStore({ inMemory: true }) },
      'No group in this tenant holds workspaces yet.',
    );
    await expect(el).to.be.accessible();
    control(root, 'Create a new group').click();
    await until(() => textOf(el).includes('No workspaces yet'), 'shows that there are none');
    const groups = page.emulator.state().groups.map(({ displayName }) => displayName);
    expect(groups).to.include('Office 365 workspaces');
  });

  it('takes the group that there is only when somebody says so, and names its owners', async () => {
    const { el, root } = await show(
      { store: tenantStore({ inMemory: true }), prepare: async (page) => void (await makeRoot(page)) },
      'Use the workspaces stored in the group “Office 365 workspaces”, owned by',
    );
    expect(textOf(el)).to.include('Anyone in the tenant can create a group with this name.');
    await expect(el).to.be.accessible();
    control(root, 'Use these workspaces: the group Office 365 workspaces').click();
    await until(() => textOf(el).includes('No workspaces yet'), 'shows that there are none');
  });
});

describe('a page of several elements whose store has to be chosen first', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks in the uppermost; the others lead there, and all show their content when it was answered', async () => {
    await renderInTenant(
      html`<workspace-list></workspace-list><activity-log></activity-log><publish-review></publish-review>`,
      {
        store: tenantStore({ inMemory: true }),
      },
    );
    const [list, log] = [document.querySelector('workspace-list'), document.querySelector('activity-log')];
    if (!list?.shadowRoot || !log?.shadowRoot) throw new Error('not rendered');
    await until(() => textOf(list).includes('Where are this tenant’s workspaces saved?'), 'asks');
    await until(() => textOf(log).includes('First, choose where'), 'leads there');
    const publish = document.querySelector('publish-review');
    await until(() => publish !== null && textOf(publish).includes('No workspace selected'), 'waits');
    expect(publish && textOf(publish)).not.to.include('No one has chosen');
    expect(textOf(log)).not.to.include('Create a new group');
    await until(() => textOf(list).includes('Create a new group'), 'offers to make one');
    control(log.shadowRoot, 'Choose now').click();
    expect(list.shadowRoot.activeElement?.textContent?.trim()).to.equal('Create a new group');
    control(list.shadowRoot, 'Create a new group').click();
    await until(() => textOf(list).includes('No workspaces yet'), 'the list shows that there are none');
    await until(() => textOf(log).includes('Nothing published yet'), 'so does the log');
  });
});

describe('a list of workspaces that are stored in the tenant', () => {
  afterEach(() => document.body.replaceChildren());

  it('says who can change them all without being an administrator', async () => {
    const { el, root } = await show(
      {
        store: tenantStore({ inMemory: true }),
        async prepare(page) {
          const rootId = await makeRoot(page);
          const reference = {
            '@odata.id': `${page.emulator.graph}/v1.0/directoryObjects/${findStranger(page)}`,
          };
          await ask(page, 'POST', `/groups/${rootId}/owners/$ref`, reference);
        },
      },
      'has no administrator role',
    );
    control(root, 'Use these workspaces: the group Office 365 workspaces').click();
    await until(
      () => textOf(el).includes('Someone who isn’t an administrator can change these workspaces'),
      'warns after it was accepted too',
    );
    expect(textOf(el)).to.match(/\S owns the group but has no administrator role\./);
    await expect(el).to.be.accessible();
  });
});
