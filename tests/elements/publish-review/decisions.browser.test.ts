import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { VirtualClock } from '../../../src/emulator/index.js';
import { withException } from '../../../src/model/workspace/workspace-decisions.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, openAs, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import { createReviews, group, numberIn, policy, publish, publishButton, type Shown } from './review-page.js';

const show = createReviews(9_000);

const nowhere = (root: ShadowRoot): HTMLElement => group(root, 'No usage location') as HTMLElement;

/** Gives Power BI Pro to somebody without a country and to all who come after by name, more than it has licenses. */
async function beginningWithoutCountry(page: TenantPage): Promise<void> {
  const { users } = page.emulator.state();
  const { skuId } = planOf('POWER_BI_PRO');
  const lacking = new Map(
    users
      .filter(({ assignedLicenses }) => !assignedLicenses.some((held) => held.skuId === skuId))
      .map((user) => [user.id, user]),
  );
  const byName = (await listPeople(page.emulator))
    .filter(({ id }) => lacking.has(id))
    .sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const first = byName.findIndex(({ id }) => lacking.get(id)?.usageLocation === null);
  const subscribers = byName.slice(first).map(({ id }) => id);
  await withWorkspaces(() => [makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers } })])(
    page,
  );
}

/** What this tab keeps of the administrator's decisions about the workspace. */
function remembered({ emulator: { tenant } }: TenantPage): string | null {
  return sessionStorage.getItem(`o365-decisions:${tenant.tenantId}:${tenant.administrator.id}:sales-desk`);
}

async function setCountry({ el, root }: Shown): Promise<void> {
  control(nowhere(root), /^Set \d+ to United States/).click();
  await el.updateComplete;
}

