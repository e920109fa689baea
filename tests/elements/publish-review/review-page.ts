import { html, type TemplateResult } from 'lit';
import '../../../src/define/publish-review.js';
import type { PublishReview } from '../../../src/define/publish-review.js';
import type { Emulator, PartNumber } from '../../../src/emulator/index.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../support/workspaces.js';

export interface Shown {
  readonly el: PublishReview;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

export type ShowReview = (
  parameters?: TenantParameters,
  text?: string | RegExp,
  template?: TemplateResult,
) => Promise<Shown>;

/**
 * Makes what renders a review and waits until it reads like this. Every review is of a tenant of its own, so that no
 * journal and no lock of another is in the way.
 *
 * @param firstSeed - no other test file counts on from near it
 */
export function createReviews(firstSeed: number): ShowReview {
  let seed = firstSeed;
  return async (
    parameters = {},
    text = /Publish to \d+ (?:person|people)/,
    template = html`<publish-review workspace-id="sales-desk"></publish-review>`,
  ) => {
    const page = await renderInTenant(template, {
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
  };
}

/** A workspace that gives Power BI Pro to so many people of the tenant. */
export const salesDesk = (count: number): NonNullable<TenantParameters['prepare']> =>
  withWorkspaces(({ emulator }) => [
    makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, count) } }),
  ]);

/** Nobody is blocked for what they are. */
export const policy = { requireSynced: false, allowGuests: true, allowDisabled: true };

/** People with a country who hold this plan directly and nothing else, or no plan at all. */
export function peopleWith(emulator: Emulator, plan: PartNumber | undefined, count: number): string[] {
  return emulator
    .state()
    .users.filter(
      ({ id, usageLocation, assignedLicenses }) =>
        id !== emulator.tenant.administrator.id &&
        usageLocation !== null &&
        assignedLicenses.length === (plan ? 1 : 0) &&
        assignedLicenses.every(({ skuId }) => plan && skuId === planOf(plan).skuId),
    )
    .slice(0, count)
    .map(({ id }) => id);
}

/** A workspace that gives a plan to people with a country who hold just that other plan, or none. */
export const giving = (plan: PartNumber, holding: PartNumber | undefined, count: number) =>
  withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: { plans: [planOf(plan)], subscribers: peopleWith(emulator, holding, count) },
    }),
  ]);

/** A workspace that gives two calling plans, of which one user can usually have one, to people with Microsoft 365 E5. */
export const twoCallingPlans = (count: number): TenantParameters => ({
  policy,
  alsoOwns: ['MCOPSTN1', 'MCOPSTN2'],
  prepare: withWorkspaces(({ emulator }) => [
    makeWorkspace({
      draft: {
        plans: [planOf('MCOPSTN1'), planOf('MCOPSTN2')],
        subscribers: peopleWith(emulator, 'SPE_E5', count),
      },
    }),
  ]),
});

export const numberIn = (text: string | null | undefined): number =>
  Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));

export const publishButton = (root: ShadowRoot): HTMLElement =>
  root.querySelector('[part="publish"]') as HTMLElement;

export const answer = (root: ShadowRoot): string => root.querySelector('[part="answer"]')?.textContent ?? '';

export const heading = (root: ShadowRoot): string =>
  root.querySelector('[part="heading"]')?.textContent?.trim() ?? '';

/** The blocked for one reason. */
export const group = (root: ShadowRoot, name: string): HTMLElement | null =>
  root.querySelector(`[role="group"][aria-label="${name}"]`);

/** Ids of everybody who holds a plan, in whatever way. */
export function holders({ emulator }: TenantPage, plan: PartNumber = 'POWER_BI_PRO'): string[] {
  const { skuId } = planOf(plan);
  return emulator
    .state()
    .users.filter((user) => user.licenseAssignmentStates.some((held) => held.skuId === skuId))
    .map(({ id }) => id);
}

/** Ticks what has to be checked before publishing. */
export async function confirmAll({ el, root }: Shown): Promise<void> {
  for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input'))
    if (!box.checked) box.click();
  await el.updateComplete;
}

/** Presses Publish and returns to how many users that promises something. */
export async function begin(shown: Shown): Promise<number> {
  await confirmAll(shown);
  const promised = numberIn(publishButton(shown.root).textContent);
  publishButton(shown.root).click();
  return promised;
}

export async function publish(shown: Shown): Promise<number> {
  const promised = await begin(shown);
  await until(() => heading(shown.root).includes('is published'), 'published');
  return promised;
}
