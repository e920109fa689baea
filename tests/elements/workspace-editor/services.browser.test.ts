import { expect } from '@open-wc/testing';
import type { Service, ServiceProvider } from '../../../src/catalog/service-provider.js';
import { field, type } from '../../support/fields.js';
import { textOf } from '../../support/find.js';
import { until } from '../../support/until.js';
import { one, showEditor } from './editor-page.js';

/** A portal's own service: nothing is read or assigned here. */
const offers = (id: string, services: readonly Service[]): ServiceProvider => ({
  id,
  name: 'Northwind',
  list: () => Promise.resolve(services),
  read: () => Promise.resolve([]),
  assign: () => Promise.resolve(),
  unassign: () => Promise.resolve(),
});

describe('services in <workspace-editor>', () => {
  afterEach(() => document.body.replaceChildren());

  it('adds a service with the option picked', async () => {
    const { el, root, stored } = await showEditor({ ...one(), tenant: 'contoso', users: 50 }, 'ServiceNow');
    field(root, 'ServiceNow').click();
    await el.updateComplete;
    const select = field<HTMLSelectElement>(root, 'Role for ServiceNow');
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change'));
    await until(() => textOf(el).includes('ServiceNow (Requester) added'), 'the option');
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.services).to.have.length(1);
  });

  it('never shows another option for one that is not offered any more', async () => {
    const service = { providerId: 'desktops', serviceId: 'pool', optionId: 'huge' };
    const desktops = offers('desktops', [
      {
        id: 'pool',
        name: 'Desktops',
        kind: 'this portal',
        options: [{ id: 'small', name: 'Small' }],
        optionLabel: 'Size',
      },
    ]);
    const { el, root, stored } = await showEditor(
      { ...one({ draft: { services: [service] } }), serviceProviders: [desktops] },
      'Desktops',
    );
    const select = field<HTMLSelectElement>(root, 'Option for Desktops');
    expect(select.selectedOptions[0]?.textContent?.trim()).to.equal('No longer offered');
    expect(select.closest('label')?.textContent).to.contain('Size');
    select.value = 'small';
    select.dispatchEvent(new Event('change'));
    await until(() => textOf(el).includes('Draft saved'), 'kept');
    expect((await stored()).draft.services).to.deep.equal([{ ...service, optionId: 'small' }]);
    expect(textOf(el)).not.to.contain('No longer offered');
  });

  it('finds one of many services', async () => {
    const many = offers(
      'many',
      Array.from({ length: 40 }, (_, at) => ({
        id: `s${at}`,
        name: `Service ${at}`,
        kind: 'this portal',
        options: [],
      })),
    );
    const { el, root } = await showEditor({ ...one(), serviceProviders: [many] }, 'Service 39');
    type(field(root, 'Find a service'), 'service 17');
    await el.updateComplete;
    const names = [...root.querySelectorAll('[part="services"] strong')].map((each) => each.textContent);
    expect(names).to.deep.equal(['Service 17']);
  });

  it('names whose services could not be read, and keeps those of everybody else', async () => {
    const broken = { ...offers('broken', []), list: () => Promise.reject(new Error('Down.')) };
    const { el } = await showEditor(
      { ...one(), tenant: 'contoso', users: 50, serviceProviders: [broken] },
      'Northwind: services couldn’t be loaded.',
    );
    expect(textOf(el)).to.contain('ServiceNow');
  });
});