describe('decisions in <publish-review>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('keeps what is decided while the tenant is read again', async () => {
    const clock = new VirtualClock();
    const shown = await show({ clock });
    const { el, root, page } = shown;
    await setFaults(page.emulator, [{ kind: 'delay', path: '/subscribedSkus', delayMs: 60_000 }]);
    control(root, 'Refresh').click();
    await until(() => clock.sleeping > 0, 'reading');
    await setCountry(shown);
    const promised = publishButton(root).textContent;
    expect(nowhere(root).textContent).to.contain('Country chosen');
    clock.auto = true;
    await until(() => textOf(el).includes('Refresh'), 'read');
    await el.updateComplete;
    expect(nowhere(root).textContent).to.contain('Country chosen');
    expect(publishButton(root).textContent).to.equal(promised);
  });

  it('keeps what is taken back while the tenant is read again', async () => {
    const clock = new VirtualClock();
    const shown = await show({ clock });
    const { el, root, page } = shown;
    await setCountry(shown);
    await setFaults(page.emulator, [{ kind: 'delay', path: '/subscribedSkus', delayMs: 60_000 }]);
    control(root, 'Refresh').click();
    await until(() => clock.sleeping > 0, 'reading');
    control(nowhere(root), 'Undo').click();
    await el.updateComplete;
    clock.auto = true;
    await until(() => textOf(el).includes('Refresh'), 'read');
    await el.updateComplete;
    expect(nowhere(root).textContent).not.to.contain('Country chosen');
    expect(control(nowhere(root), /^Set \d+ to United States/)).to.be.instanceOf(HTMLButtonElement);
  });

  it('counts as settled whom a decision helped, also where it leaves others without a license', async () => {
    const shown = await show({ policy, prepare: beginningWithoutCountry });
    const blockedFigure = (): string =>
      [...shown.root.querySelectorAll('[part="figures"] > div')]
        .map((each) => each.textContent?.replaceAll(/\s+/g, ' ') ?? '')
        .find((text) => text.includes('Blocked')) ?? '';
    const short = (): number =>
      numberIn(group(shown.root, 'No Power BI Pro left')?.querySelector('.number')?.textContent);
    const shortBefore = short();
    expect(blockedFigure()).to.contain('0 resolved');
    await setCountry(shown);
    expect(short()).to.be.greaterThan(shortBefore);
    const [, settled] = /(\d+) resolved/.exec(blockedFigure()) ?? [];
    expect(Number(settled)).to.be.greaterThan(0);
  });

  it('remembers what was decided until it is published, also when it is left and comes back', async () => {
    const shown = await show();
    await setCountry(shown);
    const promised = numberIn(publishButton(shown.root).textContent);
    render(html``, shown.page.provider);
    expect(document.querySelector('publish-review')).to.equal(null);
    render(html`<publish-review workspace-id="sales-desk"></publish-review>`, shown.page.provider);
    const el = document.querySelector('publish-review');
    if (!el) throw new Error('not rendered');
    const again: Shown = { el, root: el.shadowRoot as ShadowRoot, page: shown.page };
    await until(() => textOf(el).includes('Country chosen'), 'decided still');
    expect(numberIn(publishButton(again.root).textContent)).to.equal(promised);
    await publish(again);
    expect(remembered(again.page)).to.equal(null);
  });

  it('keeps of what was decided no name and no address', async () => {
    const shown = await show();
    await setCountry(shown);
    const kept = remembered(shown.page) ?? '';
    expect(kept).to.contain('US');
    for (const { userPrincipalName } of shown.page.emulator.state().users)
      expect(kept).not.to.contain(userPrincipalName);
  });

  it('forgets what was decided when somebody signs out', async () => {
    const shown = await show();
    await setCountry(shown);
    expect(remembered(shown.page)).not.to.equal(null);
    await shown.page.auth.signOut();
    await until(() => textOf(shown.el).includes('Sign in'), 'signed out');
    expect(remembered(shown.page)).to.equal(null);
  });

  it('tells everybody who is left out, since when and by whom, and lets anybody take that back', async () => {
    const prepare = async (page: TenantPage): Promise<void> => {
      const [userId = '', colleague = ''] = userIds(page.emulator, 2);
      const workspace = makeWorkspace({
        draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(page.emulator, 40) },
      });
      await withWorkspaces(() => [workspace])(page);
      const store = openAs(page, colleague);
      const stored = await store.workspaces.get('sales-desk');
      if (!stored) throw new Error('no workspace');
      const stamp = { at: '2026-11-20T09:30:00.000Z', by: colleague };
      const decided = withException(stored.workspace, { userId, kind: 'left-out' }, stamp);
      await store.workspaces.put(decided, { etag: stored.etag });
    };
    const { el, root, page } = await show({ policy, prepare });
    const ids = userIds(page.emulator, 2);
    const people = await listPeople(page.emulator);
    const [someone = '', colleague = ''] = ids.map(
      (id) => people.find((person) => person.id === id)?.displayName,
    );
    const leftOut = (): HTMLElement => group(root, 'Left out of this workspace') as HTMLElement;
    control(leftOut(), 'Show people').click();
    await until(() => textOf(leftOut()).includes(colleague), 'who decided it');
    expect(textOf(leftOut())).to.contain(someone);
    await expect(el).shadowDom.to.be.accessible();
    const promised = numberIn(publishButton(root).textContent);
    control(leftOut(), `Undo for ${someone}`).click();
    await until(() => !leftOut(), 'undone');
    await until(() => publishButton(root).getAttribute('aria-disabled') !== 'true', 'reviewed anew');
    expect((await page.store.workspaces.get('sales-desk'))?.workspace.exceptions ?? []).to.deep.equal([]);
    expect(numberIn(publishButton(root).textContent)).to.be.at.least(promised);
  });

  it('counts a workspace of which nothing proves that it is published only when told to', async () => {
    const prepare = withWorkspaces(({ emulator }) => {
      const content = { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 3) };
      return [
        makeWorkspace({ draft: { ...content, subscribers: userIds(emulator, 40) } }),
        makeWorkspace({ id: 'front-desk', name: 'Front desk', draft: content, published: content }),
      ];
    });
    const { el, root } = await show({ policy, prepare });
    const notice = (): HTMLElement => root.querySelector('[part="unproven"]') as HTMLElement;
    expect(textOf(notice())).to.contain('Front desk is marked as published, but no record confirms it');
    await expect(el).shadowDom.to.be.accessible();
    control(notice(), 'Count it anyway').click();
    await el.updateComplete;
    expect(textOf(notice())).to.contain('Counted');
    control(notice(), 'Undo').click();
    await el.updateComplete;
    expect(control(notice(), 'Count it anyway')).to.be.instanceOf(HTMLButtonElement);
  });
});
