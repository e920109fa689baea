import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import '../../src/define/activity-log.js';
import '../../src/define/publish-review.js';
import type { ActivityLog } from '../../src/define/activity-log.js';
import { hostActions } from '../../src/model/host-action.js';
import { memoryStore } from '../../src/store/memory/memory-store.js';
import { appendFacts } from '../support/append-facts.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { withPublishes } from '../support/past-publishes.js';
import { deletePerson, listPeople } from '../support/people.js';
import { savedFile } from '../support/saved-file.js';
import { spoilableStore } from '../support/spoilable-store.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../support/workspaces.js';

interface Shown {
  readonly el: ActivityLog;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
}

/** Every test has a tenant of its own, so that nothing that was chosen for another is in the way. */
let seed = 700;
async function show(
  parameters: TenantParameters,
  text: string | RegExp,
  template: TemplateResult = html`<activity-log></activity-log>`,
): Promise<Shown> {
  const page = await renderInTenant(template, { tenant: 'small', seed: (seed += 1), ...parameters });
  const el = document.querySelector('activity-log');
  if (!el) throw new Error('not rendered');
  await until(() => textOf(el).search(text) >= 0, `shows ${String(text)}`);
  return { el, root: el.shadowRoot as ShadowRoot, page };
}

const names = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll('[part="table"] > tbody > tr > th[scope="row"]')].map((cell) =>
    (cell.textContent ?? '').trim(),
  );

