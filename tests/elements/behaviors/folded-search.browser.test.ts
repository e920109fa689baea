import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../../src/define/activity-log.js';
import '../../../src/define/user-list.js';
import '../../../src/define/user-subscriber.js';
import '../../../src/define/workspace-editor.js';
import '../../../src/define/workspace-list.js';
import type { ServiceProvider } from '../../../src/catalog/service-provider.js';
import { field, type } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../support/in-tenant.js';
import { withPublishes } from '../../support/past-publishes.js';
import { listPeople, renamePeople } from '../../support/people.js';
import { until } from '../../support/until.js';
import { makeWorkspace, planOf, withWorkspaces } from '../../support/workspaces.js';

/** A workspace of two people, one of them Jürgen Müller, and another one. */
async function withMuller(page: TenantPage): Promise<void> {
  const { emulator } = page;
  await renamePeople(emulator, ['Jürgen Müller', 'Adam Smith']);
  const named = ['Jürgen Müller', 'Adam Smith'];
  const people = (await listPeople(emulator)).filter(({ displayName }) => named.includes(displayName));
  const draft = { plans: [planOf('POWER_BI_PRO')], subscribers: people.map(({ id }) => id) };
  await withWorkspaces(() => [
    makeWorkspace({ draft }),
    makeWorkspace({ id: 'muller', name: 'Büro Müller' }),
  ])(page);
}

const desks: ServiceProvider = {
  id: 'desks',
  name: 'Northwind',
  list: () =>
    Promise.resolve(
      ['Müller desk', ...Array.from({ length: 9 }, (_, at) => `Desk ${at}`)].map((name) => ({
        id: name.replaceAll(/\W/g, ''),
        name,
        kind: 'this portal',
        options: [],
      })),
    ),
  read: () => Promise.resolve([]),
  assign: () => Promise.resolve(),
  unassign: () => Promise.resolve(),
};

interface Case {
  readonly what: string;
  readonly template: TemplateResult;
  readonly label: string;
  /** What is in the list before and not after. */
  readonly other: string;
  readonly found: string;
  readonly typed?: string;
  readonly parameters?: TenantParameters;
}

const inEditor = html`<workspace-editor workspace-id="sales-desk"></workspace-editor>`;
const cases: readonly Case[] = [
  {
    what: 'people in the list of users',
    template: html`<user-list></user-list>`,
    label: 'Search',
    other: 'Adam Smith',
    found: 'Jürgen Müller',
  },
  {
    what: 'subscribers',
    template: html`<user-subscriber workspace-id="sales-desk"></user-subscriber>`,
    label: 'Search subscribers',
    other: 'Adam Smith',
    found: 'Jürgen Müller',
  },
  {
    what: 'workspaces',
    template: html`<workspace-list></workspace-list>`,
    label: 'Find a workspace or a plan',
    other: 'Sales desk',
    found: 'Büro Müller',
  },
  {
    what: 'plans',
    template: inEditor,
    label: 'Find a plan or app',
    other: 'Visio',
    typed: 'Power bí',
    found: 'Power BI Pro',
  },
  {
    what: 'services',
    template: inEditor,
    label: 'Find a service',
    other: 'Desk 3',
    found: 'Müller desk',
    parameters: { serviceProviders: [desks] },
  },
  {
    what: 'publishes',
    template: html`<activity-log></activity-log>`,
    label: 'Workspace',
    other: 'Reception',
    found: 'Büro Müller',
    parameters: {
      prepare: withPublishes(
        { id: 'p1', daysAgo: 2, name: 'Büro Müller' },
        { id: 'p2', daysAgo: 1, name: 'Reception' },
      ),
    },
  },
];

describe('a search by somebody who types no accents', () => {
  afterEach(() => document.body.replaceChildren());

  let seed = 4400;
  for (const { what, template, label, other, found, typed = 'muller', parameters } of cases)
    it(`finds ${what}`, async () => {
      const page = await renderInTenant(template, {
        tenant: 'contoso',
        users: 200,
        seed: (seed += 1),
        prepare: withMuller,
        ...parameters,
      });
      const el = page.provider.firstElementChild as HTMLElement;
      await until(() => textOf(el).includes(other), `shows ${other}: ${textOf(el)}`);
      type(field(el.shadowRoot as ShadowRoot, label), typed);
      await until(() => !textOf(el).includes(other), `shows ${other} no more`);
      expect(textOf(el)).to.contain(found);
    });
});
