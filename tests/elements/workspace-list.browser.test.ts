import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/workspace-list.js';
import type { WorkspaceList } from '../../src/define/workspace-list.js';
import { ProvisioningError } from '../../src/model/errors.js';
import type { HostAction } from '../../src/model/host-action.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { exportWorkspaces, importWorkspaces } from '../../src/store/workspace-file.js';
import { field, focused, type } from '../support/fields.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { listPeople, readsPeople } from '../support/people.js';
import { savedFile } from '../support/saved-file.js';
import { spoilableStore, type SpoilableStore } from '../support/spoilable-store.js';
import { until } from '../support/until.js';
import { TrafficWatch } from '../support/watch-traffic.js';
import { makeWorkspace, openAs, planOf, userIds, withWorkspaces } from '../support/workspaces.js';

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

/** The menu of a card, open or not. */
const menuOf = (root: ShadowRoot, name: string): HTMLElement =>
  control(root, `More actions for ${name}`).parentElement as HTMLElement;

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
  });

  it('shows a plan that the tenant has no more by the name that it had', async () => {
    const { skuId } = planOf('VISIOCLIENT');
    const draw = withWorkspaces(() => [makeWorkspace({ draft: { plans: [planOf('VISIOCLIENT')] } })]);
    const counts = { total: 10, assigned: 4, expiringSoon: 0, suspended: 0 };
    const { el } = await show(
      {
        async prepare(tenant) {
          await draw(tenant);
          const plans = [{ skuId, skuPartNumber: 'VISIOCLIENT', ...counts }];
          await tenant.store.insights.putSnapshot({ date: '2026-11-20', plans });
          tenant.emulator.changePlan({ plan: 'VISIOCLIENT', ended: true });
        },
      },
      'Visio Plan 2',
    );
    expect(textOf(el)).not.to.contain(skuId);
  });

  it('shows at once what a colleague published on another machine', async () => {
    const prepare = withWorkspaces(() => [makeWorkspace({ id: 'finance', name: 'Finance' })]);
    const store = memoryStore({ shares: { workspaces: true } });
    const { root, page } = await show({ store, prepare }, 'Never published');
    const [by = ''] = userIds(page.emulator, 1);
    const { workspaces } = openAs(page, by);
    const { workspace, etag } = (await workspaces.get('finance'))!;
    const lastPublish = { at: new Date().toISOString(), by, publishId: 'theirs' };
    await workspaces.put({ ...workspace, published: workspace.draft, lastPublish }, { etag });
    const badge = (): string => root.querySelector('.badge')?.textContent?.trim() ?? '';
    await until(() => badge() === 'Published', `published: ${badge()}`);
  });

  describe('says who edited or published last', () => {
    const formerId = 'ff000000-0000-4000-8000-000000000001';
    const byEverybody = withWorkspaces(({ emulator }) => {
      const [editorId, publisherId] = userIds(emulator, 2);
      const seeds = [emulator.tenant.administrator.id, editorId, editorId, publisherId, formerId, 'nightly'];
      return seeds.map((editedBy = 'nightly', index) =>
        makeWorkspace({
          id: `w${index}`,
          name: `Workspace ${index}`,
          editedBy,
          draft: { plans: [planOf('SPE_F1')] },
          ...(editedBy === publisherId ? { published: { plans: [planOf('SPE_F1')] } } : {}),
        }),
      );
    });
    const stamps = (root: ShadowRoot): string[] =>
      [...root.querySelectorAll('.actions > bdi')].map((each) => each.textContent?.trim() ?? '');
    const when = 'Nov 20, 2026';

    it('by name, everybody read in one request and the signed-in administrator in none', async () => {
      const watch = new TrafficWatch();
      const { root, page } = await show(
        {
          ...readsPeople,
          async prepare(tenant) {
            watch.attach(tenant);
            await byEverybody(tenant);
          },
        },
        'Microsoft 365 F3',
      );
      await until(() => stamps(root)[1]?.includes(' by '), 'names');
      const people = await listPeople(page.emulator);
      const nameOf = (id?: string) => people.find((person) => person.id === id)?.displayName ?? 'nobody';
      const [editorId, publisherId] = userIds(page.emulator, 2);
      expect(stamps(root)).to.deep.equal([
        `Edited ${when} by Ingrid Halvorsen`,
        `Edited ${when} by ${nameOf(editorId)}`,
        `Edited ${when} by ${nameOf(editorId)}`,
        `Published ${when} by ${nameOf(publisherId)}`,
        `Edited ${when} by someone no longer in the directory`,
        `Edited ${when}`,
      ]);
      const asked = watch.asked.filter(({ path }) => path.startsWith('/users'));
      expect(asked).to.have.length(1);
      expect(asked[0]?.path).to.contain(editorId).and.to.contain(publisherId);
      expect(asked[0]?.path).not.to.contain(page.emulator.tenant.administrator.id);
    });

    it('without names, and without asking for them, where people may not be read', async () => {
      const watch = new TrafficWatch();
      const { root } = await show(
        {
          scopes: ['LicenseAssignment.Read.All'],
          async prepare(tenant) {
            watch.attach(tenant);
            await byEverybody(tenant);
          },
        },
        'Microsoft 365 F3',
      );
      expect(stamps(root).slice(0, 3)).to.deep.equal([
        `Edited ${when} by Ingrid Halvorsen`,
        `Edited ${when}`,
        `Edited ${when}`,
      ]);
      expect(watch.count(/^\/users/)).to.equal(0);
    });
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
    expect((await page.store.workspaces.list()).workspaces).to.have.length(2);
  });

  it('creates one workspace, however fast its button is pressed', async () => {
    const { el, root, page } = await show({}, 'No workspaces yet');
    const button = control(root, 'Create a workspace');
    button.click();
    button.click();
    await until(() => textOf(el).includes('1 workspace'), 'shows it');
    expect((await page.store.workspaces.list()).workspaces).to.have.length(1);
  });

  it('duplicates a workspace from its menu', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(root, 'More actions for Store floor').click();
    const menu = root.querySelector<HTMLElement>('[popover]:popover-open');
    if (!menu) throw new Error('the menu is closed');
    control(menu, 'Duplicate').click();
    await until(() => textOf(el).includes('Store floor (2)'), 'the copy');
    const copy = (await page.store.workspaces.list()).workspaces.find(
      ({ workspace }) => workspace.draft.name === 'Store floor (2)',
    );
    expect(copy?.workspace.published).to.equal(undefined);
    expect(copy?.workspace.draft.subscribers).to.have.length(5);
  });

  it('deletes one that was never published at once, after asking', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(menuOf(root, 'Office staff'), 'Delete…').click();
    await el.updateComplete;
    const dialog = root.querySelector('dialog');
    expect(dialog?.open).to.equal(true);
    expect(dialog?.textContent).to.contain('no one loses anything');
    setTimeout(() => control(dialog as HTMLElement, 'Delete').click());
    const { detail } = await oneEvent<
      CustomEvent<{
        afterPublish: boolean;
      }>
    >(el, 'o365-workspace-deleted');
    expect(detail.afterPublish).to.equal(false);
    expect(await page.store.workspaces.get('office')).to.equal(undefined);
  });

  it('says what deleting a published one takes and from how many, then marks it and leads to the review', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(menuOf(root, 'Store floor'), 'Delete…').click();
    await el.updateComplete;
    const dialog = root.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.textContent).to.contain('unassigns Microsoft 365 F3 from 4 people');
    setTimeout(() => control(dialog, 'Delete and review…').click());
    await oneEvent(el, 'o365-review-requested');
    expect((await page.store.workspaces.get('store'))?.workspace.deleting).to.equal(true);
    await until(() => textOf(el).includes('Will be deleted'), 'the mark');
    control(menuOf(root, 'Store floor'), 'Keep this workspace').click();
    await until(() => !textOf(el).includes('Will be deleted'), 'kept');
    expect((await page.store.workspaces.get('store'))?.workspace.deleting).to.equal(undefined);
  });

  it('names some from whom a deletion takes something', async () => {
    const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(menuOf(root, 'Store floor'), 'Delete…').click();
    const [first] = userIds(page.emulator, 4);
    const name = (await listPeople(page.emulator)).find(({ id }) => id === first)?.displayName;
    await until(() => root.querySelector('dialog')?.textContent?.includes(name ?? 'nobody'), 'a name');
    await expect(el).shadowDom.to.be.accessible();
  });

  describe('renaming', () => {
    async function ask(): Promise<{
      el: WorkspaceList;
      root: ShadowRoot;
      page: TenantPage;
      input: HTMLInputElement;
    }> {
      const shown = await show({ prepare: several }, 'Microsoft 365 F3');
      control(shown.root, 'More actions for Office staff').focus();
      control(menuOf(shown.root, 'Office staff'), 'Rename…').click();
      await shown.el.updateComplete;
      return { ...shown, input: field(shown.root, 'Name') };
    }

    it('takes a new name by keyboard alone and gives the focus back', async () => {
      const { el, root, page, input } = await ask();
      expect(focused()).to.equal(input);
      await sendKeys({ type: 'Head office' });
      await sendKeys({ press: 'Enter' });
      await until(() => textOf(el).includes('“Office staff” is now called “Head office”.'), 'renamed');
      expect((await page.store.workspaces.get('office'))?.workspace.draft.name).to.equal('Head office');
      await until(() => root.querySelector('.card [aria-label="More actions for Head office"]'), 'the card');
      expect(focused()?.getAttribute('aria-label')).to.equal('More actions for Head office');
    });

    it('refuses no name and one that is taken, and says why', async () => {
      const { el, root, page, input } = await ask();
      for (const [name, why] of [
        [' ', 'A workspace needs a name.'],
        ['store FLOOR', 'Another workspace already has this name.'],
        ['x'.repeat(1000), 'A name can have at most'],
        ['Store\u200B floor', 'invisible characters'],
      ] as const) {
        type(input, name);
        await el.updateComplete;
        expect(root.querySelector('dialog')?.textContent).to.contain(why);
        control(root.querySelector('dialog') as HTMLElement, 'Rename').click();
        await el.updateComplete;
        expect(root.querySelector('dialog')?.open).to.equal(true);
      }
      await expect(el).shadowDom.to.be.accessible();
      control(root, 'Cancel').click();
      await el.updateComplete;
      expect(root.querySelector('dialog')).to.equal(null);
      expect((await page.store.workspaces.get('office'))?.workspace.draft.name).to.equal('Office staff');
    });

    it('tells when the store refuses, and renames on the next try', async () => {
      const { el, root, page, input } = await ask();
      const { put } = page.store.workspaces;
      page.store.workspaces.put = () =>
        Promise.reject(new ProvisioningError('stale', 'Somebody was faster.'));
      type(input, 'Head office');
      await el.updateComplete;
      control(root.querySelector('dialog') as HTMLElement, 'Rename').click();
      await until(() => textOf(el).includes('The workspace couldn’t be changed'), 'the failure');
      page.store.workspaces.put = put;
      control(root, 'Try again').click();
      await until(() => textOf(el).includes('Head office'), 'renamed');
      expect(textOf(el)).not.to.contain('couldn’t be changed');
    });
  });

  it('names the group of a workspace that is given by group, where groups may be read', async () => {
    const scopes = ['User.Read', 'LicenseAssignment.Read.All'];
    const prepare = async (page: TenantPage): Promise<void> => {
      const group = page.emulator.state().groups[0];
      for (const [id, groupId] of [
        ['by-group', group?.id],
        ['not-yet', undefined],
      ] as const)
        await page.store.workspaces.put(
          { ...makeWorkspace({ id, name: id }), route: 'group', ...(groupId ? { groupId } : {}) },
          { etag: null },
        );
    };
    const { el, root, page } = await show(
      { tenant: 'contoso', users: 60, prepare, scopes: [...scopes, 'GroupMember.Read.All'] },
      'Through a group',
    );
    const name = page.emulator.state().groups[0]?.displayName ?? '?';
    await until(
      () => textOf(root.querySelector('.card') as HTMLElement).includes(`Through a group ${name}`),
      'its name',
    );
    expect(textOf(el)).to.contain('Through a group, created at the first publish');
    await expect(el).shadowDom.to.be.accessible();
    document.body.replaceChildren();
    const other = await show({ tenant: 'contoso', users: 60, prepare, scopes }, 'Through a group');
    expect(textOf(other.el)).not.to.contain(name);
    expect(textOf(other.el)).not.to.contain('GroupMember.Read.All');
  });

  describe('files', () => {
    const choose = (root: ShadowRoot, ...contents: string[]): void => {
      const files = new DataTransfer();
      contents.forEach((content, index) => files.items.add(new File([content], `${index + 1}.json`)));
      const input = field(root, 'Import a file');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };

    it('imports what it exported, and refuses a foreign file without storing anything', async () => {
      const { el, root, page } = await show({ prepare: several }, 'Microsoft 365 F3');
      choose(root, '{"name":"somebody else’s"}');
      await until(() => textOf(el).includes('This record can’t be read'), 'the refusal');
      expect(textOf(el)).to.contain('“1.json” couldn’t be imported');
      expect((await page.store.workspaces.list()).workspaces).to.have.length(3);
      choose(root, exportWorkspaces([makeWorkspace({ name: 'From afar' })]));
      await until(() => textOf(el).includes('1 workspace imported'), 'the import');
      expect(textOf(el)).to.contain('From afar');
      expect(textOf(el)).not.to.contain('couldn’t be imported');
    });

    it('takes several files at once, keeps the good ones and names the others', async () => {
      const { el, root, page } = await show({}, 'No workspaces yet');
      const newer = exportWorkspaces([makeWorkspace()]).replace('"version": 1', '"version": 99');
      choose(
        root,
        exportWorkspaces([makeWorkspace({ name: 'A' }), makeWorkspace({ name: 'B' })]),
        newer,
        'not even JSON',
        exportWorkspaces([makeWorkspace({ name: 'A' })]),
      );
      await until(() => textOf(el).includes('3 workspaces imported'), 'the import');
      expect(textOf(el)).to.contain('“2.json” and “3.json” couldn’t be imported');
      expect(textOf(el)).to.contain('This was created by a newer version');
      const names = (await page.store.workspaces.list()).workspaces.map(
        ({ workspace }) => workspace.draft.name,
      );
      expect(names).to.have.members(['A', 'B', 'A (2)']);
      await expect(el).shadowDom.to.be.accessible();
    });

    it('writes those that are shown into one file', async () => {
      const { el, root } = await show({ prepare: several }, 'Microsoft 365 F3');
      const written = async (name: string): Promise<string[]> => {
        const file = savedFile();
        control(root, name).click();
        const text = await (await file).content.text();
        const stamp = { at: '2026-01-01T00:00:00Z', by: '' };
        return importWorkspaces(text, { takenNames: [], stamp }).map(({ draft }) => draft.name);
      };
      expect(await written('Export all')).to.have.members(['Store floor', 'Office staff', hostile]);
      type(field(root, 'Find a workspace or a plan'), 'office');
      await el.updateComplete;
      expect(await written('Export 1')).to.deep.equal(['Office staff']);
    });
  });

  describe('damaged workspaces', () => {
    const damage = (spoil: SpoilableStore['spoil']) => async (page: TenantPage) => {
      await several(page);
      await spoil('workspaces', ['office'], (row) => ({ ...row, workspace: { draft: null } }));
    };

    it('are told, handed out as they are, and removed when that is confirmed; the others work', async () => {
      const { open, spoil } = spoilableStore();
      const { el, root, page } = await show(
        { store: open, prepare: damage(spoil) },
        '1 workspace can’t be read',
      );
      expect(root.querySelectorAll('.card')).to.have.length(2);
      await expect(el).shadowDom.to.be.accessible();
      const file = savedFile();
      control(root, 'Export as JSON: record office').click();
      expect(JSON.parse(await (await file).content.text())).to.deep.equal({ draft: null });
      control(root, 'Remove record office…').click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('People keep what it assigned');
      await expect(el).shadowDom.to.be.accessible();
      expect((await page.store.workspaces.list()).damaged).to.have.length(1);
      control(root, 'Remove permanently').click();
      await until(() => !root.querySelector('[part="damaged"]'), 'removed');
      const left = await page.store.workspaces.list();
      expect(left.damaged).to.deep.equal([]);
      expect(left.workspaces).to.have.length(2);
    });

    it('stay where the store does not remove them, which is told, until the next try', async () => {
      const { open, spoil } = spoilableStore();
      const { el, root, page } = await show({ store: open, prepare: damage(spoil) }, 'can’t be read');
      const { workspaces } = page.store;
      const { remove } = workspaces;
      workspaces.remove = () => Promise.reject(new ProvisioningError('storage-unavailable', 'Blocked.'));
      control(root, 'Remove record office…').click();
      await el.updateComplete;
      control(root, 'Remove permanently').click();
      await until(() => textOf(el).includes('Saved data can’t be reached'), 'told');
      workspaces.remove = remove;
      control(root, 'Try again').click();
      await until(() => !root.querySelector('[part="damaged"]'), 'removed');
      expect(textOf(el)).not.to.contain('Saved data can’t be reached');
    });

    it('are not removed where the portal does not let the administrator delete', async () => {
      const { open, spoil } = spoilableStore();
      const parameters = {
        store: open,
        prepare: damage(spoil),
        can: (action: HostAction) => action !== 'delete',
      };
      const { root } = await show(parameters, 'can’t be read');
      expect(control(root, 'Export as JSON: record office')).to.exist;
      expect(root.querySelector('[aria-label="Remove record office…"]')).to.equal(null);
    });
  });

  it('keeps the focus in the list when the card that had it goes', async () => {
    const { el, root } = await show({ prepare: several }, 'Microsoft 365 F3');
    control(root, 'More actions for Office staff').focus();
    control(menuOf(root, 'Office staff'), 'Delete…').click();
    await el.updateComplete;
    const confirm = control(root.querySelector('dialog') as HTMLElement, 'Delete');
    confirm.focus();
    confirm.click();
    await until(() => root.querySelectorAll('.card').length === 2, 'it is gone');
    await el.updateComplete;
    expect(focused()?.closest('.card')).to.exist;
  });

  it('tells why a workspace could not be created', async () => {
    const { el, root, page } = await show({}, 'No workspaces yet');
    page.store.workspaces.put = () => Promise.reject(new Error('full'));
    control(root, 'Create a workspace').click();
    await until(() => textOf(el).includes('The workspace couldn’t be created'), 'the failure');
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
