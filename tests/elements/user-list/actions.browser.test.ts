import { expect } from '@open-wc/testing';
import { findSession } from '../../support/find-session.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, withWorkspaces } from '../../support/workspaces.js';
import { count, detail, next, open, rows, showList, type ListPage } from './list-page.js';

const contoso: TenantParameters = { tenant: 'contoso', users: 400 };
type License = ReturnType<
  TenantPage['emulator']['state']
>['users'][number]['licenseAssignmentStates'][number];

/** Somebody with a plain name whose licenses are like this, and the first of those licenses. */
async function findPerson(
  { emulator }: TenantPage,
  isWanted: (licenses: readonly License[]) => License | undefined,
) {
  const names = new Map((await listPeople(emulator)).map((person) => [person.id, person.displayName]));
  for (const user of emulator.state().users) {
    const displayName = names.get(user.id) ?? '';
    const license = isWanted(user.licenseAssignmentStates);
    if (license && /^[\w ]+$/.test(displayName)) return { id: user.id, displayName, license };
  }
  throw new Error('Nobody is like that.');
}

const isDirect = (license: License): boolean => license.assignedByGroup === null;
const works = (license: License): boolean => license.state === 'Active';

/** The line of a plan in the details. */
function planLine(root: ShadowRoot, skuId: string, names: ReadonlyMap<string, string>): HTMLElement {
  const name = names.get(skuId);
  const line = [...root.querySelectorAll<HTMLElement>('.plans > li')].find(
    (each) => each.querySelector('strong')?.textContent === name,
  );
  if (!line) throw new Error(`No line of ${String(name)}.`);
  return line;
}

/** Names of plans as the list shows them, by SKU id. */
function planNames(root: ShadowRoot): ReadonlyMap<string, string> {
  const cells = [...root.querySelectorAll<HTMLElement>('[data-cell^="plan:"]')];
  return new Map(
    cells.map((cell) => [cell.dataset['cell']?.slice('plan:'.length) ?? '', cell.dataset['label'] ?? '']),
  );
}

async function showAllPlans(): Promise<ListPage & { readonly names: ReadonlyMap<string, string> }> {
  const shown = await showList(contoso);
  shown.el.columns = shown.page.emulator.state().skus.map(({ skuId }) => `plan:${skuId}` as const);
  await until(() => planNames(shown.root).size > 4, 'all plans');
  return { ...shown, names: planNames(shown.root) };
}

const reclaimsOf = (el: HTMLElement) => findSession(el).workspaces.selection.reclaims;

