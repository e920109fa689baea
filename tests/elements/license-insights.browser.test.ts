import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import '../../src/define/license-insights.js';
import '../../src/define/publish-review.js';
import type { LicenseInsights } from '../../src/define/license-insights.js';
import { ProvisioningError } from '../../src/model/errors.js';
import type { ReclaimItem } from '../../src/model/publish/change-set.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { pickColleague, readsPeople } from '../support/people.js';
import { savedFile } from '../support/saved-file.js';
import { until } from '../support/until.js';

const prices = { SPE_E3: 36, SPE_E5: 57, SPE_F1: 8, POWER_BI_PRO: 14 };

async function show(
  parameters: TenantParameters,
  text: string,
  template = html`<license-insights></license-insights>`,
): Promise<{ el: LicenseInsights; root: ShadowRoot; page: TenantPage }> {
  const page = await renderInTenant(template, { tenant: 'contoso', users: 200, prices, ...parameters });
  const el = page.provider.querySelector('license-insights');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { el, root: el.shadowRoot, page };
}

const openDisabled = async (el: LicenseInsights, root: ShadowRoot): Promise<void> => {
  control(root, 'Sign-in disabled, still licensed: show people').click();
  await until(() => root.querySelector('.people'), 'people');
  await el.updateComplete;
};

