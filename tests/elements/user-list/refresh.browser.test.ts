import { expect } from '@open-wc/testing';
import { control, textOf } from '../../support/find.js';
import { setFaults } from '../../support/in-tenant.js';
import { listPeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { count, detail, open, showList } from './list-page.js';

async function change(
  emulator: Parameters<typeof listPeople>[0],
  method: string,
  path: string,
  body?: object,
) {
  const token = await emulator.issueToken({ scopes: ['User.ReadWrite.All'] });
  const answer = await emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

describe('<user-list> read again', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks only what changed; who is gone goes, and the details of others stay open', async () => {
    const watch = new TrafficWatch();
    const { root, page } = await showList({
      tenant: 'contoso',
      users: 1_200,
      prepare: (tenant) => watch.attach(tenant),
    });
    const cloudOnly = (await listPeople(page.emulator)).filter(
      ({ onPremisesSyncEnabled, displayName, id }) =>
        !onPremisesSyncEnabled &&
        /^[\w ]+$/.test(displayName) &&
        id !== page.emulator.tenant.administrator.id,
    );
    const [gone, renamed] = cloudOnly;
    if (!gone || !renamed) throw new Error('Everybody is synchronized.');
    await open(root, renamed);
    const search = root.querySelector<HTMLInputElement>('input[type="search"]') as HTMLInputElement;
    search.value = '';
    search.dispatchEvent(new Event('input'));
    await until(() => count(root) === 1_200, 'everybody');
    await change(page.emulator, 'DELETE', `/users/${gone.id}`);
    await change(page.emulator, 'PATCH', `/users/${renamed.id}`, { displayName: 'Zora Newname' });
    const pagesBefore = watch.count(/^\/users\?.*orderby/);
    control(root, 'Refresh').click();
    await until(() => count(root) === 1_199, 'one less');
    expect(watch.count(/^\/users\?.*orderby/)).to.equal(pagesBefore);
    expect(detail(root)?.textContent).to.contain('Zora Newname');
    expect(textOf(root.host)).to.contain('of 1,199 people');
  });

  it('shows what it has, with the reason, when reading again fails', async () => {
    const { el, root, page } = await showList({ tenant: 'contoso', users: 200 });
    await setFaults(page.emulator, [{ kind: 'status', path: '/users/delta', status: 403, count: 1 }]);
    control(root, 'Refresh').click();
    await until(
      () => textOf(el).includes('Try again') || textOf(el).includes('Roles that allow it'),
      'the reason',
    );
    expect(count(root)).to.equal(200);
    control(root, 'Refresh').click();
    await until(
      () => !textOf(el).includes('Try again') && !textOf(el).includes('Roles that allow it'),
      'read',
    );
    expect(count(root)).to.equal(200);
  });
});
