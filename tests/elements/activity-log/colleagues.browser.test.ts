import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/define/activity-log.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { colleagueOf, publishElsewhere, type OtherPublish } from '../../support/colleague.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { withPublishes } from '../../support/past-publishes.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { resetWallClock, wakeAfter } from '../../support/wall-clock.js';
import { makeWorkspace, withWorkspaces } from '../../support/workspaces.js';

const shares = { workspaces: true, journal: true, lease: true };
const finance = withWorkspaces(() => [makeWorkspace({ id: 'finance', name: 'Finance' })]);

let seed = 1_900;
async function show(
  parameters: TenantParameters,
): Promise<{ page: TenantPage; root: ShadowRoot; name: string }> {
  const template = html`<activity-log></activity-log>`;
  const page = await renderInTenant(template, {
    tenant: 'small',
    seed: (seed += 1),
    store: memoryStore({ shares }),
    ...parameters,
  });
  const root = document.querySelector('activity-log')?.shadowRoot as ShadowRoot;
  const id = colleagueOf(page);
  const name = (await listPeople(page.emulator)).find((each) => each.id === id)?.displayName ?? '';
  return { page, root, name };
}

const says = (root: ShadowRoot, text: string): boolean => textOf(root.host).includes(text);
const rows = (root: ShadowRoot): number => root.querySelectorAll('[part="table"] > tbody > tr').length;

function choose(root: ShadowRoot, label: string, value: string): void {
  const field = [...root.querySelectorAll('label')].find((each) => each.textContent?.includes(label));
  const select = field?.querySelector('select');
  if (!select) throw new Error(`no ${label}`);
  select.value = [...select.options].find((option) => option.text === value)?.value ?? '';
  select.dispatchEvent(new Event('change'));
}

describe('<activity-log> in a team', () => {
  afterEach(() => {
    document.body.replaceChildren();
    localStorage.clear();
    resetWallClock();
  });

  it('shows how far a colleague is, who does not respond, and who was interrupted', async () => {
    let theirs: OtherPublish | undefined;
    const { root } = await show({
      async prepare(page) {
        await finance(page);
        await withPublishes({ id: 'p1', daysAgo: 0.1, name: 'Finance', end: 'interrupted' })(page);
        theirs = await publishElsewhere(page, { publishId: 'p1' });
      },
    });
    await until(() => says(root, 'In progress, 18 of 46 done'), 'in progress');
    choose(root, 'Result', 'Interrupted');
    await until(() => rows(root) === 0, 'not interrupted');
    choose(root, 'Result', 'In progress');
    await until(() => rows(root) === 1, 'in progress');
    await theirs?.report(30);
    await until(() => says(root, 'In progress, 30 of 46 done'), 'goes on');
    wakeAfter(95_000);
    await until(() => says(root, 'Not responding, 30 of 46 done'), 'silent');
    await expect(root.host).shadowDom.to.be.accessible();
    await theirs?.end();
    choose(root, 'Result', 'Any result');
    await until(() => rows(root) === 1 && !says(root, 'Not responding'), 'no longer');
    expect(root.querySelector('[part="table"] .state')?.textContent?.trim()).to.equal('Interrupted');
  });

  it('filters by whoever did it', async () => {
    const { root, name, page } = await show({
      prepare: withPublishes({ id: 'p1', daysAgo: 3 }, { id: 'p2', daysAgo: 2 }),
    });
    await withPublishes({ id: 'p3', daysAgo: 1 })({
      ...page,
      openStore: ({ tenantId }) => page.openStore({ tenantId, by: page.emulator.tenant.administrator.id }),
    });
    await until(() => rows(root) === 3 && says(root, name), 'all');
    choose(root, 'Published by', 'You');
    await until(() => rows(root) === 1, 'own');
    choose(root, 'Published by', name);
    await until(() => rows(root) === 2, 'theirs');
    choose(root, 'Published by', 'Anyone');
    await until(() => rows(root) === 3, 'everybody’s');
  });

  it('says that details of colleagues’ publishes are not shared, and shows what goes on all the same', async () => {
    const { root, name } = await show({
      store: memoryStore({ shares: { ...shares, journal: false } }),
      async prepare(page) {
        await finance(page);
        await publishElsewhere(page);
      },
    });
    await until(() => says(root, `${name} is publishing Finance. 18 of 46 people done.`), 'goes on');
    expect(says(root, 'Details of colleagues’ publishes aren’t shared.')).to.equal(true);
    expect(says(root, 'stored only in this browser')).to.equal(false);
    await expect(root.host).shadowDom.to.be.accessible();
  });
});
