import { expect } from '@open-wc/testing';
import { ProvisioningError } from '../../../src/model/errors.js';
import { choice, field, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { pickColleague, readsPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { openAs, makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import { one, showEditor } from './editor-page.js';

function shadowOf(el: Element): ShadowRoot {
  if (!el.shadowRoot) throw new Error('not rendered');
  return el.shadowRoot;
}

describe('the draft in <workspace-editor>', () => {
  afterEach(() => document.body.replaceChildren());

  it('stores what is typed on leaving the field, and refuses an empty name without losing anything', async () => {
    const { el, root, stored } = await showEditor(one(), 'Microsoft 365 E3');
    const name = field(root, 'Name');
    type(name, 'Sales desk <b>north</b> 🙂');
    name.blur();
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.name).to.equal('Sales desk <b>north</b> 🙂');
    expect(root.querySelector('b')).to.equal(null);
    type(name, '  ');
    await el.updateComplete;
    expect(textOf(el)).to.contain('A workspace needs a name.');
    expect(name.getAttribute('aria-invalid')).to.equal('true');
    expect((await stored()).draft.name).to.equal('Sales desk <b>north</b> 🙂');
  });

  it('refuses a name with invisible characters, and keeps the one before', async () => {
    const { el, root, stored } = await showEditor(one(), 'Microsoft 365 E3');
    const name = field(root, 'Name');
    type(name, 'Sales\u202E desk');
    await el.updateComplete;
    name.blur();
    await el.updateComplete;
    expect(textOf(el)).to.contain('invisible characters');
    expect(name.getAttribute('aria-invalid')).to.equal('true');
    expect((await stored()).draft.name).to.equal('Sales desk');
  });

  it('says when another workspace has the name', async () => {
    const prepare = withWorkspaces(() => [
      makeWorkspace(),
      makeWorkspace({ id: 'other', name: 'Office staff' }),
    ]);
    const { el, root } = await showEditor({ prepare }, 'Microsoft 365 E3');
    type(field(root, 'Name'), 'office STAFF');
    await el.updateComplete;
    expect(textOf(el)).to.contain('Another workspace already has this name.');
  });

  it('keeps what is being typed when somebody else changes the workspace, and both changes when stored', async () => {
    const { el, root, page, stored } = await showEditor({ ...one(), ...readsPeople }, 'Microsoft 365 E3');
    const name = field(root, 'Name');
    type(name, 'Typed here');
    const record = await page.store.workspaces.get('sales-desk');
    if (!record) throw new Error('gone');
    const draft = { ...record.workspace.draft, description: 'Written elsewhere' };
    const lee = await pickColleague(page.emulator);
    const edited = { at: '2026-11-22T10:44:00.000Z', by: lee.id };
    await openAs(page, lee.id).workspaces.put({ ...record.workspace, draft, edited }, { etag: record.etag });
    await el.updateComplete;
    expect(name.value).to.equal('Typed here');
    name.blur();
    await until(() => textOf(el).includes(`${lee.displayName} changed this workspace`), 'tells');
    expect((await stored()).draft).to.deep.include({ name: 'Typed here', description: 'Written elsewhere' });
    expect(field(root, 'Description').value).to.equal('Written elsewhere');
  });

  for (const [button, name] of [
    ['Keep both changes', 'Mine'],
    ['Keep only yours', 'Mine'],
    ['Keep only theirs', 'Theirs'],
  ] as const)
    it(`asks when two changed the same, and ends as chosen: ${button}`, async () => {
      const { el, root, page, stored } = await showEditor({ ...one(), ...readsPeople }, 'Microsoft 365 E3');
      type(field(root, 'Name'), 'Mine');
      const record = await page.store.workspaces.get('sales-desk');
      if (!record) throw new Error('gone');
      const lee = await pickColleague(page.emulator);
      const edited = { at: '2026-11-22T10:44:00.000Z', by: lee.id };
      await openAs(page, lee.id).workspaces.put(
        { ...record.workspace, draft: { ...record.workspace.draft, name: 'Theirs' }, edited },
        { etag: record.etag },
      );
      field(root, 'Name').blur();
      await until(() => textOf(el).includes(`${lee.displayName} changed Sales desk`), 'the question');
      expect(textOf(el)).to.contain('Nothing is lost');
      await expect(el).shadowDom.to.be.accessible();
      expect((await stored()).draft.name).to.equal('Theirs');
      control(root, button).click();
      await until(() => !textOf(el).includes('Nothing is lost'), 'settled');
      await el.updateComplete;
      expect((await stored()).draft.name).to.equal(name);
      expect(field(root, 'Name').value).to.equal(name);
    });

  it('compares line by line by name: apps with their plan, services with their option, subscribers in numbers', async () => {
    const seed = { draft: { plans: [planOf('SPE_E3')] } };
    const { el, root, page } = await showEditor({ ...one(seed), tenant: 'contoso', users: 50 }, 'ServiceNow');
    const put = page.store.workspaces.put.bind(page.store);
    page.store.workspaces.put = () => Promise.reject(new ProvisioningError('storage-full', 'No room.'));
    type(field(root, 'Name'), 'Mine');
    field(root, 'ServiceNow').click();
    type(field(root, 'Find an app in Microsoft 365 E3'), 'sway');
    await el.updateComplete;
    choice(root, 'Sway: on, off, or leave as is', 'Off').click();
    await until(() => textOf(el).includes('storage is full'), 'kept here only');
    page.store.workspaces.put = put;
    const record = await page.store.workspaces.get('sales-desk');
    if (!record) throw new Error('gone');
    const draft = { ...record.workspace.draft, name: 'Theirs', subscribers: userIds(page.emulator, 3) };
    await page.store.workspaces.put({ ...record.workspace, draft }, { etag: record.etag });
    control(root, 'Try again').click();
    await until(() => textOf(el).includes('Nothing is lost'), 'the question');
    control(root, 'Compare line by line').click();
    await until(() => textOf(el).includes('Sway in'), 'the names');
    const lines = [...root.querySelectorAll('[part="clash"] tbody tr')].map((line) =>
      [...line.children].map((cell) => cell.textContent?.trim()),
    );
    expect(lines).to.deep.include(['the name', 'Mine', 'Theirs']);
    expect(lines).to.deep.include(['Sway in Microsoft 365 E3', 'Off', 'As is']);
    expect(lines).to.deep.include(['ServiceNow', 'ITIL', 'No']);
    expect(lines).to.deep.include(['Subscribers', 'Not changed', '3 subscribers added']);
  });

  it('keeps the draft on screen when the store refuses it, and stores it on the next try', async () => {
    const { el, root, page, stored } = await showEditor(one(), 'Microsoft 365 E3');
    const put = page.store.workspaces.put.bind(page.store);
    page.store.workspaces.put = () => Promise.reject(new ProvisioningError('storage-full', 'No room.'));
    field(root, 'Microsoft 365 E3').click();
    await until(() => textOf(el).includes('This browser’s storage is full'), 'the problem');
    expect(field(root, 'Microsoft 365 E3').checked).to.equal(true);
    page.store.workspaces.put = put;
    control(root, 'Try again').click();
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.plans).to.have.length(1);
  });

  it('keeps what the store refused also when the element leaves the page meanwhile', async () => {
    const { el, root, page, stored } = await showEditor(one(), 'Microsoft 365 E3');
    const put = page.store.workspaces.put.bind(page.store);
    page.store.workspaces.put = () => Promise.reject(new ProvisioningError('storage-full', 'No room.'));
    field(root, 'Microsoft 365 E3').click();
    await until(() => textOf(el).includes('This browser’s storage is full'), 'the problem');
    const place = el.parentElement as HTMLElement;
    el.remove();
    const other = document.createElement('workspace-editor');
    other.workspaceId = 'sales-desk';
    place.append(other);
    await until(() => textOf(other).includes('SPE_E3'), 'the plans once more');
    expect(textOf(other)).to.contain('This browser’s storage is full');
    expect(field(shadowOf(other), 'Microsoft 365 E3').checked).to.equal(true);
    page.store.workspaces.put = put;
    control(shadowOf(other), 'Try again').click();
    await until(() => textOf(other).includes('Draft saved'), 'kept');
    expect((await stored()).draft.plans).to.have.length(1);
  });
});
