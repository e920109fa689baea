import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { VirtualClock, type PartNumber } from '../../../src/emulator/index.js';
import type { ReclaimItem } from '../../../src/model/publish/change-set.js';
import { findSession } from '../../support/find-session.js';
import { control } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { planOf } from '../../support/workspaces.js';
import {
  answer,
  begin,
  confirmAll,
  createReviews,
  heading,
  holders,
  publish,
  publishButton,
  type Shown,
} from './review-page.js';

const show = createReviews(9_400);

const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };
const swapped = 'Microsoft 365 E3 for Microsoft 365 F3';

/** People with a country whose only license is this plan, directly. */
function holdersOfOnly({ emulator }: TenantPage, plan: PartNumber, count: number): string[] {
  const { skuId } = planOf(plan);
  const found = emulator
    .state()
    .users.filter(
      ({ id, usageLocation, licenseAssignmentStates: [first, ...more] }) =>
        id !== emulator.tenant.administrator.id &&
        usageLocation !== null &&
        first?.skuId === skuId &&
        first.assignedByGroup === null &&
        first.state === 'Active' &&
        more.length === 0,
    )
    .slice(0, count)
    .map(({ id }) => id);
  if (found.length < count) throw new Error(`Only ${found.length} hold ${plan} alone.`);
  return found;
}

/** The review of licenses to take back from three people, as another element asks for it. */
async function showReclaim(
  item: Omit<ReclaimItem, 'userId'>,
): Promise<Shown & { readonly people: readonly string[] }> {
  const shown = await show({ policy }, 'No workspace selected', html`<publish-review></publish-review>`);
  const people = holdersOfOnly(shown.page, 'SPE_E3', 3);
  findSession(shown.el).workspaces.selection.reclaim(people.map((userId) => ({ userId, ...item })));
  await until(() => publishButton(shown.root), 'reviewed');
  return { ...shown, people };
}

const words = (element: Element): string => element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const held = (page: TenantPage, plan: PartNumber, people: readonly string[]): string[] =>
  holders(page, plan).filter((id) => people.includes(id));

describe('what <publish-review> says it is about', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('names a swap and its plans before, after, and when it is undone', async () => {
    const shown = await showReclaim({
      skuId: planOf('SPE_E3').skuId,
      insteadSkuId: planOf('SPE_F1').skuId,
    });
    const { root, page, people } = shown;
    expect(heading(root)).to.equal(`Review: swap ${swapped}`);
    expect(words(publishButton(root))).to.equal('Swap plans for 3 people');
    await begin(shown);
    await until(() => heading(root) === `Swapped ${swapped}`, 'swapped');
    expect(answer(root)).to.equal('Swapped plans for all 3 people.');
    expect(held(page, 'SPE_F1', people)).to.have.members([...people]);
    expect(held(page, 'SPE_E3', people)).to.deep.equal([]);

    control(root, 'Undo this publish…').click();
    await until(() => heading(root) === `Review: undo the swap of ${swapped}`, 'review of the undo');
    await until(() => publishButton(root), 'reviewed');
    expect(words(publishButton(root))).to.equal('Undo for 3 people');
    await begin(shown);
    await until(() => heading(root) === `The swap of ${swapped} is undone`, 'undone');
    expect(held(page, 'SPE_F1', people)).to.deep.equal([]);
    expect(held(page, 'SPE_E3', people)).to.have.members([...people]);
  });

  it('names a swap while it runs and when it is stopped', async () => {
    const shown = await showReclaim({ skuId: planOf('SPE_E3').skuId, insteadSkuId: planOf('SPE_F1').skuId });
    const { root, page, people } = shown;
    await setFaults(page.emulator, [{ kind: 'status', method: 'POST', status: 429, retryAfterSeconds: 90 }]);
    await begin(shown);
    await until(() => heading(root) === `Swapping ${swapped}`, 'swapping');
    await until(() => root.querySelector('.notice'), 'throttled');
    control(root, 'Stop').click();
    await until(() => heading(root) === `Swapping ${swapped} stopped`, 'stopped');
    expect(held(page, 'SPE_F1', people)).to.deep.equal([]);
  });

  it('names a reclaim before, after, and when it is undone', async () => {
    const shown = await showReclaim({ skuId: planOf('SPE_E3').skuId });
    const { root, page, people } = shown;
    expect(heading(root)).to.equal('Review: reclaim licenses');
    expect(words(publishButton(root))).to.equal('Reclaim 3 licenses');
    await begin(shown);
    await until(() => heading(root) === 'Licenses are reclaimed', 'reclaimed');
    expect(answer(root)).to.equal('Reclaimed licenses from all 3 people.');
    expect(held(page, 'SPE_E3', people)).to.deep.equal([]);

    control(root, 'Undo this publish…').click();
    await until(() => heading(root) === 'Review: undo the reclaim', 'review of the undo');
    await until(() => publishButton(root), 'reviewed');
    await begin(shown);
    await until(() => heading(root) === 'The reclaim is undone', 'undone');
    expect(held(page, 'SPE_E3', people)).to.have.members([...people]);
  });

  it('knows an undo that runs already when it comes back to the page', async () => {
    const clock = new VirtualClock();
    const shown = await show({ clock });
    const { root, page } = shown;
    const before = holders(page).sort();
    await publish(shown);
    control(root, 'Undo this publish…').click();
    await until(() => /^\s*Undo for/.test(publishButton(root)?.textContent ?? ''), 'review of the undo');
    await setFaults(page.emulator, [
      { kind: 'delay', path: '/users/*/assignLicense', method: 'POST', delayMs: 60_000 },
    ]);
    await confirmAll(shown);
    publishButton(root).click();
    await until(() => clock.sleeping > 0, 'on its way');
    expect(heading(root)).to.equal('Undoing the publish of Sales desk');

    render(html``, page.provider);
    render(html`<publish-review workspace-id="sales-desk"></publish-review>`, page.provider);
    const again = document.querySelector('publish-review')?.shadowRoot as ShadowRoot;
    await until(() => heading(again) === 'Undoing the publish of Sales desk', 'followed');
    clock.auto = true;
    await until(() => heading(again) === 'The publish of Sales desk is undone', 'undone');
    expect(answer(again)).to.contain('Undone for all');
    expect(holders(page).sort()).to.deep.equal(before);
  });
});
