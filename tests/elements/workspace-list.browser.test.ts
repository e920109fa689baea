import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/define/workspace-list.js';
import type { WorkspaceList } from '../../src/define/workspace-list.js';
import { exportWorkspaces } from '../../src/workspaces/workspace-file.js';
import { field, type } from '../support/fields.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../support/workspaces.js';

async function show(
  parameters: TenantParameters,
  text: string,
): Promise<{ el: WorkspaceList; root: ShadowRoot; page: TenantPage }> {
  const page = await renderInTenant(html`<workspace-list></workspace-list>`, parameters);
  const el = document.querySelector('workspace-list');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { el, root: el.shadowRoot, page };
}

const hostile = '<img src=x onerror=alert(1)> O’Reilly & "Søn" 🙂 שלום';

const several = withWorkspaces(({ emulator }) => [
  makeWorkspace({
    id: 'store',
    name: 'Store floor',
    draft: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 5, 3) },
    published: { plans: [planOf('SPE_F1')], subscribers: userIds(emulator, 4) },
  }),
  makeWorkspace({ id: 'office', name: 'Office staff', draft: { plans: [planOf('SPE_E3')] } }),
  makeWorkspace({ id: 'evil', name: hostile }),
]);

describe('<workspace-list>', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows plans by product name, who is coming and going, and where each workspace stands', async () => {
    const { el } = await show({ prepare: several }, 'Microsoft 365 F3');
    expect(textOf(el)).to.contain('3 workspaces, 1 with unpublished changes');
    expect(textOf(el)).to.contain('5 subscribers 3 new, 2 leaving');
    expect(textOf(el)).to.contain('Never published');
    expect(textOf(el)).to.contain('by megan@contoso.com');
  });

  it('shows a hostile name as text', async () => {
    const { root } = await show({ prepare: several }, 'Microsoft 365 F3');
    expect(root.querySelector('img')).to.equal(null);
    expect(control(root, hostile)).to.exist;
  });

  it('finds workspaces by the name of a plan, and says when nothing matches', async () => {
    const { el, root } = await show({ prepare: several }, 'Microsoft 365 F3');
    type(field(root, 'Find a workspace or a plan'), 'microsoft 365 e3');
    await el.updateComplete;
    expect(root.querySelectorAll('.card')).to.have.length(1);
    type(field(root, 'Find a workspace or a plan'), 'nothing like it');
    await el.updateComplete;
    expect(textOf(el)).to.contain('No workspace matches');
    control(root, 'Clear filters').click();
    await el.updateComplete;
    expect(root.querySelectorAll('.card')).to.have.length(3);
  });

  it('narrows by state', async () => {
    const { el, root } = await show({ prepare: several }, 'Microsoft 365 F3');
    const select = field<HTMLSelectElement>(root, 'Show');
    select.value = 'unpublished';
    select.dispatchEvent(new Event('change'));
    await el.updateComplete;
    expect([...root.querySelectorAll('.name')].map((name) => name.textContent?.trim())).to.deep.equal([
      'Store floor',
    ]);
  });

  it('opens a workspace: selects it for the elements beside and tells the page', async () => {
    const { el, root } = await show({ prepare: several }, 'Microsoft 365 F3');
    setTimeout(() => control(root, 'Open, Office staff').click());
    const { detail } = await oneEvent<
      CustomEvent<{
        workspaceId: string;
      }>
    >(el, 'o365-workspace-selected');
    expect(detail).to.deep.equal({ workspaceId: 'office' });
  });

  it('creates a workspace under a free name', async () => {
    const { el, root, page } = await show({}, 'No workspaces yet');
    setTimeout(() => control(root, 'Create a workspace').click());
    await oneEvent(el, 'o365-workspace-created');
    await until(() => textOf(el).includes('1 workspace'), 'shows it');
    control(root, 'New workspace').click();
    await until(() => textOf(el).includes('New workspace (2)'), 'another name');
    expect(await page.store.list()).to.have.length(2);
  });

  it('duplicates a workspace from its menu', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(root, 'More for Store floor').click();
    const menu = root.querySelector<HTMLElement>('[popover]:popover-open');
    if (!menu) throw new Error('the menu is closed');
    control(menu, 'Duplicate').click();
    await until(() => textOf(el).includes('Store floor (2)'), 'the copy');
    const copy = (await page.store.list()).find(
      ({ workspace }) => workspace.draft.name === 'Store floor (2)',
    );
    expect(copy?.workspace.published).to.equal(undefined);
    expect(copy?.workspace.draft.subscribers).to.have.length(5);
  });

  it('deletes one that was never published at once, after asking', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(control(root, 'More for Office staff').parentElement as HTMLElement, 'Delete…').click();
    await el.updateComplete;
    const dialog = root.querySelector('dialog');
    expect(dialog?.open).to.equal(true);
    expect(dialog?.textContent).to.contain('nobody loses anything');
    setTimeout(() => control(dialog as HTMLElement, 'Delete').click());
    const { detail } = await oneEvent<
      CustomEvent<{
        afterPublish: boolean;
      }>
    >(el, 'o365-workspace-deleted');
    expect(detail.afterPublish).to.equal(false);
    expect(await page.store.get('office')).to.equal(undefined);
  });

  it('says what deleting a published one takes and from how many, then marks it and leads to the review', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(control(root, 'More for Store floor').parentElement as HTMLElement, 'Delete…').click();
    await el.updateComplete;
    const dialog = root.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.textContent).to.contain('takes Microsoft 365 F3 from 4 users');
    setTimeout(() => control(dialog, 'Delete and review').click());
    await oneEvent(el, 'o365-review-requested');
    expect((await page.store.get('store'))?.workspace.deleting).to.equal(true);
    await until(() => textOf(el).includes('Will be deleted'), 'the mark');
    control(
      control(root, 'More for Store floor').parentElement as HTMLElement,
      'Keep this workspace',
    ).click();
    await until(() => !textOf(el).includes('Will be deleted'), 'kept');
    expect((await page.store.get('store'))?.workspace.deleting).to.equal(undefined);
  });

  it('imports what it exported, and refuses a foreign file without storing anything', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    const choose = (content: string): void => {
      const files = new DataTransfer();
      files.items.add(new File([content], 'workspaces.json'));
      const input = field(root, 'Import a file');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };
    choose('{"name":"somebody else’s"}');
    await until(() => textOf(el).includes('This is not a workspace'), 'the refusal');
    expect(await page.store.list()).to.have.length(3);
    choose(exportWorkspaces([makeWorkspace({ name: 'From afar' })]));
    await until(() => textOf(el).includes('1 workspace imported'), 'the import');
    expect(textOf(el)).to.contain('From afar');
  });

  it('tells why a workspace could not be created', async () => {
    const { el, root, page } = await show({}, 'No workspaces yet');
    page.store.put = () => Promise.reject(new Error('full'));
    control(root, 'Create a workspace').click();
    await until(() => textOf(el).includes('The workspace could not be created'), 'the failure');
  });

  it('counts plans where their names may not be read', async () => {
    const { el } = await show({ prepare: several, scopes: ['User.Read'] }, '1 plan');
    expect(textOf(el)).not.to.contain('Microsoft 365');
  });

  for (const [name, parameters, text] of [
    ['no provider', { alone: true }, 'Not connected yet'],
    ['signed out', { signedOut: true }, 'Sign in to see this'],
    ['empty', {}, 'No workspaces yet'],
    ['workspaces', { prepare: several }, 'Microsoft 365 F3'],
  ] as const)
    it(`passes the accessibility audit: ${name}`, async () => {
      const { el } = await show(parameters, text);
      await expect(el).shadowDom.to.be.accessible();
    });
});