describe('<user-list> actions', () => {
  afterEach(() => document.body.replaceChildren());

  it('takes a direct license away by review, and nothing before', async () => {
    const { el, root, page, names } = await showAllPlans();
    const person = await findPerson(page, (licenses) =>
      licenses.every(isDirect) ? licenses.find(works) : undefined,
    );
    await open(root, person);
    const line = planLine(root, person.license.skuId, names);
    expect(textOf(line)).to.contain('Direct').and.contain('No workspace assigns it');
    await until(() => /Last changed \w+ \d+, \d{4}\./.test(textOf(line)), 'since when');
    const asked = next(el, 'o365-review-requested');
    control(line, 'Unassign…').click();
    const reclaim = [{ userId: person.id, skuId: person.license.skuId }];
    expect((await asked).detail).to.deep.equal({ reclaim });
    expect(reclaimsOf(el)).to.deep.equal(reclaim);
    for (const { writes } of page.emulator.state().users) expect(writes).to.equal(0);
  });

  it('says of what a group gives where it is changed, and takes nothing', async () => {
    const { root, page, names } = await showAllPlans();
    const person = await findPerson(page, (licenses) =>
      licenses.some(isDirect) ? undefined : licenses.find(works),
    );
    await open(root, person);
    const line = planLine(root, person.license.skuId, names);
    const group = page.emulator.state().groups.find(({ id }) => id === person.license.assignedByGroup);
    await until(() => textOf(line).includes(`Group: ${group?.displayName ?? ''}`), 'the name of the group');
    expect(textOf(line)).to.contain('Change it in the group, not here.');
    expect(line.querySelector('a')?.href).to.contain(person.license.assignedByGroup ?? '');
    expect([...line.querySelectorAll('button')]).to.deep.equal([]);
  });

  it('removes the direct copy of what a group gives too, by review', async () => {
    const { el, root, page, names } = await showAllPlans();
    const person = await findPerson(page, (licenses) =>
      licenses.find(
        (license) =>
          isDirect(license) &&
          licenses.some(
            (other) =>
              !isDirect(other) &&
              works(other) &&
              other.skuId === license.skuId &&
              other.disabledPlans.every((id) => license.disabledPlans.includes(id)),
          ),
      ),
    );
    await open(root, person);
    const line = planLine(root, person.license.skuId, names);
    expect(textOf(line)).to.contain('Direct + group').and.contain('which changes nothing');
    const asked = next(el, 'o365-review-requested');
    control(line, 'Unassign the direct license…').click();
    await asked;
    expect(reclaimsOf(el)).to.deep.equal([{ userId: person.id, skuId: person.license.skuId }]);
  });

  it('leaves what a workspace gives to the workspace', async () => {
    const shown = await showList({
      ...contoso,
      prepare: withWorkspaces(({ emulator }) => {
        const content = {
          plans: [planOf('SPE_E3')],
          subscribers: emulator.state().users.map(({ id }) => id),
        };
        return [makeWorkspace({ draft: content, published: content })];
      }),
    });
    const { root, page } = shown;
    const { skuId } = planOf('SPE_E3');
    const person = await findPerson(page, (licenses) =>
      licenses.find((license) => isDirect(license) && license.skuId === skuId),
    );
    await open(root, person);
    const line = planLine(root, skuId, planNames(root));
    expect(textOf(line)).to.contain('Assigned by the workspace Sales desk.').and.not.contain('Unassign');
    control(line, 'Unsubscribe…').click();
    await until(
      () => textOf(root.host).includes('Choose the workspace to unsubscribe 1 user from'),
      'the action',
    );
    control(root, 'Unsubscribe and review…').click();
    await until(
      async () =>
        !(await page.store.workspaces.get('sales-desk'))?.workspace.draft.subscribers.includes(person.id),
      'out of the draft',
    );
  });

  it('swaps a plan for those of the selected who hold it directly, by review', async () => {
    const { el, root, page } = await showList(contoso);
    const { skuId } = planOf('SPE_E3');
    control(root, 'Sort by Department').click();
    root.querySelector<HTMLInputElement>('.head input')?.click();
    await until(() => textOf(el).includes('400 selected'), 'all');
    control(root, 'Swap plan…').click();
    await until(() => root.querySelectorAll('.selection select').length === 2, 'two plans');
    const [from, to] = [...root.querySelectorAll<HTMLSelectElement>('.selection select')];
    const pick = async (select: HTMLSelectElement | undefined, value: string): Promise<void> => {
      if (!select) throw new Error('no field');
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await el.updateComplete;
    };
    const instead = planOf('SPE_F1').skuId;
    await pick(from, skuId);
    await pick(to, instead);
    const holders = page.emulator
      .state()
      .users.filter((user) =>
        user.licenseAssignmentStates.some((license) => license.skuId === skuId && isDirect(license)),
      )
      .map(({ id }) => id);
    const asked = next(el, 'o365-review-requested');
    control(root, `Swap for ${holders.length} users…`).click();
    const items = reclaimsOf(el) ?? [];
    expect((await asked).detail).to.deep.equal({ reclaim: items });
    expect(items.map(({ userId }) => userId)).to.have.members(holders);
    for (const item of items) expect(item).to.include({ skuId, insteadSkuId: instead });
    for (const { writes } of page.emulator.state().users) expect(writes).to.equal(0);
  });

  it('reclaims a plan from those of the selected who hold it directly, by review', async () => {
    const { el, root } = await showList(contoso);
    const [first] = rows(root).filter((row) => textOf(row).includes('Direct'));
    first?.querySelector('input')?.click();
    await until(() => textOf(el).includes('1 selected'), 'one');
    control(root, 'Reclaim…').click();
    const asked = next(el, 'o365-review-requested');
    await until(() => textOf(el).includes('1 of 1 user has this plan assigned directly'), 'the action');
    control(root, 'Reclaim 1…').click();
    await asked;
    expect(reclaimsOf(el)?.map(({ userId }) => userId)).to.deep.equal([first?.dataset['row']]);
  });

  it('says so when nobody who is selected holds a plan directly', async () => {
    const { el, root } = await showList(contoso);
    const none = rows(root).find((row) => textOf(row).includes('No license'));
    none?.querySelector('input')?.click();
    await until(() => textOf(el).includes('1 selected'), 'one');
    control(root, 'Reclaim…').click();
    await until(() => textOf(el).includes('None of the selected users has a directly assigned plan'), 'said');
  });

  it('has Microsoft try failed group licenses again, and shows what came of it', async () => {
    const { root, page } = await showList(contoso);
    const person = await findPerson(page, (licenses) =>
      licenses.find((license) => license.state === 'Error' && !isDirect(license)),
    );
    await open(root, person);
    const panel = (): HTMLElement => detail(root) as HTMLElement;
    expect(textOf(panel())).to.contain('isn’t active');
    await setFaults(page.emulator, [
      { kind: 'status', path: '/users/*/reprocessLicenseAssignment', status: 403, count: 1 },
    ]);
    control(panel(), 'Reprocess').click();
    await until(
      () => textOf(panel()).includes('Try again') || textOf(panel()).includes('Roles that allow it'),
      'refused',
    );
    const written = (): number => page.emulator.state().users.find(({ id }) => id === person.id)?.writes ?? 0;
    const before = written();
    control(panel(), 'Reprocess').click();
    await until(() => written() > before, 'sent');
    await until(() => !textOf(panel()).includes('Asking Microsoft'), 'answered');
  });

  it('shows how far Microsoft is with each app', async () => {
    const { root, page, names } = await showAllPlans();
    const person = await findPerson(page, (licenses) =>
      licenses.find((license) => isDirect(license) && works(license)),
    );
    await open(root, person);
    const line = planLine(root, person.license.skuId, names);
    line.querySelector('summary')?.click();
    await until(() => line.querySelectorAll('details li').length > 0, 'apps');
    for (const app of line.querySelectorAll('details li'))
      expect(textOf(app)).to.match(/(On|Off|In progress|Needs .*|Error)$/);
  });

  it('tells what was published for a person, and what for nobody', async () => {
    // A tenant of its own: what is taken back here is remembered for a while, in other tests too.
    const { el, root, page } = await showList({ ...contoso, seed: 8803 });
    const { skuId } = planOf('POWER_BI_PRO');
    const person = await findPerson(page, (licenses) =>
      licenses.find((license) => isDirect(license) && license.skuId === skuId && works(license)),
    );
    await open(root, person);
    await until(() => textOf(root.host).includes('Nothing has been published for this user'), 'no history');
    const { publisher } = findSession(el).workspaces;
    const review = await publisher.reviewReclaim([{ userId: person.id, skuId }]);
    expect((await publisher.publish(review).done).counts.applied).to.equal(1);
    await until(() => textOf(root.host).includes('Licenses reclaimed'), 'history');
    expect(textOf(root.querySelector('.history') as Element)).to.contain('Power BI Pro');
  });

  it('opens the details at the plan whose cell was chosen', async () => {
    const { root } = await showList(contoso);
    const cell = rows(root)
      .flatMap((row) => [...row.querySelectorAll<HTMLElement>('[data-cell^="plan:"]:not(.muted)')])
      .at(0);
    cell?.click();
    await until(() => root.querySelector('.plans > [aria-current="true"]'), 'marked');
    expect(root.querySelector('.plans > [aria-current="true"] strong')?.textContent).to.equal(
      cell?.dataset['label'],
    );
  });

  it('passes the accessibility audit with an error, a menu and an action open', async () => {
    const { el, root, page } = await showList(contoso);
    const person = await findPerson(page, (licenses) =>
      licenses.find((license) => license.state === 'Error'),
    );
    await open(root, person);
    rows(root)[0]?.querySelector('input')?.click();
    await until(() => textOf(el).includes('1 selected'), 'selected');
    control(root, 'Swap plan…').click();
    control(root, 'Plan').click();
    await el.updateComplete;
    expect(count(root)).to.be.greaterThan(0);
    await expect(el).shadowDom.to.be.accessible();
  });
});
