import { expect } from '@open-wc/testing';
import { hostActions } from '../../../src/model/host-action.js';
import { applyEdits, type WorkspaceEdit } from '../../../src/model/workspace/workspace-edit.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { control, textOf } from '../../support/find.js';
import { setFaults, type TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { planOf } from '../../support/workspaces.js';
import {
  createReviews,
  giving,
  group,
  numberIn,
  policy,
  publish,
  publishButton,
  twoCallingPlans,
  type Shown,
} from './review-page.js';

const show = createReviews(9_200);

const cells = (row: Element | null | undefined): string[] =>
  [...(row?.querySelectorAll('th, td') ?? [])].map(
    (cell) => cell.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
  );

/** What the next click offers as a file. */
function nextFile(): Promise<{ readonly name: string; readonly content: Blob }> {
  const create = URL.createObjectURL.bind(URL);
  const { click } = HTMLAnchorElement.prototype;
  return new Promise((resolve) => {
    let content: Blob;
    URL.createObjectURL = (blob: Blob) => create((content = blob));
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      URL.createObjectURL = create;
      HTMLAnchorElement.prototype.click = click;
      resolve({ name: this.download, content });
    };
  });
}

/** Gives Microsoft 365 E5 to three people, then edits the workspace and waits for the review of that. */
async function showAfterPublish(edits: readonly WorkspaceEdit[]): Promise<Shown> {
  const shown = await show({ policy, prepare: giving('SPE_E5', undefined, 3) });
  const { el, root, page } = shown;
  expect(await publish(shown)).to.equal(3);
  const stored = await page.store.workspaces.get('sales-desk');
  if (!stored) throw new Error('no workspace');
  const stamp = { at: new Date().toISOString(), by: 'megan' };
  await page.store.workspaces.put(applyEdits(stored.workspace, edits, stamp), { etag: stored.etag });
  control(root, 'Review again').click();
  await until(() => root.querySelector('[part="warnings"]'), 'warned');
  await el.updateComplete;
  return shown;
}

const exceptionsOf = async ({ store }: TenantPage) =>
  (await store.workspaces.get('sales-desk'))?.workspace.exceptions ?? [];

