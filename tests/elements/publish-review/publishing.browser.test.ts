import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/publish-review.js';
import type { PublishReview } from '../../../src/define/publish-review.js';
import { leaveCutOffPublish } from '../../support/cut-off-publish.js';
import { control, textOf } from '../../support/find.js';
import {
  renderInTenant,
  setFaults,
  type TenantPage,
  type TenantParameters,
} from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';

interface Shown {
  readonly el: PublishReview;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

/** Every test has a tenant of its own, so that no journal and no lock of another is in the way. */
let seed = 900;

const { skuId } = planOf('POWER_BI_PRO');

const salesDesk = (count: number) =>
  withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, count) } }),
  ]);

async function show(
  parameters: TenantParameters = {},
  text: string | RegExp = /Publish to \d+ user/,
): Promise<Shown> {
  const page = await renderInTenant(html`<publish-review workspace-id="sales-desk"></publish-review>`, {
    tenant: 'contoso',
    users: 200,
    seed: (seed += 1),
    prepare: salesDesk(40),
    ...parameters,
  });
  const el = document.querySelector('publish-review');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).search(text) >= 0, `shows ${String(text)}`);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

const numberIn = (text: string | null | undefined): number =>
  Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));
const button = (root: ShadowRoot): HTMLElement =>
  root.querySelector<HTMLElement>('[part="publish"]') as HTMLElement;
const answer = (root: ShadowRoot): string => root.querySelector('[part="answer"]')?.textContent ?? '';
const holders = (page: TenantPage): string[] =>
  page.emulator
    .state()
    .users.filter((user) => user.licenseAssignmentStates.some((held) => held.skuId === skuId))
    .map(({ id }) => id);

/** Presses Publish and returns to how many users that promises something. */
async function begin({ el, root }: Shown): Promise<number> {
  for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input'))
    if (!box.checked) box.click();
  await el.updateComplete;
  const promised = numberIn(button(root).textContent);
  button(root).click();
  return promised;
}

describe('<publish-review> while it publishes', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('says that Microsoft asked to wait, and how long', async () => {
    const shown = await show();
    const { el, page } = shown;
    await setFaults(page.emulator, [
      { kind: 'status', path: '**', status: 429, retryAfterSeconds: 90, method: 'POST' },
    ]);
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
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const done = navigator.locks.request(`o365-publish:${page.emulator.tenant.tenantId}`, () => held);
    const promised = await begin(shown);
    await until(() => root.querySelector('[role="alert"]'), 'told');
    expect(holders(page)).to.deep.equal(before);
    release();
    await done;
    control(root, 'Plan again').click();
    await until(() => button(root), 'review');
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
    await until(() => button(root), 'review below the notice');
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Continue').click();
    await until(() => textOf(el).includes('Sales desk is published'), 'continued');
    expect(planned).to.have.length(3);
    expect(holders(page).filter((id) => !before.has(id))).to.have.members([...planned]);
  });

  it('keeps of what was decided no name and no address', async () => {
    const { el, root, page } = await show();
    const block = root.querySelector('[role="group"][aria-label="No usage location"]');
    control(block as HTMLElement, /^Set United States for/).click();
    await el.updateComplete;
    const kept = sessionStorage.getItem('o365-decisions:sales-desk') ?? '';
    expect(kept).to.contain('US');
    for (const { userPrincipalName } of page.emulator.state().users)
      expect(kept).not.to.contain(userPrincipalName);
  });
});
