import { expect } from '@open-wc/testing';
import { VirtualClock } from '../../../src/emulator/index.js';
import { removePlan } from '../../../src/model/workspace-editing.js';
import { leaveCutOffPublish } from '../../support/cut-off-publish.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';
import {
  answer,
  begin,
  createReviews,
  giving,
  heading,
  holders,
  numberIn,
  policy,
  publish,
  publishButton,
  salesDesk,
} from './review-page.js';

interface ServicePlan {
  readonly servicePlanId: string;
  readonly servicePlanName: string;
}

const show = createReviews(900);
const { skuId } = planOf('POWER_BI_PRO');

describe('<publish-review> while it publishes', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('stops: what is on its way is finished, and everybody else is accounted for', async () => {
    const clock = new VirtualClock();
    const plan = 'FLOW_FREE';
    // So many that most of them are not on their way when Stop is pressed.
    const everybody = withWorkspaces(({ emulator }) => [
      makeWorkspace({ draft: { plans: [planOf(plan)], subscribers: userIds(emulator, 1_500) } }),
    ]);
    const shown = await show({ clock, users: 2_000, prepare: everybody }, /Publish to [\d,]+ user/);
    const { el, root, page } = shown;
    const before = holders(page, plan).length;
    const path = '/users/*/assignLicense';
    await setFaults(page.emulator, [{ kind: 'delay', path, method: 'POST', delayMs: 60_000, after: 20 }]);
    const promised = await begin(shown);
    await until(() => holders(page, plan).length > before && clock.sleeping > 0, 'some are on their way');
    control(root, 'Stop').click();
    await until(() => textOf(el).includes('Stopping'), 'stopping');
    clock.auto = true;
    await until(() => heading(root).includes('stopped'), 'stopped');
    const [applied = 0, left = 0] = (answer(root).match(/[\d,]+/g) ?? []).map(numberIn);
    expect(applied).to.equal(holders(page, plan).length - before);
    expect(left).to.be.greaterThan(0);
    expect(applied + left).to.equal(promised);
    expect(textOf(el)).to.contain('You stopped the publish before it was their turn.');
    await expect(el).shadowDom.to.be.accessible();
    control(root, /^Publish the [\d,]+ not attempted/).click();
    await until(() => holders(page, plan).length === before + promised, 'the rest');
  });

  it('says that Microsoft asked to wait, and how long', async () => {
    const shown = await show();
    const { el, page } = shown;
    await setFaults(page.emulator, [{ kind: 'status', status: 429, retryAfterSeconds: 90, method: 'POST' }]);
    await begin(shown);
    await until(() => textOf(el).includes('Microsoft asked us to wait'), 'notice');
    expect(textOf(el)).to.match(/asked us to wait (8\d|9\d) s/);
    expect(textOf(el)).to.contain('Publishing continues by itself');
    expect(answer(shown.root)).not.to.contain('left');
    await expect(el).shadowDom.to.be.accessible();
  });

  it('does not start while another tab publishes to this tenant, and can when it is done', async () => {
    const shown = await show();
    const { el, root, page } = shown;
    const before = holders(page);
    const { lease } = page.store;
    const hold = await lease.take('another-tab');
    const promised = await begin(shown);
    await until(() => root.querySelector('[role="alert"]'), 'told');
    expect(holders(page)).to.deep.equal(before);
    await lease.release(hold);
    control(root, 'Plan again').click();
    await until(() => publishButton(root), 'review');
    await begin(shown);
    await until(() => textOf(el).includes('Sales desk is published'), 'published');
    expect(holders(page).length - before.length).to.equal(promised);
  });

  it('finds a publish that was cut off, and goes on with exactly what was planned', async () => {
    let planned: readonly string[] = [];
    const shown = await show(
      {
        prepare: async (page) => {
          await salesDesk(40)(page);
          planned = await leaveCutOffPublish(page, { workspaceId: 'sales-desk', skuId, count: 3 });
        },
      },
      'A publish of Sales desk was interrupted',
    );
    const { el, root, page } = shown;
    const before = new Set(holders(page));
    await until(() => publishButton(root), 'review below the notice');
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Continue').click();
    await until(() => textOf(el).includes('Sales desk is published'), 'continued');
    expect(planned).to.have.length(3);
    expect(holders(page).filter((id) => !before.has(id))).to.have.members([...planned]);
  });

  it('leaves to others what they gave meanwhile, and says of whom', async () => {
    const appOff = async ({ emulator }: TenantPage, userId: string | undefined): Promise<void> => {
      const token = await emulator.issueToken({ scopes: ['LicenseAssignment.ReadWrite.All'] });
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const graph = 'https://graph.microsoft.com/v1.0';
      const skus = await emulator.fetch(`${graph}/subscribedSkus?$select=skuId,servicePlans`, { headers });
      const { value } = (await skus.json()) as { value: { skuId: string; servicePlans: ServicePlan[] }[] };
      const app = value
        .find((sku) => sku.skuId === skuId)
        ?.servicePlans.find(({ servicePlanName }) => servicePlanName === 'BI_AZURE_P2');
      const body = { addLicenses: [{ skuId, disabledPlans: [app?.servicePlanId] }], removeLicenses: [] };
      const given = await emulator.fetch(`${graph}/users/${userId}/assignLicense`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(given.status).to.equal(200);
    };
    const { el, root, page } = await show(
      {
        prepare: async (page) => {
          await salesDesk(40)(page);
          const [first] = await leaveCutOffPublish(page, { workspaceId: 'sales-desk', skuId, count: 3 });
          await appOff(page, first);
        },
      },
      'A publish of Sales desk was interrupted',
    );
    const before = holders(page).length;
    await until(() => publishButton(root), 'review below the notice');
    control(root, 'Continue').click();
    await until(() => textOf(el).includes('Sales desk is published'), 'continued');
    expect(holders(page).length - before).to.equal(2);
    const rows = [...root.querySelectorAll('[part="results"] [data-index]')];
    expect(rows.map((row) => row.textContent?.replaceAll(/\s+/g, ' '))).to.have.length(1);
    expect(rows[0]?.textContent).to.contain('Changed elsewhere meanwhile');
    expect(rows[0]?.textContent).to.contain('Review again');
  });

  it('does not start when another workspace has come to give what it would take, and plans again', async () => {
    const shown = await show({ policy, prepare: giving('POWER_BI_PRO', undefined, 3) });
    const { el, root, page } = shown;
    expect(await publish(shown)).to.equal(3);
    const stored = await page.store.workspaces.get('sales-desk');
    const { subscribers = [] } = stored?.workspace.draft ?? {};
    const stamp = { at: new Date().toISOString(), by: 'megan' };
    await page.store.workspaces.put(removePlan(stored!.workspace, skuId, stamp), { etag: stored!.etag });
    control(root, 'Review again').click();
    await until(() => publishButton(root) && heading(root).includes('Review'), 'reviewed');
    const before = holders(page).length;
    const content = { plans: [planOf('POWER_BI_PRO')], subscribers: subscribers.slice(0, 1) };
    await page.store.workspaces.put(makeWorkspace({ id: 'front-desk', draft: content, published: content }), {
      etag: null,
    });
    expect(await begin(shown)).to.equal(3);
    await until(() => root.querySelector('[role="alert"]'), 'told');
    expect(textOf(el)).to.contain('What was planned is not right any more');
    expect(holders(page)).to.have.length(before);
    control(root, 'Plan again').click();
    await until(() => publishButton(root), 'planned again');
    expect(await publish(shown)).to.equal(2);
    expect(holders(page)).to.have.length(before - 2);
  });
});
