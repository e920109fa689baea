import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { CanDo, HostAction } from '../../../../src/model/host-action.js';
import { control, textOf } from '../../../support/find.js';
import type { TenantParameters } from '../../../support/in-tenant.js';
import { until } from '../../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../../support/workspaces.js';
import { everybody, show } from './portal.js';

const without =
  (...refused: HostAction[]): CanDo =>
  (action) =>
    !refused.includes(action);
const nothingButLooking = without('edit', 'subscribe', 'delete', 'publish', 'undo', 'reclaim', 'reprocess');

const note = (root: ShadowRoot): string =>
  root.querySelector('[part="not-allowed"]')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const names = (root: ParentNode): string[] =>
  [...root.querySelectorAll('button')].map((each) =>
    (each.getAttribute('aria-label') ?? each.textContent ?? '').trim(),
  );

describe('what the portal does not let the administrator do', () => {
  afterEach(() => document.body.replaceChildren());

  it('is not offered in the list of workspaces, which says so', async () => {
    const { el, root } = await show(html`<workspace-list></workspace-list>`, 'Sales desk', {
      can: nothingButLooking,
    });
    expect(note(root)).to.equal('This portal lets you view workspaces, but not change them.');
    expect(names(root)).not.to.include.members(['New workspace']);
    expect(names(root).filter((name) => /^(New|Import|Rename|Duplicate|Delete)/.test(name))).to.deep.equal(
      [],
    );
    expect(names(root).filter((name) => name === 'Export')).to.have.length(2);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('is asked for each workspace, and followed at once when the rules change', async () => {
    const { root, page } = await show(html`<workspace-list></workspace-list>`, 'Sales desk', {
      can: (action, workspaceId) => action !== 'delete' || workspaceId === 'sales',
    });
    const deletes = (): number => names(root).filter((name) => /^Delete/.test(name)).length;
    expect(deletes()).to.equal(1);
    page.provider.can = nothingButLooking;
    await until(() => deletes() === 0, 'none may be deleted');
    page.provider.can = () => true;
    await until(() => deletes() === 2, 'both may be deleted');
  });

  it('is not suggested where no workspace is selected', async () => {
    const { el, root } = await show(html`<workspace-editor></workspace-editor>`, 'No workspace selected', {
      can: nothingButLooking,
    });
    expect(textOf(el)).to.contain('Choose a workspace.');
    expect(textOf(el)).not.to.contain('create');
    expect(names(root)).to.deep.equal([]);
  });

  it('can be looked at in the editor, not changed', async () => {
    const { el, root } = await show(
      html`<workspace-editor workspace-id="sales"></workspace-editor>`,
      'Power BI Pro',
      { can: without('edit') },
    );
    expect(note(root)).to.contain('view workspaces');
    for (const input of root.querySelectorAll<HTMLInputElement>('input[type="text"]'))
      expect(input.readOnly, input.value).to.equal(true);
    const switches = root.querySelectorAll<HTMLInputElement>('input[type="checkbox"], input[type="radio"]');
    expect(switches.length).to.be.above(3);
    for (const input of switches) expect(input.disabled).to.equal(true);
    for (const input of root.querySelectorAll<HTMLInputElement>('input[type="search"]'))
      expect(input.disabled).to.equal(false);
    expect(names(root)).to.include('Review and publish');
    await expect(el).shadowDom.to.be.accessible();
  });

  it('does not come in by discarding a draft that changes it', async () => {
    const prepare = withWorkspaces(({ emulator }) => {
      const plans = [planOf('POWER_BI_PRO')];
      const draft = { plans, subscribers: userIds(emulator, 12) };
      return [makeWorkspace({ id: 'sales', draft, published: { plans, subscribers: userIds(emulator, 8) } })];
    });
    const editor = html`<workspace-editor workspace-id="sales"></workspace-editor>`;
    const allowed = await show(editor, 'Power BI Pro', { prepare });
    expect(names(allowed.root)).to.include('Discard changes');
    document.body.replaceChildren();
    const { root } = await show(editor, 'Power BI Pro', { prepare, can: without('subscribe') });
    expect(note(root), 'plans may be changed').to.equal('');
    expect(names(root)).not.to.include('Discard changes');
  });

  it('can be looked at among the subscribers, not changed', async () => {
    const { el, root } = await show(
      html`<user-subscriber workspace-id="sales"></user-subscriber>`,
      'Sales desk',
      { can: without('subscribe') },
    );
    await until(() => root.querySelector('[role="grid"] [data-key]'), 'subscribers');
    expect(note(root)).to.contain('view subscribers');
    expect(root.querySelectorAll('input[name="way"]')).to.have.length(0);
    const row = root.querySelector<HTMLElement>('[data-key]')!;
    expect(names(row)).to.deep.equal([]);
    expect(row.querySelector('input')?.disabled).to.equal(true);
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }));
    await (el as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
    expect(textOf(el)).not.to.contain('Undo');
    await expect(el).shadowDom.to.be.accessible();
  });

  it('can be reviewed, not published', async () => {
    const { el, root, page } = await show(
      html`<publish-review workspace-id="sales"></publish-review>`,
      'Publish to',
      { can: without('publish') },
    );
    const publish = root.querySelector<HTMLElement>('[part="publish"]')!;
    expect(publish.getAttribute('aria-disabled')).to.equal('true');
    expect(note(root)).to.equal('This portal doesn’t let you publish.');
    let asked = false;
    el.addEventListener('o365-before-publish', () => (asked = true));
    publish.click();
    expect(asked).to.equal(false);
    expect(page.emulator.state().users.filter(({ writes }) => writes > 0)).to.deep.equal([]);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('is not among the remedies of a review, nor is another route', async () => {
    const review = html`<publish-review workspace-id="sales"></publish-review>`;
    // Two calling plans that exclude each other.
    const conflicting: TenantParameters = {
      alsoOwns: ['MCOPSTN1', 'MCOPSTN2'],
      prepare: withWorkspaces(({ emulator }) => [
        makeWorkspace({
          id: 'sales',
          draft: {
            plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')],
            subscribers: emulator.state().users.map(({ id }) => id),
          },
        }),
      ]),
    };
    const remedies = (root: ShadowRoot): string[] =>
      names(root.querySelector('[part="blocked"]')!).filter((name) => /^(Take|Turn|Reclaim)/.test(name));
    const allowed = await show(review, 'blocked', conflicting);
    expect(remedies(allowed.root)).not.to.have.length(0);
    document.body.replaceChildren();
    const { root } = await show(review, 'blocked', { ...conflicting, can: without('edit', 'reclaim') });
    expect(remedies(root)).to.have.length(0);
  });

  it('is not begun when it is forbidden between the review and the click', async () => {
    let forbidden = false;
    const { root, page, el } = await show(
      html`<publish-review workspace-id="sales"></publish-review>`,
      'Publish to',
      {
        policy: everybody,
        can: (action) => action !== 'publish' || !forbidden,
      },
    );
    forbidden = true;
    root.querySelector<HTMLElement>('[part="publish"]')?.click();
    await until(() => textOf(el).includes('This portal doesn’t allow this'), 'told');
    expect(page.emulator.state().users.filter(({ writes }) => writes > 0)).to.deep.equal([]);
  });

  it('is not undone where only publishing is allowed', async () => {
    const { root, el } = await show(
      html`<publish-review workspace-id="sales"></publish-review>`,
      'Publish to',
      {
        policy: everybody,
        can: without('undo'),
      },
    );
    root.querySelector<HTMLElement>('[part="publish"]')?.click();
    await until(() => textOf(el).includes('Sales desk is published'), 'published');
    expect(names(root)).to.include('Review again');
    expect(names(root).filter((name) => name.startsWith('Undo'))).to.deep.equal([]);
  });

  it('is not offered for the users who are selected', async () => {
    const { root } = await show(html`<user-list></user-list>`, 'of 200 people', {
      can: (action, workspaceId) => action === 'subscribe' && workspaceId === 'store',
    });
    root.querySelector<HTMLInputElement>('[data-row] input[type="checkbox"]')?.click();
    await until(() => root.querySelector('[part="selection"]'), 'selection');
    const bar = root.querySelector<HTMLElement>('[part="selection"]')!;
    expect(names(bar).filter((name) => /Swap|Reclaim/.test(name))).to.deep.equal([]);
    control(bar, /^Subscribe to/).click();
    await until(() => bar.querySelector('select'), 'choice of workspaces');
    expect([...bar.querySelectorAll('option')].map(({ textContent }) => textContent?.trim())).to.deep.equal([
      'Store floor',
    ]);
  });

  it('is not offered among the findings', async () => {
    const insights = html`<license-insights></license-insights>`;
    const allowed = await show(insights, 'assigned but not used', {});
    await until(() => allowed.root.querySelector('[part="reclaim"]'), 'something to reclaim');
    document.body.replaceChildren();
    const { root } = await show(insights, 'assigned but not used', {
      tenant: 'contoso',
      users: 400,
      can: without('reclaim'),
    });
    await until(() => root.querySelector('[part="findings"] tr + tr'), 'findings');
    expect(root.querySelectorAll('[part="reclaim"]')).to.have.length(0);
  });
});