describe('what <publish-review> shows before a publish', () => {
  afterEach(() => {
    document.body.replaceChildren();
    sessionStorage.clear();
  });

  it('licenses of each plan before and after, as they then are', async () => {
    const shown = await show();
    const { root, page } = shown;
    const { skuId } = planOf('POWER_BI_PRO');
    const consumed = (): number =>
      page.emulator.state().skus.find((sku) => sku.skuId === skuId)?.consumedUnits ?? 0;
    const promised = numberIn(publishButton(root).textContent);
    const [name, now, change, after, available] = cells(root.querySelector('[part="licenses"] tbody tr'));
    const total = Number(/of (\d+)/.exec(now ?? '')?.[1]);
    expect(name).to.equal('Power BI Pro');
    expect(now).to.equal(`${consumed()} of ${total}`);
    expect(change).to.equal(`+${promised}`);
    expect(after).to.equal(`${consumed() + promised} of ${total}`);
    expect(numberIn(available)).to.equal(total - consumed() - promised);
    await publish(shown);
    expect(after).to.equal(`${consumed()} of ${total}`);
  });

  for (const [reason, fix, settled] of [
    [
      'Not synchronized from Active Directory',
      'Assign anyway',
      'Assigned anyway: Not synchronized from Active Directory',
    ],
    ['Sign-in disabled', /^Leave out \d+$/, 'Left out of this workspace'],
    ['Guests', /^Leave out \d+$/, 'Left out of this workspace'],
  ] as const)
    it(`“${reason}” with one click to settle it for everybody and one to take that back`, async () => {
      const { root, page } = await show({ seed: 905 });
      const before = group(root, reason)?.textContent;
      control(group(root, reason) as HTMLElement, fix).click();
      await until(() => group(root, settled), 'settled');
      expect((await exceptionsOf(page)).length).to.be.above(0);
      control(group(root, settled) as HTMLElement, 'Undo').click();
      await until(() => group(root, reason)?.textContent === before, 'undone');
      expect(await exceptionsOf(page)).to.deep.equal([]);
    });

  it('who is blocked, by name', async () => {
    const { el, root, page } = await show({ seed: 905 });
    const guests = group(root, 'Guests') as HTMLElement;
    control(guests, 'Show people').click();
    await el.updateComplete;
    const listed = [...guests.querySelectorAll('li .muted')].map((each) => each.textContent ?? '');
    const { users } = page.emulator.state();
    expect(listed).to.have.length(numberIn(guests.querySelector('.number')?.textContent));
    for (const name of listed) expect(users.map((user) => user.userPrincipalName)).to.contain(name);
    control(guests, 'Hide the list').click();
    await el.updateComplete;
    expect(guests.querySelector('li')).to.equal(null);
  });

  it('a remembered app conflict as a warning, with what settles it for everybody', async () => {
    const { el, root, page } = await show(twoCallingPlans(5), 'App conflict');
    const conflict = group(root, 'App conflict') as HTMLElement;
    expect(conflict.textContent).to.contain(
      'A person can usually have Microsoft 365 Domestic Calling Plan or',
    );
    expect(conflict.textContent).to.contain('Microsoft decides');
    expect(conflict.textContent).to.contain('changes the workspace for everyone');
    expect(conflict.textContent).to.contain('5 people');
    expect(control(conflict, 'Assign anyway')).to.be.instanceOf(HTMLButtonElement);
    expect(control(conflict, 'Leave out 5')).to.be.instanceOf(HTMLButtonElement);
    await expect(el).shadowDom.to.be.accessible();
    control(conflict, 'Turn Microsoft 365 Domestic Calling Plan off').click();
    await until(() => /Publish to 5 people/.test(textOf(el)), 'settled');
    const apps = (await page.store.workspaces.get('sales-desk'))?.workspace.draft.plans[0]?.apps ?? {};
    expect(Object.values(apps)).to.deep.equal(['off']);
  });

  it('an app without the one it needs, and which that is', async () => {
    const { root } = await show(
      { policy, prepare: giving('WORKPLACE_ANALYTICS', undefined, 2) },
      'An app needs another app',
    );
    const missing = group(root, 'An app needs another app') as HTMLElement;
    expect(missing.textContent).to.match(/ needs Exchange Online/);
    expect(control(missing, /^Remove .* from the workspace$/)).to.be.instanceOf(HTMLButtonElement);
    expect(control(missing, 'Leave out 2')).to.be.instanceOf(HTMLButtonElement);
  });

  it('whose mailbox goes with a plan; nothing is published before that was checked', async () => {
    const { el, root } = await showAfterPublish([{ kind: 'remove-plan', skuId: planOf('SPE_E5').skuId }]);
    const warnings = root.querySelector('[part="warnings"]') as HTMLElement;
    expect(warnings.textContent).to.contain('3 mailboxes will be lost');
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal('true');
    control(warnings, 'Show 3 people').click();
    await el.updateComplete;
    const rows = [...root.querySelectorAll('[part="changes"] [data-index]')];
    expect(rows).to.have.length(3);
    for (const row of rows) expect(row.textContent).to.match(/Loses the mailbox/);
    for (const box of warnings.querySelectorAll<HTMLInputElement>('input')) box.click();
    await el.updateComplete;
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal(null);
  });

  it('whose mailbox gets smaller with another plan', async () => {
    const { root } = await showAfterPublish([
      { kind: 'remove-plan', skuId: planOf('SPE_E5').skuId },
      { kind: 'add-plan', skuId: planOf('SPE_F1').skuId },
    ]);
    expect(root.querySelector('[part="warnings"]')?.textContent).to.contain('3 mailboxes will shrink');
    expect(publishButton(root).getAttribute('aria-disabled')).to.equal('true');
  });

  it('how long it can be undone, where the portal forgets publishes', async () => {
    const open = memoryStore();
    const rights = { subject: 'ada', can: hostActions, server: false, retentionDays: 90 };
    const { el } = await show({
      store: (context) => ({ ...open(context), rights: () => Promise.resolve(rights) }),
    });
    expect(textOf(el)).to.contain(
      'for as long as it’s the latest publish of this workspace, and for 90 days',
    );
  });

  it('itself as a file', async () => {
    const { root } = await show();
    const promised = numberIn(publishButton(root).textContent);
    const file = nextFile();
    control(root, 'Export the review').click();
    const { name, content } = await file;
    expect(name).to.match(/^publish-review-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await content.text()).trim().split('\r\n');
    expect(lines.filter((line) => line.includes(',Power BI Pro,'))).to.have.length(promised);
  });

  it('the result as a table and for a program', async () => {
    const shown = await show({ seed: 914 });
    const { root, page } = shown;
    await setFaults(page.emulator, [
      { kind: 'status', path: '/users/*/assignLicense', method: 'POST', status: 404, count: 1 },
    ]);
    const promised = await publish(shown);
    const table = nextFile();
    control(root, 'Export CSV').click();
    const { content: csv } = await table;
    const lines = (await csv.text()).trim().split('\r\n');
    expect(lines).to.have.length(promised + 1);
    expect(lines.filter((line) => line.includes('Failed') && line.includes('not-found'))).to.have.length(1);
    const data = nextFile();
    control(root, 'Export JSON').click();
    const { name, content: json } = await data;
    expect(name).to.match(/^publish-result-.*\.json$/);
    const { workspaceId, users } = JSON.parse(await json.text()) as {
      workspaceId: string;
      users: { userId: string; status: string; code?: string }[];
    };
    expect(workspaceId).to.equal('sales-desk');
    expect(users).to.have.length(promised);
    expect(users.filter(({ status }) => status === 'applied')).to.have.length(promised - 1);
    expect(users.find(({ status }) => status === 'failed')?.code).to.equal('not-found');
  });
});
