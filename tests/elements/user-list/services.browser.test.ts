import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { ServiceAssignment, ServiceProvider } from '../../../src/catalog/service-provider.js';
import { control, textOf } from '../../support/find.js';
import type { TenantParameters } from '../../support/in-tenant.js';
import { readCsv, savedFile } from '../../support/saved-file.js';
import { until } from '../../support/until.js';
import { makeWorkspace, userIds, withWorkspaces } from '../../support/workspaces.js';
import { choose, detail, rows, showList } from './list-page.js';

const standard = { providerId: 'desktops', serviceId: 'virtual desktops', optionId: 'standard' };

/** A portal's own service, which says what it was asked. */
function makeDesktops(held: ServiceAssignment[]): ServiceProvider & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    id: 'desktops',
    name: 'This portal',
    list: () => {
      asked.push('list');
      const options = [
        { id: 'standard', name: 'Standard' },
        { id: 'power', name: 'Power' },
      ];
      return Promise.resolve([
        { id: 'virtual desktops', name: 'Virtual desktops', kind: 'this portal', options },
      ]);
    },
    read: (people) => {
      asked.push(`read ${people.length}`);
      return Promise.resolve(held.filter(({ userId }) => people.includes(userId)));
    },
    assign: () => Promise.resolve(),
    unassign: () => Promise.resolve(),
  };
}

/** A tenant of 60 in which three people are in a workspace with the service, and two of them have it. */
function withDesktops(): TenantParameters & { readonly asked: string[] } {
  const held: ServiceAssignment[] = [];
  const provider = makeDesktops(held);
  const prepare = withWorkspaces(({ emulator }) => {
    const [first = '', second = '', third = ''] = userIds(emulator, 3);
    const serviceId = standard.serviceId;
    held.push(
      { userId: first, serviceId, optionId: 'standard' },
      { userId: second, serviceId, optionId: 'power' },
    );
    const content = { services: [standard], subscribers: [first, second, third] };
    return [makeWorkspace({ draft: content, published: content })];
  });
  return { tenant: 'contoso', users: 60, serviceProviders: [provider], prepare, asked: provider.asked };
}

describe('<user-list> services', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks nothing about services until somebody looks for columns, then shows who has what', async () => {
    const tenant = withDesktops();
    const { el, root, page } = await showList(tenant);
    expect(tenant.asked).to.deep.equal([]);
    control(root, 'Columns').click();
    const menu = (): Element | null => root.querySelector('[popover]:popover-open');
    await until(() => menu()?.textContent.includes('Virtual desktops'), 'the service among the columns');
    expect(tenant.asked).to.deep.equal(['list']);
    choose(root, 'Virtual desktops', 'Columns');
    const cellOf = (id: string | undefined): string =>
      root.querySelector(`[data-row="${id}"] [data-label="Virtual desktops"]`)?.textContent.trim() ?? '';
    await until(() => root.querySelector('[role="columnheader"] [title="Virtual desktops"]'), 'the column');
    control(root, 'Sort by Virtual desktops').click();
    const [first, second, third] = userIds(page.emulator, 3);
    await until(() => cellOf(first) === 'Standard' && cellOf(second) === 'Power', 'who has it');
    expect(
      rows(root)
        .slice(0, 2)
        .map((row) => row.dataset['row']),
    ).to.have.members([first, second]);
    expect(root.querySelector(`[data-row="${third}"]`) ? cellOf(third) : '–').to.equal('–');
    expect(tenant.asked).to.deep.equal(['list', 'read 60']);
    expect(el.view).to.contain('service%3Adesktops%3Avirtual%2520desktops');
  });

  it('shows the columns of a view, and writes them into the file', async () => {
    const column = 'service%3Adesktops%3Avirtual%2520desktops';
    const view = `columns=${column}&sort=${column}`;
    const { root, page } = await showList(withDesktops(), html`<user-list view=${view}></user-list>`);
    await until(() => rows(root).some((row) => textOf(row).includes('Standard')), 'who has it');
    const file = savedFile();
    control(root, 'Export 60 as CSV').click();
    const [header = [], ...lines] = await readCsv((await file).content);
    const at = header.indexOf('Virtual desktops');
    const written = lines.filter((line) => line[at]).map((line) => [line[0], line[at]]);
    const [first, second] = userIds(page.emulator, 2);
    expect(written).to.have.deep.members([
      [first, 'Standard'],
      [second, 'Power'],
    ]);
  });

  it('says in the details which services of the workspaces a person has', async () => {
    const { root, page } = await showList(withDesktops());
    const [first, , third] = userIds(page.emulator, 3);
    for (const [id, words] of [
      [first, 'Virtual desktops (Standard) Assigned'],
      [third, 'Virtual desktops (Standard) Not assigned'],
    ] as const) {
      root.querySelector<HTMLElement>('[role="grid"]')?.scrollTo(0, 0);
      const row = (): HTMLElement | null => root.querySelector(`[data-row="${id}"] .name`);
      while (!row()) {
        root.querySelector<HTMLElement>('[role="grid"]')?.scrollBy(0, 400);
        await new Promise(requestAnimationFrame);
      }
      row()?.click();
      await until(() => textOf(detail(root) ?? root.host).includes(words), words);
    }
  });

  it('says what it may not read, and goes on without it', async () => {
    const { el, root } = await showList({
      tenant: 'contoso',
      users: 60,
      scopes: ['User.Read.All', 'LicenseAssignment.Read.All'],
      prepare: withWorkspaces(() => [
        makeWorkspace({ draft: { services: [{ providerId: 'enterprise-apps', serviceId: 'an-app' }] } }),
      ]),
    });
    control(root, 'Columns').click();
    await until(() => textOf(el).includes('Application.Read.All'), 'the permission');
    expect(rows(root).length).to.be.greaterThan(0);
  });
});