function choose(root: ShadowRoot, label: string, value: string): void {
  const field = [...root.querySelectorAll('label')].find((each) => each.textContent?.includes(label));
  const select = field?.querySelector('select');
  if (!select) throw new Error(`no ${label}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

const idsOf = async ({ store }: TenantPage): Promise<string[]> =>
  (await store.journal.list()).publishes.map(({ head }) => head.publishId);

/** The row of a publish whose head no version of the library wrote. */
const damageHead = (row: object): object => ({
  ...row,
  head: { ...(Reflect.get(row, 'head') as object), workspaceName: 7 },
});

/** What a click offers as a file. */
async function readSaved(click: () => void): Promise<string> {
  const file = savedFile();
  click();
  return (await file).content.text();
}

const { skuId } = planOf('POWER_BI_PRO');

describe('<activity-log>', () => {
  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
  });

  it('says that nothing was published yet', async () => {
    const { el } = await show({}, 'Nothing published yet');
    await expect(el).shadowDom.to.be.accessible();
  });

  for (const [name, parameters, text] of [
    ['waits for a provider', { alone: true }, 'Not connected yet'],
    ['is signed out', { signedOut: true }, 'Sign in'],
  ] as const)
    it(`says so when it ${name}`, async () => {
      const { el, root } = await show(parameters, text);
      expect(root.querySelector('table')).to.equal(null);
      await expect(el).shadowDom.to.be.accessible();
    });

  it('shows a publish as soon as it ended, by whom and with what result', async () => {
    const { el } = await show(
      {
        tenant: 'contoso',
        users: 60,
        prepare: withWorkspaces(({ emulator }) => [
          makeWorkspace({ draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 6) } }),
        ]),
      },
      'Nothing published yet',
      html`<publish-review workspace-id="sales-desk"></publish-review><activity-log></activity-log>`,
    );
    const review = document.querySelector('publish-review')?.shadowRoot as ShadowRoot;
    await until(() => review.querySelector('[part="publish"]'), 'review');
    for (const box of review.querySelectorAll<HTMLInputElement>('[part="warnings"] input')) box.click();
    await document.querySelector('publish-review')?.updateComplete;
    review.querySelector<HTMLElement>('[part="publish"]')?.click();
    await until(() => /\d applied/.test(textOf(el)), 'the publish');
    expect(textOf(el)).to.contain('Published Sales desk');
    expect(textOf(el)).to.contain('You');
  });

  it('names who published, and says why it cannot', async () => {
    const past = { prepare: withPublishes({ id: 'p1', daysAgo: 1 }) };
    const { root, page } = await show(past, 'Published Sales desk');
    const who = (): string => root.querySelector('td[data-label="Who"]')?.textContent?.trim() ?? '';
    const [, colleagueId] = userIds(page.emulator, 2);
    const people = await listPeople(page.emulator);
    const name = people.find(({ id }) => id === colleagueId)?.displayName;
    await until(() => who() === name, `names ${name}: ${who()}`);
    const file = await readSaved(() => control(root, 'Export CSV').click());
    expect(file).to.contain(name).and.to.contain(colleagueId);

    document.body.replaceChildren();
    const refused = await show({ ...past, scopes: ['User.Read'] }, 'Names couldn’t be loaded');
    expect(textOf(refused.el)).to.contain('Someone else');
    control(refused.root, 'Request permission').click();
    await until(() => !textOf(refused.el).includes('Someone else'), 'the name');
  });

  it('says so of whoever published and is no longer in the directory', async () => {
    const { root } = await show(
      {
        async prepare(tenant) {
          await withPublishes({ id: 'p1', daysAgo: 1 })(tenant);
          const [, colleagueId = ''] = userIds(tenant.emulator, 2);
          await deletePerson(tenant.emulator, colleagueId);
        },
      },
      'Published Sales desk',
    );
    const who = (): string => root.querySelector('td[data-label="Who"]')?.textContent?.trim() ?? '';
    await until(() => who() === 'Someone no longer in the directory', `says so: ${who()}`);
  });

  it('lists the newest first, and filters by workspace, kind and result', async () => {
    const { el, root } = await show(
      {
        prepare: withPublishes(
          { id: 'p1', daysAgo: 3, name: 'Field' },
          { id: 'p2', daysAgo: 2, kind: 'undo', name: 'Field' },
          { id: 'p3', daysAgo: 1, name: 'Call center', end: 'failed' },
          { id: 'p4', daysAgo: 0.7, name: 'Phones', end: 'pending' },
          { id: 'p5', daysAgo: 0.5, name: 'Reception', end: 'interrupted' },
        ),
      },
      'Published Field',
    );
    const everything = [
      'Published Reception',
      'Published Phones',
      'Published Call center',
      'Undid a publish of Field',
      'Published Field',
    ];
    expect(names(root)).to.deep.equal(everything);
    choose(root, 'Result', 'left-to-do');
    await el.updateComplete;
    expect(names(root)).to.deep.equal(['Published Call center']);
    choose(root, 'Result', 'pending');
    await el.updateComplete;
    expect(names(root)).to.deep.equal(['Published Phones']);
    choose(root, 'Result', 'interrupted');
    await el.updateComplete;
    expect(names(root)).to.deep.equal(['Published Reception']);
    choose(root, 'Result', 'any');
    choose(root, 'Type', 'undo');
    await el.updateComplete;
    expect(names(root)).to.deep.equal(['Undid a publish of Field']);
    const search = root.querySelector<HTMLInputElement>('input[type="search"]') as HTMLInputElement;
    search.value = 'reception';
    search.dispatchEvent(new Event('input'));
    await el.updateComplete;
    expect(textOf(el)).to.contain('Nothing matches these filters');
    control(root, 'Clear filters').click();
    await el.updateComplete;
    expect(names(root)).to.deep.equal(everything);
  });

  it('is filtered by keyboard alone, and says how many are left', async () => {
    const { el, root } = await show(
      {
        prepare: withPublishes(
          { id: 'p1', daysAgo: 2, name: 'Field' },
          { id: 'p2', daysAgo: 1, name: 'Reception', kind: 'undo' },
        ),
      },
      '2 publishes',
    );
    root.querySelector<HTMLElement>('input[type="search"]')?.focus();
    await sendKeys({ type: 'rec' });
    await until(() => names(root).length === 1, 'found');
    expect(names(root)).to.deep.equal(['Undid a publish of Reception']);
    expect(root.querySelector('[part="answer"][role="status"]')?.textContent).to.contain('1 publish ');
    for (let letter = 0; letter < 3; letter += 1) await sendKeys({ press: 'Backspace' });
    await until(() => names(root).length === 2, 'everything');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'P' });
    await until(() => names(root).join() === 'Published Field', 'only publishes');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'I' });
    await until(() => textOf(el).includes('Nothing matches these filters'), 'none');
  });

  it('says who failed and why, by name though only ids are kept', async () => {
    const { el, root, page } = await show(
      { prepare: withPublishes({ id: 'p1', daysAgo: 1, end: 'failed' }) },
      '1 failed',
    );
    const [userId = ''] = userIds(page.emulator, 1);
    const person = (): HTMLElement | null => root.querySelector('.details-cell tbody th bdi');
    control(root, /^Details of/).click();
    await until(() => person() && !person()?.querySelector('code'), 'name');
    const name = person()?.textContent?.trim() ?? '';
    expect(name).not.to.equal('');
    expect(name).not.to.equal(userId);
    expect(textOf(el)).to.contain('r-1');
    expect(JSON.stringify(await page.store.journal.read('p1'))).not.to.contain(name);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('exports what is shown, with nothing that a spreadsheet would run', async () => {
    const { el, root } = await show(
      {
        prepare: withPublishes(
          { id: 'p1', daysAgo: 2, name: '=HYPERLINK("x")', kind: 'publish' },
          { id: 'p2', daysAgo: 1, kind: 'undo' },
        ),
      },
      'Undid a publish',
    );
    choose(root, 'Type', 'publish');
    await el.updateComplete;
    const file = await readSaved(() => control(root, 'Export CSV').click());
    const lines = file.trim().split(/\r?\n/);
    expect(lines).to.have.length(2);
    expect(file).to.contain('p1').and.not.to.contain('p2');
    expect(file).not.to.match(/(^|,)"?=HYPERLINK/m);
  });

  it('tells about a damaged record, hands it out as it is, and removes it when that is confirmed', async () => {
    const { open, spoil } = spoilableStore();
    const { el, root, page } = await show(
      {
        store: open,
        prepare: async (tenant) => {
          await withPublishes(
            { id: 'good', daysAgo: 2, name: 'Field' },
            { id: 'bad', daysAgo: 1, name: 'Reception' },
          )(tenant);
          await spoil('publishes', ['bad'], damageHead);
        },
      },
      '1 publish record can’t be read',
    );
    expect(names(root)).to.deep.equal(['Published Field']);
    await expect(el).shadowDom.to.be.accessible();
    const file = await readSaved(() => control(root, 'Export as JSON: record bad').click());
    expect(JSON.parse(file)).to.have.nested.property('publish.head.workspaceName', 7);
    control(root, 'Remove record bad…').click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('What it’s known to have assigned stays recorded');
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Cancel').click();
    await el.updateComplete;
    expect((await page.store.journal.list()).damaged).to.have.length(1);
    control(root, 'Remove record bad…').click();
    await el.updateComplete;
    control(root, 'Remove permanently').click();
    await until(() => !root.querySelector('[part="damaged"]'), 'removed');
    expect(names(root)).to.deep.equal(['Published Field']);
    expect((await page.store.journal.list()).damaged).to.deep.equal([]);
  });

  it('shows what a colleague publishes elsewhere, while it runs and when it ends', async () => {
    const { el, root, page } = await show({}, 'Nothing published yet');
    await withPublishes({ id: 'p1', daysAgo: 0.1, name: 'Field', end: 'interrupted' })(page);
    await until(() => names(root).join() === 'Published Field', 'the publish');
    await until(
      () => root.querySelector('tbody .state')?.textContent?.trim() === 'Interrupted',
      'nobody goes on',
    );
    const end = { applied: 1, failed: 0, open: 0, notSent: 0 };
    const at = new Date().toISOString();
    await appendFacts(page.store, 'p1', [{ kind: 'finished', at, end: 'completed', counts: end }]);
    await until(() => textOf(el).includes('1 applied'), 'its end');
  });

  it('says that nobody else sees what is stored, and does not where others do', async () => {
    const alone = await show({}, 'Nothing published yet');
    expect(textOf(alone.el)).to.contain('stored only in this browser');
    document.body.replaceChildren();
    const store = memoryStore({ shares: { workspaces: true } });
    const shared = await show({ store }, 'Nothing published yet');
    expect(textOf(shared.el)).not.to.contain('only in this browser');
  });

  describe('retention', () => {
    const pasts = [
      { id: 'old', daysAgo: 100, name: 'Old' },
      { id: 'cut-off', daysAgo: 100, name: 'Cut off', end: 'interrupted' },
      { id: 'new', daysAgo: 5, name: 'New' },
    ] as const;

    it('keeps everything for ever unless told otherwise', async () => {
      const { page, root } = await show({ prepare: withPublishes(...pasts) }, 'Published Old');
      expect(names(root)).to.have.length(3);
      expect(await idsOf(page)).to.have.members(['old', 'cut-off', 'new']);
    });

    it('says what forgetting means, and forgets only when that is confirmed', async () => {
      const { el, root, page } = await show({ prepare: withPublishes(...pasts) }, 'Published Old');
      choose(root, 'Keep publish history', '90');
      await el.updateComplete;
      expect(textOf(el)).to.contain('1 publish ended more than 90 days ago');
      expect(textOf(el)).to.contain('What they assigned stays recorded');
      expect(textOf(el)).to.contain('Not deleted: each workspace’s latest publishes');
      await expect(el).shadowDom.to.be.accessible();
      expect(await idsOf(page)).to.include('old');
      control(root, 'Cancel').click();
      await el.updateComplete;
      expect(await idsOf(page)).to.include('old');
      expect(root.querySelector<HTMLSelectElement>('[part="retention"] select')?.value).to.equal('0');
      choose(root, 'Keep publish history', '90');
      await el.updateComplete;
      control(root, 'Delete older publishes').click();
      await until(() => !names(root).includes('Published Old'), 'forgotten');
      // The one that was cut off is as old.
      await until(() => textOf(el).includes('1 publish deleted.'), 'how many');
      expect(textOf(el)).to.contain('1 older publish stays');
      expect(await idsOf(page)).to.have.members(['cut-off', 'new']);
    });

    it('says that the last publish of a workspace is kept, however old it is', async () => {
      const { el, root, page } = await show(
        { prepare: withPublishes(pasts[0], { ...pasts[0], id: 'older', daysAgo: 200, name: 'Older' }) },
        'Published Old',
        html`<activity-log retention-days="30"></activity-log>`,
      );
      await until(
        () => /1 older publish stays because undoing and unassigning/.test(textOf(el)),
        'what is kept',
      );
      expect(names(root)).to.have.length(1);
      expect(await idsOf(page)).to.have.length(1);
      await expect(el).shadowDom.to.be.accessible();
    });

    it('still knows what a forgotten publish gave', async () => {
      const { page, root } = await show(
        { prepare: withPublishes(pasts[0], { ...pasts[2], end: 'failed' }) },
        'Published New',
        html`<activity-log retention-days="30"></activity-log>`,
      );
      const [userId = ''] = userIds(page.emulator, 1);
      await until(() => !names(root).includes('Published Old'), 'forgotten');
      expect(await idsOf(page)).to.deep.equal(['new']);
      const [grant, ...others] = await page.store.grants.list();
      expect(others).to.deep.equal([]);
      expect(grant).to.deep.include({
        workspaceId: 'sales-desk',
        holder: { kind: 'user', userId },
        entitlement: { kind: 'plan', skuId },
      });
    });

    it('lets the portal decide, and never forgets what is not finished', async () => {
      const { el, root, page } = await show(
        { prepare: withPublishes(...pasts) },
        'Publishes stay here for 90 days',
        html`<activity-log retention-days="90"></activity-log>`,
      );
      await until(() => !names(root).includes('Published Old'), 'forgotten');
      expect(root.querySelector('[part="retention"] select')).to.equal(null);
      expect(await idsOf(page)).to.have.members(['cut-off', 'new']);
      expect(textOf(el)).to.contain('Published Cut off');
    });

    it('is nothing that somebody chooses who may not delete, nor forgets her page anything', async () => {
      const { root, page } = await show(
        { prepare: withPublishes(...pasts), can: (action) => action !== 'delete' },
        'Published Old',
        html`<activity-log retention-days="90"></activity-log>`,
      );
      expect(root.querySelector('[part="retention"] select')).to.equal(null);
      expect(await idsOf(page)).to.have.members(['old', 'cut-off', 'new']);
    });

    it('is what the portal’s back end says, which forgets by itself', async () => {
      const open = memoryStore();
      const rights = { subject: 'ada', can: hostActions, server: false, retentionDays: 60 };
      const { root, page } = await show(
        {
          store: (context) => ({ ...open(context), rights: () => Promise.resolve(rights) }),
          prepare: withPublishes(...pasts),
        },
        'Publishes stay here for 60 days',
      );
      expect(root.querySelector('[part="retention"] select')).to.equal(null);
      expect(await idsOf(page)).to.include('old');
    });

    it('remembers what was chosen for this tenant', async () => {
      const tenant = { seed: (seed += 1) };
      const first = await show({ ...tenant, prepare: withPublishes(pasts[2]) }, 'Published New');
      choose(first.root, 'Keep publish history', '30');
      await until(() => textOf(first.el).includes('30 days after they end'), 'chosen');
      document.body.replaceChildren();
      const again = await show(
        { ...tenant, prepare: withPublishes(pasts[0], pasts[2]) },
        '30 days after they end',
      );
      await until(() => !names(again.root).includes('Published Old'), 'forgotten');
      expect(await idsOf(again.page)).to.deep.equal(['new']);
    });
  });
});
