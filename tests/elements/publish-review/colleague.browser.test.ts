import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { CanDo, HostAction } from '../../../src/model/host-action.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import {
  colleagueOf,
  publishElsewhere,
  type OtherPublish,
  type OtherPublishOptions,
} from '../../support/colleague.js';
import { leaveCutOffPublish } from '../../support/cut-off-publish.js';
import { control, textOf } from '../../support/find.js';
import type { TenantPage, TenantParameters } from '../../support/in-tenant.js';
import { deletePerson, listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { resetWallClock, wakeAfter } from '../../support/wall-clock.js';
import { makeWorkspace, openAs, planOf, withWorkspaces } from '../../support/workspaces.js';
import {
  begin,
  createReviews,
  heading,
  holders,
  peopleWith,
  policy,
  publishButton,
  type Shown,
} from './review-page.js';

const show = createReviews(1_700);
const plan = 'FLOW_FREE';
const everything = { workspaces: true, journal: true, grants: true, lease: true };

/** Sales desk and Finance give a plan, each to three people of their own. */
const workspaces = withWorkspaces(({ emulator }) => {
  const people = peopleWith(emulator, undefined, 6);
  const draft = { plans: [planOf(plan)], subscribers: people.slice(0, 3) };
  return [
    makeWorkspace({ draft }),
    makeWorkspace({ id: 'finance', name: 'Finance', draft: { ...draft, subscribers: people.slice(3) } }),
  ];
});

interface WithColleague extends Shown {
  readonly theirs: OtherPublish;
  readonly name: string;
}

const unnamed = html`<publish-review></publish-review>`;

/** Shows the review of Sales desk while a colleague publishes Finance. */
async function showWithColleague(
  options: OtherPublishOptions = {},
  { select, ...parameters }: TenantParameters & { readonly select?: string } = {},
  template = html`<publish-review workspace-id="sales-desk"></publish-review>`,
): Promise<WithColleague> {
  let theirs: OtherPublish | undefined;
  const shown = await show(
    {
      policy,
      users: 500,
      store: memoryStore({ shares: everything }),
      ...parameters,
      prepare: async (page) => {
        await workspaces(page);
        await parameters.prepare?.(page);
        const { tenantId } = page.emulator.tenant;
        if (select !== undefined) sessionStorage.setItem(`o365-workspace:${tenantId}`, select);
        theirs = await publishElsewhere(page, options);
      },
    },
    /Publish Sales desk next/,
    template,
  );
  if (!theirs) throw new Error('nobody publishes');
  const { by: id } = theirs;
  const person = (await listPeople(shown.page.emulator)).find((each) => each.id === id);
  return { ...shown, theirs, name: person?.displayName ?? '' };
}

const panel = (root: ShadowRoot): HTMLElement | null => root.querySelector('[part="colleague"]');
const says = (root: ShadowRoot, text: string): boolean =>
  Boolean(panel(root) && textOf(panel(root)!).includes(text));

/** Waits for its turn with what is shown. */
async function publishNext({ root, el }: Shown): Promise<void> {
  control(root, 'Publish Sales desk next').click();
  await until(() => textOf(el).includes('Sales desk will be published next'), 'waits');
}

describe('<publish-review> while a colleague publishes', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
    resetWallClock();
  });

  it('says who publishes what, how far that is, and that this review stays', async () => {
    const { el, root, name, theirs } = await showWithColleague();
    await until(() => says(root, `${name} is publishing Finance`), 'named');
    const text = textOf(panel(root)!);
    expect(text).to.contain('By a colleague');
    expect(text).to.contain('18 of 46 people done.');
    expect(text).to.contain('Your Sales desk review stays as is and refreshes when this one finishes.');
    expect(text).to.match(/Last seen \d+ seconds? ago\./);
    expect(root.querySelector<HTMLProgressElement>('[part="colleague"] progress')?.value).to.equal(18);
    expect(heading(root)).to.equal('Review: Sales desk');
    await expect(el).shadowDom.to.be.accessible();
    await theirs.report(30);
    await until(() => says(root, '30 of 46 people done.'), 'goes on');
  });

  it('refreshes when the other publish finishes, and can be published then', async () => {
    const { root, page, theirs } = await showWithColleague();
    const { subscribers } = (await page.store.workspaces.get('sales-desk'))!.workspace.draft;
    await deletePerson(page.emulator, subscribers[0] ?? '');
    await theirs.end();
    await until(() => !panel(root), 'over');
    await until(() => /Publish to 2 people/.test(publishButton(root).textContent), 'reviewed anew');
    expect(publishButton(root).hasAttribute('aria-disabled')).to.equal(false);
  });

  it('leads to the workspace that is published', async () => {
    const { el, root, page, theirs } = await showWithColleague({}, { select: 'sales-desk' }, unnamed);
    const asked: unknown[] = [];
    page.provider.addEventListener('o365-review-requested', ({ detail }) => asked.push(detail));
    control(root, 'View progress').click();
    await until(() => heading(root) === 'Review: Finance', 'the other workspace');
    expect(asked).to.deep.equal([{ workspaceId: 'finance' }]);
    expect(says(root, 'What you see below refreshes when this one finishes.')).to.equal(true);
    expect(textOf(el)).not.to.contain('View progress');
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal('true');
    await theirs.end();
    await until(() => !publishButton(root).hasAttribute('aria-disabled'), 'free');
  });

  it('says where the administrator publishes in another tab, and when a server does', async () => {
    const own = await showWithColleague({ isOwn: true });
    await until(() => says(own.root, 'You are publishing Finance in another tab'), 'own');
    expect(textOf(panel(own.root)!)).to.contain('In another tab');
    await own.theirs.end();
    document.body.replaceChildren();

    const by = 'c0ffee00-0000-4000-8000-00000000c0de';
    const server = await showWithColleague({ by, isAttended: false });
    await until(() => says(server.root, 'The portal is publishing Finance'), 'server');
    expect(textOf(panel(server.root)!)).to.contain('On the server');
  });

  it('says what is done besides publishing', async () => {
    const { root, name, theirs } = await showWithColleague({ kind: 'undo' });
    await until(() => says(root, `${name} is undoing the publish of Finance`), 'undo');
    await theirs.end();
    document.body.replaceChildren();
    const reclaim = await showWithColleague({ kind: 'reclaim', workspaceId: undefined });
    await until(() => says(reclaim.root, `${reclaim.name} is reclaiming licenses`), 'reclaim');
    expect(textOf(reclaim.root.host)).not.to.contain('View progress');
  });

  it('looks only while it can be seen', async () => {
    const { el, page, theirs } = await showWithColleague();
    let looks = 0;
    const { lease } = page.store;
    const { read } = lease;
    lease.read = (options) => {
      looks += 1;
      return read(options);
    };
    el.style.display = 'none';
    await theirs.report(20);
    wakeAfter(60_000);
    expect(looks).to.equal(0);
    el.style.display = '';
    wakeAfter(1_000);
    await until(() => looks > 0, 'looks again');
  });

  it('says why it cannot be told who publishes, and tries again', async () => {
    const { el, root, page } = await showWithColleague();
    const { lease } = page.store;
    const { read } = lease;
    lease.read = () => Promise.reject(new ProvisioningError('storage-unavailable', 'The store is away.'));
    wakeAfter(10_000);
    await until(() => textOf(el).includes('storage-unavailable'), 'told');
    lease.read = read;
    control(root, 'Try again').click();
    await until(() => !textOf(el).includes('storage-unavailable'), 'again');
  });

  describe('and does not respond', () => {
    /** A publish of Finance that stopped without a word: nothing of it was written. */
    const cutOff: TenantParameters = {
      prepare: async (page) => {
        const { skuId } = planOf(plan);
        await leaveCutOffPublish(page, { workspaceId: 'finance', skuId, count: 3 });
      },
    };

    it('says so after 90 seconds, and when it can be taken over', async () => {
      const { el, root, name } = await showWithColleague();
      await until(() => says(root, `${name} is publishing Finance`), 'named');
      wakeAfter(95_000);
      await until(() => says(root, `${name} was publishing Finance`), 'silent');
      const text = textOf(panel(root)!);
      expect(text)
        .to.contain('Not responding')
        .and.to.match(/No response for 9\d seconds\./);
      expect(text).to.match(/You can take over in 2\d seconds\./);
      expect(text).not.to.contain('Take over,');
      await expect(el).shadowDom.to.be.accessible();
    });

    it('takes over once the administrator has reviewed and confirmed what is left', async () => {
      const shown = await showWithColleague({ publishId: 'cut-off', done: 0, total: 3 }, cutOff);
      const { el, root, page } = shown;
      const before = holders(page, plan).length;
      wakeAfter(125_000);
      await until(() => says(root, 'Take over, 3 left'), 'can be taken over');
      await expect(el).shadowDom.to.be.accessible();
      const starts: unknown[] = [];
      el.addEventListener('o365-before-publish', ({ detail }) => starts.push(detail));
      control(root, 'Take over, 3 left').click();
      await until(() => heading(root) === 'Review: Finance' && publishButton(root), 'what’s left');
      expect(panel(root)).to.equal(null);
      expect(holders(page, plan)).to.have.length(before);
      expect(starts).to.deep.equal([]);
      await begin(shown);
      await until(() => heading(root) === 'Finance is published', 'published');
      expect(holders(page, plan)).to.have.length(before + 3);
      expect(starts).to.deep.equal([
        { workspaceId: 'finance', kind: 'publish', isContinuation: true, users: 3 },
      ]);
      const [last, first] = (await page.store.journal.list()).publishes;
      expect(last?.head).to.include({ workspaceId: 'finance', of: 'cut-off' });
      expect(first?.finished?.end).to.equal('superseded');
      control(root, 'Review again').click();
      await until(() => heading(root) === 'Review: Sales desk', 'back');
    });

    it('takes over what the tenant says is left, where the store does not share how it began', async () => {
      const store = memoryStore({ shares: { ...everything, journal: false } });
      const shown = await showWithColleague({ publishId: 'theirs', done: 0, total: 3 }, { store });
      const { root, page } = shown;
      const before = holders(page, plan).length;
      wakeAfter(125_000);
      await until(() => says(root, 'Take over, 3 left'), 'can be taken over');
      control(root, 'Take over, 3 left').click();
      await until(() => heading(root) === 'Review: Finance' && publishButton(root), 'what’s left');
      await begin(shown);
      await until(() => heading(root) === 'Finance is published', 'published');
      expect(holders(page, plan)).to.have.length(before + 3);
    });

    it('takes nothing over that the portal does not allow by then', async () => {
      const allowed: HostAction[] = ['publish'];
      const can: CanDo = async (action) => allowed.includes(action);
      const shown = await showWithColleague({ publishId: 'cut-off', done: 0, total: 3 }, { ...cutOff, can });
      const { el, root, page } = shown;
      const before = holders(page, plan).length;
      wakeAfter(125_000);
      await until(() => says(root, 'Take over, 3 left'), 'can be taken over');
      control(root, 'Take over, 3 left').click();
      await until(() => heading(root) === 'Review: Finance' && publishButton(root), 'what’s left');
      await until(() => publishButton(root).ariaDisabled !== 'true', 'allowed');
      allowed.pop();
      await begin(shown);
      await until(() => textOf(el).includes('This portal doesn’t allow this'), 'told');
      expect(holders(page, plan)).to.have.length(before);
    });

    it('leaves it to a colleague who is back', async () => {
      const shown = await showWithColleague({ publishId: 'cut-off', done: 0, total: 3 }, cutOff);
      const { root, page, theirs } = shown;
      const before = holders(page, plan).length;
      wakeAfter(125_000);
      await until(() => says(root, 'Take over, 3 left'), 'can be taken over');
      control(root, 'Take over, 3 left').click();
      await until(() => heading(root) === 'Review: Finance' && publishButton(root), 'what’s left');
      await theirs.report(1);
      await begin(shown);
      await until(() => textOf(root.host).includes('Someone is already publishing'), 'refused');
      expect(holders(page, plan)).to.have.length(before);
    });
  });

  describe('and has its own turn next', () => {
    it('is published when the other publish is done, and asks the page then', async () => {
      const shown = await showWithColleague();
      const { el, root, page, theirs } = shown;
      const before = holders(page, plan).length;
      const starts: unknown[] = [];
      el.addEventListener('o365-before-publish', ({ detail }) => starts.push(detail));
      await publishNext(shown);
      await expect(el).shadowDom.to.be.accessible();
      expect(textOf(el)).not.to.contain('View progress');
      await theirs.report(40);
      await until(() => says(root, '40 of 46'), 'goes on');
      expect(starts).to.deep.equal([]);
      expect(holders(page, plan)).to.have.length(before);
      await theirs.end();
      await until(() => heading(root) === 'Sales desk is published', 'published');
      expect(holders(page, plan)).to.have.length(before + 3);
      expect(starts).to.deep.equal([
        { workspaceId: 'sales-desk', kind: 'publish', isContinuation: false, users: 3 },
      ]);
    });

    it('is not, where the portal does not allow it by then', async () => {
      const allowed: HostAction[] = ['publish'];
      const can: CanDo = async (action) => allowed.includes(action);
      const shown = await showWithColleague({}, { can });
      const { el, root, page, theirs } = shown;
      const before = holders(page, plan).length;
      await until(() => !textOf(el).includes('doesn’t let you publish'), 'allowed');
      await publishNext(shown);
      allowed.pop();
      await theirs.end();
      await until(() => textOf(el).includes('This portal doesn’t allow this'), 'told');
      expect(holders(page, plan)).to.have.length(before);
      await until(() => publishButton(root).ariaDisabled === 'true', 'is not offered any more');
    });

    it('is not, where the page objects', async () => {
      const shown = await showWithColleague();
      const { el, root, page, theirs } = shown;
      const before = holders(page, plan).length;
      el.addEventListener('o365-before-publish', (event) => event.preventDefault());
      await publishNext(shown);
      await theirs.end();
      await until(() => /Publish to 3 people/.test(publishButton(root).textContent), 'the review');
      expect(holders(page, plan)).to.have.length(before);
      expect(textOf(el)).not.to.contain('published next');
    });

    it('is to be reviewed again when something changed meanwhile', async () => {
      const shown = await showWithColleague();
      const { el, root, page, theirs } = shown;
      const { subscribers } = (await page.store.workspaces.get('sales-desk'))!.workspace.draft;
      await publishNext(shown);
      await deletePerson(page.emulator, subscribers[0] ?? '');
      const before = holders(page, plan).length;
      await theirs.end();
      await until(() => textOf(el).includes('This review changed while you waited'), 'told');
      await until(() => /Publish to 2 people/.test(publishButton(root).textContent), 'what it is now');
      await until(() => root.getAnimations().length === 0, 'colors at rest');
      await expect(el).shadowDom.to.be.accessible();
      expect(holders(page, plan)).to.have.length(before);
      await begin(shown);
      await until(() => heading(root) === 'Sales desk is published', 'published');
    });

    it('ends with an edit of the draft', async () => {
      const shown = await showWithColleague();
      const { el, page, theirs } = shown;
      await publishNext(shown);
      const store = openAs(page, theirs.by);
      const stored = (await store.workspaces.get('sales-desk'))!;
      const { draft } = stored.workspace;
      const edited = { ...stored.workspace, draft: { ...draft, subscribers: draft.subscribers.slice(1) } };
      const before = holders(page, plan).length;
      await store.workspaces.put(edited, { etag: stored.etag });
      await until(() => textOf(el).includes('This review changed while you waited'), 'told');
      await theirs.end();
      await until(() => /Publish to 2 people/.test(publishButton(shown.root).textContent), 'reviewed');
      expect(holders(page, plan)).to.have.length(before);
    });

    it('is cancelled', async () => {
      const shown = await showWithColleague();
      const { el, root, page, theirs } = shown;
      const before = holders(page, plan).length;
      await publishNext(shown);
      control(root, 'Don’t publish').click();
      await until(() => !textOf(el).includes('will be published next'), 'no more');
      await theirs.end();
      await until(() => /Publish to 3 people/.test(publishButton(root).textContent), 'the review');
      expect(holders(page, plan)).to.have.length(before);
    });

    it('stays so when the page is rendered again', async () => {
      const shown = await showWithColleague();
      const { el, page, theirs } = shown;
      await publishNext(shown);
      el.remove();
      await new Promise(requestAnimationFrame);
      const again = document.createElement('publish-review');
      again.workspaceId = 'sales-desk';
      page.provider.append(again);
      await until(() => textOf(again).includes('Sales desk will be published next'), 'waits still');
      await theirs.end();
      await until(() => textOf(again).includes('Sales desk is published'), 'published');
    });

    it('goes on while nobody shows it, and asks the page through the provider', async () => {
      const shown = await showWithColleague();
      const { el, page, theirs } = shown;
      const before = holders(page, plan).length;
      const starts: unknown[] = [];
      page.provider.addEventListener('o365-before-publish', ({ detail }) => starts.push(detail));
      await publishNext(shown);
      el.remove();
      await theirs.end();
      await until(() => holders(page, plan).length === before + 3, 'published');
      expect(starts).to.deep.equal([
        { workspaceId: 'sales-desk', kind: 'publish', isContinuation: false, users: 3 },
      ]);
    });

    it('ends with signing out', async () => {
      const shown = await showWithColleague();
      const { el, page, theirs } = shown;
      const before = holders(page, plan).length;
      await publishNext(shown);
      await page.auth.signOut();
      await until(() => textOf(el).includes('Sign in'), 'signed out');
      await theirs.end();
      await page.auth.signIn();
      await until(() => /Publish to 3 people/.test(textOf(el)), 'the review');
      expect(textOf(el)).not.to.contain('will be published next');
      expect(holders(page, plan)).to.have.length(before);
    });

    it('ends when another workspace is shown', async () => {
      const shown = await showWithColleague();
      const { el, page, theirs } = shown;
      const before = holders(page, plan).length;
      await publishNext(shown);
      el.workspaceId = 'finance';
      await until(() => heading(shown.root) === 'Review: Finance', 'the other');
      el.workspaceId = 'sales-desk';
      await until(() => textOf(el).includes('Publish Sales desk next'), 'back');
      expect(textOf(el)).not.to.contain('will be published next');
      await theirs.end();
      await until(() => /Publish to 3 people/.test(publishButton(shown.root).textContent), 'the review');
      expect(holders(page, plan)).to.have.length(before);
    });
  });

  it('says where a workspace was published last, where the store shares no history', async () => {
    const store = memoryStore({ shares: { ...everything, journal: false } });
    const published = async (page: TenantPage): Promise<void> => {
      const people = peopleWith(page.emulator, undefined, 3);
      const content = { plans: [planOf(plan)], subscribers: people };
      const editedBy = colleagueOf(page);
      await withWorkspaces(() => [makeWorkspace({ draft: content, published: content, editedBy })])(page);
    };
    const { el, page } = await show({ policy, store, prepare: published }, /from another computer/);
    const by = colleagueOf(page);
    const name = (await listPeople(page.emulator)).find(({ id }) => id === by)?.displayName ?? '';
    await until(() => textOf(el).includes(`Published by ${name} from another computer.`), 'by whom');
    expect(textOf(el))
      .to.contain('The details are on that computer.')
      .and.not.to.contain('Undo this publish');
    await expect(el).shadowDom.to.be.accessible();
  });
});
