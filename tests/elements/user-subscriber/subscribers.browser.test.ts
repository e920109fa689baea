import { expect, oneEvent } from '@open-wc/testing';
import { choice, field, focused, press } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { listPeople, pickColleague, readsPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { openAs, makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import { one, rows, search, showSubscribers } from './subscriber-page.js';

describe('the subscribers in <user-subscriber>', () => {
  afterEach(() => document.body.replaceChildren());

  const mixed = one(({ emulator }) => ({
    draft: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 30, 10) },
    published: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 20) },
  }));

  it('says where everybody stands, and counts who is new, leaving and blocked', async () => {
    const { el, root } = await showSubscribers({ ...mixed, tenant: 'contoso', users: 200 }, 'All 39');
    await until(() => !textOf(el).includes('Loading'), 'all are read');
    expect(textOf(el)).to.contain('New 19');
    expect(textOf(el)).to.contain('Leaving 9');
    expect(textOf(el)).to.contain('28 unpublished changes. Nothing is assigned until you publish.');
    choice(root, 'State', 'Leaving 9').click();
    await el.updateComplete;
    expect(rows(root)).to.have.length(9);
    control(root, /^Keep /).click();
    await until(() => rows(root).length === 8, 'one is kept');
    expect(textOf(el)).to.contain('27 unpublished changes.');
  });

  it('says who lacks what was published, and leads to the review of it', async () => {
    const has = ({ emulator }: TenantPage, skuId: string): ((id: string) => boolean) => {
      const holders = emulator
        .state()
        .users.filter(({ assignedLicenses }) => assignedLicenses.some((held) => held.skuId === skuId));
      const ids = new Set(holders.map(({ id }) => id));
      return (id) => ids.has(id);
    };
    const plan = planOf('SPE_E3');
    const content = (page: TenantPage) => ({ plans: [plan], subscribers: userIds(page.emulator, 30) });
    const { el, root, page } = await showSubscribers(
      {
        ...one((tenant) => ({ draft: content(tenant), published: content(tenant) })),
        tenant: 'contoso',
        users: 200,
        policy: { requireSynced: false },
      },
      'All 30',
    );
    await until(() => !textOf(el).includes('Loading'), 'all are read');
    const holds = has(page, plan.skuId);
    const shownAs = (state: string): string[] =>
      rows(root)
        .filter((row) => row.textContent?.includes(state))
        .map((row) => row.dataset['key'] ?? '');
    expect(shownAs('Missing a plan').length, 'there are some').to.be.above(0);
    expect(shownAs('Missing a plan').filter(holds)).to.deep.equal([]);
    expect(shownAs('Published').every(holds)).to.equal(true);
    expect(textOf(el)).to.match(/\d+ subscribers are missing something that was published\./);
    choice(root, 'State', `Incomplete ${/Incomplete (\d+)/.exec(textOf(el))?.[1]}`).click();
    await el.updateComplete;
    expect(rows(root).every((row) => /Missing a plan|License error/.test(row.textContent ?? ''))).to.equal(
      true,
    );
    setTimeout(() => control(root, 'Review and publish').click());
    await oneEvent(el, 'o365-review-requested');
  });

  it('takes out whom one ticks', async () => {
    const { el, root, subscribers } = await showSubscribers(
      { ...mixed, tenant: 'contoso', users: 200 },
      'All 39',
    );
    await until(() => !textOf(el).includes('Loading'), 'all are read');
    choice(root, 'State', 'New 19').click();
    await el.updateComplete;
    field(root, 'Select all 19').click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('19 selected');
    control(root, 'Remove').click();
    await until(() => textOf(el).includes('19 people removed.'), 'removed');
    await subscribers(11);
  });

  it('shows hostile names as text', async () => {
    const { el, root } = await showSubscribers(
      {
        ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 59) } })),
        tenant: 'hostile',
        users: 60,
      },
      '<img src=x onerror=alert(1)>',
    );
    expect(root.querySelector('img, script')).to.equal(null);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('says that an id is not in the directory any more', async () => {
    const gone = '00000000-1111-2222-3333-444444444444';
    const { el } = await showSubscribers(
      one(() => ({ draft: { subscribers: [gone] } })),
      'Not in the directory',
    );
    expect(textOf(el)).to.contain(gone);
  });

  it('renders only what is in sight, and moves through all rows by keyboard', async () => {
    const { el, root, page } = await showSubscribers(
      {
        ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 899) } })),
        tenant: 'contoso',
        users: 900,
      },
      'All 899',
    );
    await until(() => !textOf(el).includes('Loading'), 'the first are read');
    // Whoever is read later may come before those who are there, so the last name decides where everybody stands.
    const subscribed = new Set(userIds(page.emulator, 899));
    const people = (await listPeople(page.emulator)).filter(({ id }) => subscribed.has(id));
    const { compare } = new Intl.Collator('en');
    const names = people.map(({ displayName }) => displayName).sort(compare);
    const shown = (): string[] =>
      rows(root)
        .slice(0, 5)
        .map((row) => textOf(row));
    await until(() => shown().every((text, index) => text.includes(names[index] ?? '')), 'all are read');
    expect(rows(root).length).to.be.below(60);
    expect(root.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')).to.equal('900');
    const first = rows(root)[0];
    first?.focus();
    // Rows whose people are read while a key is on its way move, so that it is pressed until it got there.
    const goTo = (key: 'End' | 'Home', row: string): Promise<void> =>
      until(() => {
        const isThere = focused()?.getAttribute('aria-rowindex') === row;
        if (!isThere) press(focused() as Element, key);
        return isThere;
      }, `${key} leads to row ${row}`);
    await goTo('End', '900');
    await goTo('Home', '2');
    press(focused() as Element, 'ArrowDown');
    await until(() => focused()?.getAttribute('aria-rowindex') === '3', 'the second row');
    const key = focused()?.getAttribute('data-key');
    const scroller = root.querySelector('[role="grid"]') as HTMLElement;
    scroller.scrollTop = 20_000;
    await until(() => Number(rows(root).at(-1)?.dataset['index']) > 200, 'scrolled');
    expect(focused()?.getAttribute('data-key'), 'the focused row stays').to.equal(key);
  });

  it('forgets what was done last when another workspace opens', async () => {
    const prepare = withWorkspaces(({ emulator }) => [
      makeWorkspace({ draft: { subscribers: userIds(emulator, 3) } }),
      makeWorkspace({ id: 'other', name: 'Other', draft: { subscribers: userIds(emulator, 2) } }),
    ]);
    const { el, root, page } = await showSubscribers({ prepare }, 'All 3');
    await until(() => !textOf(el).includes('Loading'), 'all are read');
    control(root, /^Remove .+$/).click();
    await until(() => textOf(el).includes('was removed'), 'removed');
    el.workspaceId = 'other';
    await until(() => textOf(el).includes('Subscribers of Other'), 'the other one');
    expect(textOf(el)).not.to.contain('Undo');
    expect((await page.store.workspaces.get('other'))?.workspace.draft.subscribers).to.have.length(2);
  });

  it('has nothing to publish while a new workspace is empty', async () => {
    const { el, root } = await showSubscribers(one(), 'No subscribers yet');
    expect(textOf(el)).to.contain('There’s nothing to publish yet.');
    expect(control(root, 'Review and publish').getAttribute('aria-disabled')).to.equal('true');
  });

  it('asks when somebody else wants to delete what people are subscribed to here', async () => {
    const shown = await showSubscribers({ users: 60, ...one(), ...readsPeople }, 'No subscribers yet');
    const { el, root, page, subscribers } = shown;
    await search(shown, 'an');
    const record = await page.store.workspaces.get('sales-desk');
    if (!record) throw new Error('gone');
    const lee = await pickColleague(page.emulator);
    const edited = { at: '2026-11-22T10:44:00.000Z', by: lee.id };
    await openAs(page, lee.id).workspaces.put(
      { ...record.workspace, deleting: true, edited },
      { etag: record.etag },
    );
    press(field(root, 'Name, email, or department'), 'Enter');
    await until(() => textOf(el).includes(`${lee.displayName} changed Sales desk`), 'the question');
    expect(textOf(el)).to.contain('Both of you changed its deletion. Nothing is lost.');
    control(root, 'Keep only yours').click();
    await subscribers(1);
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.deleting).to.equal(undefined);
  });

  it('leads to the review once the draft is stored', async () => {
    const { el, root } = await showSubscribers({ ...mixed, tenant: 'contoso', users: 200 }, 'All 39');
    setTimeout(() => control(root, 'Review and publish').click());
    const { detail } = await oneEvent<
      CustomEvent<{
        workspaceId: string;
      }>
    >(el, 'o365-review-requested');
    expect(detail.workspaceId).to.equal('sales-desk');
  });

  it('tells that people could not be read, and reads them on retry', async () => {
    const { el, root, page } = await showSubscribers(
      {
        ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 5) } })),
        faults: [{ kind: 'status', path: '/users', status: 400 }],
      },
      'Microsoft refused the request',
    );
    await setFaults(page.emulator, []);
    control(root, 'Try again').click();
    await until(() => !textOf(el).includes('Loading') && !textOf(el).includes('refused'), 'read');
    expect(rows(root)).to.have.length(5);
  });
});
