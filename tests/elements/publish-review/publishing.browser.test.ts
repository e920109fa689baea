import { expect } from '@open-wc/testing';
import { VirtualClock } from '../../../src/emulator/index.js';
import { applyEdits } from '../../../src/model/workspace/workspace-edit.js';
import { leaveCutOffPublish } from '../../support/cut-off-publish.js';
import { control, textOf } from '../../support/find.js';
import { setFaults } from '../../support/in-tenant.js';
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
  peopleWith,
  policy,
  publish,
  publishButton,
  salesDesk,
} from './review-page.js';

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
    const shown = await show(
      { clock, users: 2_000, prepare: everybody },
      /Publish to [\d,]+ (?:person|people)/,
    );
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
    const [applied = 0, all = 0, ...others] = (answer(root).match(/\d[\d,]*/g) ?? []).map(numberIn);
    const left = others.reduce((sum, count) => sum + count, 0);
    expect(all).to.equal(promised);
    expect(applied).to.equal(holders(page, plan).length - before);
    expect(left).to.be.greaterThan(0);
    expect(applied + left).to.equal(promised);
    expect(textOf(el)).to.contain('You stopped the publish before it reached them.');
    await expect(el).shadowDom.to.be.accessible();
    // Each of these was confirmed here, so nobody asks once more.
    control(root, /^Resume, [\d,]+ left/).click();
    await until(() => holders(page, plan).length === before + promised, 'the rest');
  });

  it('says that Microsoft asked to wait, and how long', async () => {
    const shown = await show();
    const { el, page } = shown;
    await setFaults(page.emulator, [{ kind: 'status', status: 429, retryAfterSeconds: 90, method: 'POST' }]);
    await begin(shown);
    await until(() => textOf(el).includes('Microsoft asked us to wait'), 'notice');
    expect(textOf(el)).to.match(/asked us to wait (8\d|9\d) s/);
    expect(textOf(el)).to.contain('Publishing resumes automatically');
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
    control(root, 'Review again').click();
    await until(() => publishButton(root), 'review');
    await begin(shown);
    await until(() => textOf(el).includes('Sales desk is published'), 'published');
    expect(holders(page).length - before.length).to.equal(promised);
  });

  it('finds a publish that was cut off, and goes on once what is left of it was confirmed', async () => {
    const shown = await show(
      {
        policy,
        prepare: async (page) => {
          await giving('POWER_BI_PRO', undefined, 3)(page);
          await leaveCutOffPublish(page, { workspaceId: 'sales-desk', skuId, count: 3 });
        },
      },
      'Publishing Sales desk was interrupted',
    );
    const { el, root, page } = shown;
    const before = holders(page);
    await until(() => publishButton(root), 'review below the notice');
    await expect(el).shadowDom.to.be.accessible();
    const starts: unknown[] = [];
    el.addEventListener('o365-before-publish', ({ detail }) => starts.push(detail));
    control(root, 'Review what’s left…').click();
    await until(() => !textOf(el).includes('was interrupted') && publishButton(root), 'what’s left');
    expect(holders(page)).to.deep.equal(before);
    expect(await publish(shown)).to.equal(3);
    expect(starts).to.deep.equal([
      { workspaceId: 'sales-desk', kind: 'publish', isContinuation: true, users: 3 },
    ]);
    expect(holders(page)).to.have.length(before.length + 3);
    const [last] = (await page.store.journal.list()).publishes;
    expect(last?.head).to.include({ kind: 'publish', of: 'cut-off' });
  });

  it('leaves an interrupted publish as it is when told so', async () => {
    const { el, root } = await show(
      {
        prepare: async (page) => {
          await salesDesk(40)(page);
          await leaveCutOffPublish(page, { workspaceId: 'sales-desk', skuId, count: 3 });
        },
      },
      'Publishing Sales desk was interrupted',
    );
    control(root, 'Not now').click();
    await until(() => !textOf(el).includes('was interrupted') && publishButton(root), 'the review alone');
  });

  it('publishes what was confirmed, and not what took its place while the permission was asked for', async () => {
    const shown = await show({
      policy,
      prepare: giving('POWER_BI_PRO', undefined, 1),
      scopes: ['User.Read', 'User.Read.All', 'LicenseAssignment.Read.All', 'Organization.Read.All'],
    });
    const { el, root, page } = shown;
    const before = holders(page).length;
    expect(await begin(shown)).to.equal(1);
    await until(() => textOf(el).includes('LicenseAssignment.ReadWrite.All'), 'permission');
    const stored = await page.store.workspaces.get('sales-desk');
    const stamp = { at: new Date().toISOString(), by: 'megan' };
    const more = applyEdits(
      stored!.workspace,
      [{ kind: 'subscribe', userIds: peopleWith(page.emulator, undefined, 3) }],
      stamp,
    );
    await page.store.workspaces.put(more, { etag: stored!.etag });
    await until(() => textOf(el).includes('Publish to 3 people'), 'reviewed anew');
    control(root, 'Request permission').click();
    await until(() => textOf(el).includes('This review changed after you confirmed it'), 'told');
    await until(() => root.getAnimations().length === 0, 'colors at rest');
    await expect(el).shadowDom.to.be.accessible();
    expect(holders(page)).to.have.length(before);
    expect(await publish(shown)).to.equal(3);
    expect(holders(page)).to.have.length(before + 3);
  });

  it('asks the portal before it goes on, too', async () => {
    const shown = await show({ policy, prepare: giving('POWER_BI_PRO', undefined, 3) });
    const { el, root, page } = shown;
    const refusal = { kind: 'status', path: '/users/*/assignLicense', method: 'POST', status: 404, count: 1 };
    await setFaults(page.emulator, [refusal]);
    await publish(shown);
    const before = holders(page).length;
    const asked: boolean[] = [];
    el.addEventListener('o365-before-publish', (event) => {
      asked.push(event.detail.isContinuation);
      event.preventDefault();
    });
    control(root, 'Retry the 1 that failed').click();
    await until(() => asked.length > 0 && publishButton(root), 'kept from it, with the review of the rest');
    expect(asked).to.deep.equal([true]);
    expect(publishButton(root).textContent).to.contain('Publish to 1 person');
    expect(holders(page)).to.have.length(before);
  });
});
