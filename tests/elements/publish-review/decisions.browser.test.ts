import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { VirtualClock } from '../../../src/emulator/index.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, withWorkspaces } from '../../support/workspaces.js';
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

async function setCountry({ el, root }: Shown): Promise<void> {
  control(nowhere(root), /^Set United States for/).click();
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
    control(root, 'Plan again').click();
    await until(() => clock.sleeping > 0, 'reading');
    await setCountry(shown);
    const promised = publishButton(root).textContent;
    expect(nowhere(root).textContent).to.contain('Country chosen');
    clock.auto = true;
    await until(() => textOf(el).includes('Plan again'), 'read');
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
    control(root, 'Plan again').click();
    await until(() => clock.sleeping > 0, 'reading');
    control(nowhere(root), 'Undo').click();
    await el.updateComplete;
    clock.auto = true;
    await until(() => textOf(el).includes('Plan again'), 'read');
    await el.updateComplete;
    expect(nowhere(root).textContent).not.to.contain('Country chosen');
    expect(control(nowhere(root), /^Set United States for/)).to.be.instanceOf(HTMLButtonElement);
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
    expect(blockedFigure()).to.contain('0 settled');
    await setCountry(shown);
    expect(short()).to.be.greaterThan(shortBefore);
    const [, settled] = /(\d+) settled/.exec(blockedFigure()) ?? [];
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
    expect(sessionStorage.getItem('o365-decisions:sales-desk')).to.equal(null);
  });

  it('keeps of what was decided no name and no address', async () => {
    const shown = await show();
    await setCountry(shown);
    const kept = sessionStorage.getItem('o365-decisions:sales-desk') ?? '';
    expect(kept).to.contain('US');
    for (const { userPrincipalName } of shown.page.emulator.state().users)
      expect(kept).not.to.contain(userPrincipalName);
  });
});
