import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { control } from '../../support/find.js';
import { listPeople, pickColleague } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, userIds, withWorkspaces } from '../../support/workspaces.js';
import { detail, rows, showList } from './list-page.js';

describe('<user-list> and whose details are open', () => {
  afterEach(() => document.body.replaceChildren());

  it('says who is opened and closed, and keeps it in user-id', async () => {
    const { el, root } = await showList({ tenant: 'small' });
    const told: string[] = [];
    el.addEventListener('o365-user-selected', (event) => told.push(`open ${event.detail.userId}`));
    el.addEventListener('o365-user-closed', (event) => told.push(`close ${event.detail.userId}`));
    const id = rows(root)[1]?.dataset['row'] ?? '';
    rows(root)[1]?.querySelector<HTMLElement>('.name')?.click();
    expect(el.userId).to.equal(id);
    await until(() => detail(root), 'the details');
    control(detail(root) as HTMLElement, 'Close').click();
    await until(() => !detail(root), 'closed');
    expect(el.userId).to.equal('');
    expect(told).to.deep.equal([`open ${id}`, `close ${id}`]);
  });

  it('opens whom the page names, without an event', async () => {
    let count = 0;
    const { el, root, page } = await showList(
      { tenant: 'small' },
      html`<user-list @o365-user-selected=${() => (count += 1)}></user-list>`,
    );
    const person = await pickColleague(page.emulator);
    el.setAttribute('user-id', person.id);
    await until(() => detail(root)?.textContent.includes(person.displayName), 'the details');
    expect(count).to.equal(0);
  });

  it('opens nobody where the page cancels it', async () => {
    const { el, root } = await showList({ tenant: 'small' });
    el.addEventListener('o365-user-selected', (event) => event.preventDefault());
    rows(root)[0]?.querySelector<HTMLElement>('.name')?.click();
    await el.updateComplete;
    expect(el.userId).to.equal('');
    expect(detail(root)).to.equal(null);
  });

  it('forgets whom one account opened before the next signs in', async () => {
    const { el, root, page } = await showList({ tenant: 'small' });
    rows(root)[0]?.querySelector<HTMLElement>('.name')?.click();
    await until(() => detail(root), 'the details');
    await page.auth.signOut();
    await until(() => rows(root).length === 0, 'signed out');
    expect(el.userId).to.equal('');
  });

  it('has links where the page has addresses: the focus is on them, and other keys are as without', async () => {
    const { el, root, page } = await showList({
      tenant: 'small',
      prepare: ({ provider }) => {
        provider.href = ({ userId = '' }) => `/people/${userId}`;
      },
    });
    const people = await listPeople(page.emulator);
    const [first, second] = rows(root);
    const link = first?.querySelector('a');
    expect(link?.getAttribute('href')).to.equal(`/people/${first?.dataset['row'] ?? ''}`);
    expect(people.some(({ displayName }) => displayName === link?.textContent.trim())).to.equal(true);
    link?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => root.activeElement === second?.querySelector('a'), 'the next name');
    await sendKeys({ press: 'ArrowRight' });
    await until(() => root.activeElement?.getAttribute('data-column') === '2', 'the next cell');
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => root.activeElement === second?.querySelector('a'), 'the name again');
    await sendKeys({ press: ' ' });
    await until(() => second?.ariaSelected === 'true', 'selected');
    await sendKeys({ press: 'Enter' });
    await until(() => detail(root), 'the details');
    expect(el.userId).to.equal(second?.dataset['row']);
    expect(location.pathname).not.to.contain('people');
    await expect(el).shadowDom.to.be.accessible();
  });

  it('lets a link to a workspace lead there, where the page does not open it in its own way', async () => {
    const { el, root, page } = await showList({
      tenant: 'small',
      prepare: async (prepared) => {
        prepared.provider.href = () => '#a-workspace';
        await withWorkspaces(({ emulator }) => [
          makeWorkspace({ draft: { subscribers: userIds(emulator, 10, 0) } }),
        ])(prepared);
      },
    });
    const [userId = ''] = userIds(page.emulator, 1);
    el.userId = userId;
    await until(() => detail(root)?.textContent.includes('Sales desk'), 'the workspace');
    const link = control(detail(root) as HTMLElement, 'Sales desk');
    el.addEventListener('o365-workspace-selected', (event) => event.preventDefault(), { once: true });
    link.click();
    expect(location.hash, 'opened by the page').to.equal('');
    link.click();
    expect(location.hash).to.equal('#a-workspace');
    history.replaceState(null, '', location.pathname + location.search);
  });
});