describe('<license-insights>', () => {
  afterEach(() => document.body.replaceChildren());

  it('opens with what can be saved a month', async () => {
    const { root } = await show({}, 'a month:');
    expect(root.querySelector('[part="answer"]')?.textContent).to.match(
      /\$[\d,]+ a month: \$[\d,]+ unassigned, \$[\d,]+ assigned but not used/,
    );
  });

  it('counts licenses when the portal gives no prices', async () => {
    const { root } = await show({ prices: {} }, 'assigned but not used');
    expect(root.querySelector('[part="answer"]')?.textContent).not.to.contain('$');
    expect(root.querySelector('thead')?.textContent).not.to.contain('Per month');
  });

  it('hands exactly the checked direct licenses to the review', async () => {
    const { el, root, page } = await show({}, 'Sign-in disabled');
    await openDisabled(el, root);
    const boxes = [...root.querySelectorAll<HTMLInputElement>('.people input[type="checkbox"]')];
    const before = Number(/\d+/.exec(control(root, /^Reclaim .*Sign-in disabled/).textContent ?? '')?.[0]);
    expect(before).to.be.greaterThan(1);
    boxes[0]?.click();
    await el.updateComplete;
    const after = Number(/\d+/.exec(control(root, /^Reclaim .*Sign-in disabled/).textContent ?? '')?.[0]);
    setTimeout(() => control(root, /^Reclaim .*Sign-in disabled/).click());
    const { detail } = await oneEvent(page.provider, 'o365-review-requested');
    const { reclaim } = detail as { readonly reclaim: readonly ReclaimItem[] };
    expect(after).to.be.lessThan(before);
    expect(reclaim).to.have.length(after);
    expect(new Set(reclaim.map(({ userId }) => userId)).size, 'everybody but the first').to.equal(
      boxes.length - 1,
    );
  });

  it('takes the licenses back once the review is published, and finds them no more', async () => {
    const { el, root, page } = await show(
      {},
      'Sign-in disabled',
      html`<license-insights></license-insights><publish-review></publish-review>`,
    );
    await openDisabled(el, root);
    const review = page.provider.querySelector('publish-review');
    control(root, /^Reclaim .*Sign-in disabled/).click();
    await until(() => review && /Reclaim \d+ license/.test(textOf(review)), 'the review');
    for (const box of review?.shadowRoot?.querySelectorAll<HTMLInputElement>(
      '[part="warnings"] input[type="checkbox"]',
    ) ?? [])
      box.click();
    await review?.updateComplete;
    control(review?.shadowRoot as ShadowRoot, /^Reclaim \d+ license/).click();
    await until(() => review && /are reclaimed/.test(textOf(review)), 'published');
    const label = 'button[aria-label^="Reclaim"][aria-label*="Sign-in disabled"]';
    await until(
      () => root.querySelector('[part="findings"]') && !root.querySelector(label),
      'nothing is left',
    );
    expect(root.querySelectorAll('.people input[type="checkbox"]').length).to.equal(0);
  });

  it('keeps somebody on purpose, with a reason, and counts them no more', async () => {
    const { el, root, page } = await show({}, 'Sign-in disabled');
    await openDisabled(el, root);
    const people = root.querySelectorAll('.people li:not(.kept)').length;
    control(root, /^Keep… the licenses of/).click();
    await el.updateComplete;
    control(root, 'Keep').click();
    await el.updateComplete;
    expect(root.querySelector('.keep-form [role="alert"]')?.textContent).to.contain('Enter a reason');
    const reason = root.querySelector<HTMLInputElement>('[name="reason"]')!;
    reason.value = 'legal hold';
    reason.dispatchEvent(new Event('input'));
    control(root, 'Keep').click();
    await until(() => root.querySelector('.people li.kept'), 'kept');
    expect(root.querySelectorAll('.people li:not(.kept)').length).to.equal(people - 1);
    expect(textOf(el)).to.contain('Kept on purpose: 1');
    const [kept] = await page.store.insights.listKeeps();
    expect(kept).to.include({ reason: 'legal hold', by: page.emulator.tenant.administrator.id });
    expect(root.querySelector('.people li.kept')?.textContent).to.contain('by Ingrid Halvorsen');
  });

  it('notes what the store refused on the next try', async () => {
    const { el, root, page } = await show({}, 'Sign-in disabled');
    await openDisabled(el, root);
    control(root, /^Keep… the licenses of/).click();
    await el.updateComplete;
    const reason = root.querySelector<HTMLInputElement>('[name="reason"]')!;
    reason.value = 'legal hold';
    reason.dispatchEvent(new Event('input'));
    const { insights } = page.store;
    const { putKeeps } = insights;
    insights.putKeeps = () => Promise.reject(new ProvisioningError('storage-unavailable', 'Blocked.'));
    control(root, 'Keep').click();
    await until(() => textOf(el).includes('Saved data can’t be reached'), 'told');
    insights.putKeeps = putKeeps;
    control(root, 'Try again').click();
    await until(() => root.querySelector('.people li.kept'), 'kept');
    expect(textOf(el)).not.to.contain('Saved data can’t be reached');
  });

  it('says by name who decided to keep something', async () => {
    const { el, root, page } = await show(
      {
        ...readsPeople,
        async prepare({ emulator, openStore }) {
          const { id } = await pickColleague(emulator);
          const store = openStore({ tenantId: emulator.tenant.tenantId, by: id });
          await store.insights.putKeeps([{ userId: id, reason: 'legal hold', by: id }]);
        },
      },
      'Kept on purpose: 1',
    );
    const { displayName } = await pickColleague(page.emulator);
    control(root, 'Kept on purpose: 1').click();
    const by = (): string =>
      root.querySelector('[part="keeps"] [data-label="By"]')?.textContent?.trim() ?? '';
    await until(() => by() === displayName, `names ${displayName}: ${by()}`);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('keeps somebody with a reason and reclaims from the others by keyboard alone', async () => {
    // A tenant of its own: what another test took back is remembered for a while.
    const { el, root, page } = await show(
      { seed: 81 },
      'Sign-in disabled',
      html`<license-insights></license-insights><publish-review></publish-review>`,
    );
    const nameOf = (element: Element | null): string =>
      element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent?.trim() ?? '';
    const tabTo = async (name: RegExp): Promise<string> => {
      for (let tabs = 0; tabs < 150; tabs += 1) {
        await sendKeys({ press: 'Tab' });
        if (name.test(nameOf(root.activeElement))) return nameOf(root.activeElement);
      }
      throw new Error(`Tab never came to ${String(name)}`);
    };
    el.tabIndex = -1;
    el.focus();
    await tabTo(/^Sign-in disabled.*show people/);
    await sendKeys({ press: 'Enter' });
    await until(() => root.querySelector('.people'), 'people');
    await tabTo(/^Keep… the licenses of/);
    await sendKeys({ press: 'Enter' });
    await until(() => root.activeElement?.matches('[name="reason"]'), 'the form has the focus');
    await sendKeys({ type: 'legal hold' });
    await sendKeys({ press: 'Enter' });
    await until(() => root.querySelector('.people li.kept'), 'kept');
    const [kept] = await page.store.insights.listKeeps();
    expect(kept).to.include({ reason: 'legal hold' });
    expect(kept).not.to.have.property('until');
    // The row that had the focus is another one now, so the way begins anew.
    el.focus();
    const reclaim = await tabTo(/^Reclaim .*Sign-in disabled/);
    const asked = oneEvent(page.provider, 'o365-review-requested');
    await sendKeys({ press: 'Enter' });
    const count = Number(/\d+/.exec(reclaim)?.[0]);
    expect((await asked).detail)
      .to.have.property('reclaim')
      .that.has.length(count);
    expect(count).to.be.greaterThan(1);
    const review = page.provider.querySelector('publish-review');
    const proposed = `Reclaim ${count} license`;
    await until(() => review && textOf(review).includes(proposed), 'the review of exactly these');
  });

  it('keeps a whole plan with a date, and says when it is over', async () => {
    const { el, root, page } = await show({}, 'Power BI Pro, unassigned');
    control(root, 'Keep… all of Power BI Pro on purpose').click();
    await el.updateComplete;
    const fill = async (name: string, value: string): Promise<void> => {
      const input = root.querySelector<HTMLInputElement>(`[name="${name}"]`) as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('input'));
      await el.updateComplete;
    };
    await fill('reason', 'spares for the new office');
    await fill('until', '2099-12-31');
    control(root, 'Keep').click();
    await until(() => !textOf(el).includes('Power BI Pro, unassigned'), 'left out');
    expect((await page.store.insights.listKeeps())[0]).to.include({ until: '2099-12-31' });
    control(root, /^Kept on purpose: 1/).click();
    await until(() => /spares for the new office.*Dec 31, 2099/.test(textOf(el)), 'listed');
    control(root, /^Change/).click();
    await el.updateComplete;
    await fill('until', '2020-01-01');
    control(root, 'Keep').click();
    await until(() => textOf(el).includes('Power BI Pro, unassigned'), 'found again');
  });

  it('reads last sign-ins only when asked to', async () => {
    const { el, root } = await show({}, 'Last sign-ins aren’t included yet');
    expect(textOf(el)).not.to.contain('No sign-in for');
    control(root, 'Include last sign-ins').click();
    await until(() => textOf(el).includes('No sign-in for 90 days'), 'sign-ins');
    await until(() => textOf(el).includes('Last sign-ins were updated'), 'age');
  });

  it('explains that last sign-ins need Entra ID P1', async () => {
    const { el } = await show(
      { tenant: 'no-p1' },
      'Last sign-ins require Microsoft Entra ID P1',
      html`<license-insights sign-ins></license-insights>`,
    );
    expect(el.shadowRoot?.querySelector('[part="findings"]')).to.exist;
  });

  it('says that names in the mailbox report are concealed', async () => {
    await show({}, 'hides names', html`<license-insights mailbox-report></license-insights>`);
  });

  it('names the missing permission', async () => {
    const { el } = await show({ scopes: ['User.Read'] }, 'A permission is missing');
    expect(textOf(el)).to.contain('LicenseAssignment.Read.All');
  });

  it('says how sure each finding is and how old its data is, and exports all of it', async () => {
    const { root } = await show({}, 'Sign-in disabled', html`<license-insights sign-ins></license-insights>`);
    await until(() => root.textContent?.includes('No sign-in for 90 days'), 'sign-ins');
    for (const cell of root.querySelectorAll('[part="findings"] .sure'))
      expect(cell.textContent?.replaceAll(/\s+/g, ' ').trim()).to.match(
        /^(Certain|Very likely|Likely) (as of|updated) .+$/,
      );
    const file = savedFile();
    control(root, /CSV/).click();
    const lines = (await (await file).content.text()).trim().split('\r\n');
    const disabled = lines.filter((line) => line.startsWith('"Sign-in disabled, still licensed"'));
    const row = [...root.querySelectorAll('[part="findings"] tr')].find((each) =>
      each.textContent?.includes('Sign-in disabled'),
    );
    const licenses = row?.querySelector('[data-label="Licenses"]')?.textContent?.trim();
    expect(disabled).to.have.length(Number(licenses));
  });

  it('passes the accessibility audit, opened', async () => {
    const { el, root } = await show({}, 'Sign-in disabled');
    await openDisabled(el, root);
    control(root, /^Keep… the licenses of/).click();
    control(root, /^Kept on purpose/).click();
    await el.updateComplete;
    // A color on its way to another one is none.
    await until(() => root.getAnimations().length === 0, 'colors at rest');
    await expect(el).shadowDom.to.be.accessible();
  });
});
