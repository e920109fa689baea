import { expect } from '@open-wc/testing';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import { control, textOf } from '../../support/find.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { readCsv, savedFile } from '../../support/saved-file.js';
import { until } from '../../support/until.js';
import { choose, count, rows, showList } from './list-page.js';

interface Answer {
  value?: { id: string; licenseAssignmentStates?: unknown }[];
}

/** Graph leaves out the license states of some people, everywhere. */
const leavingOut =
  (tenant: GraphTransport, isLeftOut: (id: string) => boolean): GraphTransport =>
  async (request) => {
    const answer = await tenant(request);
    if (!answer.ok || !request.url.includes('licenseAssignmentStates')) return answer;
    const body = (await answer.json()) as Answer;
    for (const person of body.value ?? []) if (isLeftOut(person.id)) delete person.licenseAssignmentStates;
    return Response.json(body, answer);
  };

describe('<user-list> of people whose licenses Microsoft leaves out', () => {
  afterEach(() => document.body.replaceChildren());

  /** Somebody who may sign in, is synchronized, and holds a plan that works. */
  async function showWithout() {
    const leftOut = new Set<string>();
    const { el, root } = await showList({
      tenant: 'contoso',
      users: 300,
      prepare: async ({ emulator, provider }: TenantPage) => {
        const people = await listPeople(emulator);
        const synced = new Set(people.filter((each) => each.onPremisesSyncEnabled).map((each) => each.id));
        const holder = emulator
          .state()
          .users.find(
            ({ id, accountEnabled, licenseAssignmentStates: [license] }) =>
              accountEnabled && license?.state === 'Active' && synced.has(id),
          );
        leftOut.add(holder?.id ?? '');
        const { transport } = provider;
        if (!transport) throw new Error('no transport');
        Object.assign(provider, { transport: leavingOut(transport, (id) => leftOut.has(id)) });
      },
    });
    const [id = ''] = leftOut;
    return { el, root, id };
  }

  it('does not take them for people without a license', async () => {
    const { root, id } = await showWithout();
    const seen = (): (string | undefined)[] => rows(root).map((row) => row.dataset['row']);
    choose(root, 'Licenses not known');
    await until(() => count(root) === 1, 'one of whom it is not known');
    expect(seen()).to.deep.equal([id]);
    expect(rows(root)[0]?.textContent).to.contain('Not known');
    choose(root, 'Licenses not known');
    await until(() => count(root) === 300, 'everybody');
    choose(root, 'No license');
    await until(() => count(root) > 1 && count(root) < 300, 'those without a license');
    expect(seen()).not.to.include(id);
  });

  it('says so in the details and in the file', async () => {
    const { el, root, id } = await showWithout();
    choose(root, 'Licenses not known');
    await until(() => count(root) === 1, 'one of whom it is not known');
    rows(root)[0]?.querySelector<HTMLElement>('[role="gridcell"]:last-of-type')?.click();
    await until(() => textOf(el).includes('Microsoft didn’t say which plans are assigned.'), 'details');
    const file = savedFile();
    control(root, 'Export 1 as CSV').click();
    const [header = [], line = []] = await readCsv((await file).content);
    expect(line[0]).to.equal(id);
    expect(line[header.indexOf('Microsoft 365 E3')]).to.equal('Not known');
    expect(line[header.indexOf('State')]).to.equal('Licenses not known');
  });
});
