import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createCatalog } from '../../src/catalog/catalog.js';
import { findServiceName, nameOption, nameService } from '../../src/catalog/service-name.js';

const catalog = await createCatalog([
  {
    id: 'desks',
    name: 'Northwind',
    list: () =>
      Promise.resolve([
        { id: 'pool', name: 'Desktops', kind: 'this portal', options: [{ id: 'small', name: 'Small' }] },
      ]),
    read: () => Promise.resolve([]),
    assign: () => Promise.resolve(),
    unassign: () => Promise.resolve(),
  },
]).list();
const pool = { providerId: 'desks', serviceId: 'pool' };
const gone = { providerId: 'desks', serviceId: 'gone' };

describe('what a service is called', () => {
  it('is its name, with the option that was picked', () => {
    expect(nameService(catalog, pool)).to.equal('Desktops');
    expect(nameService(catalog, { ...pool, optionId: 'small' })).to.equal('Desktops (Small)');
    expect(nameOption(catalog, { ...pool, optionId: 'small' })).to.equal('Small');
  });

  it('is its name also where the option is offered no more', () => {
    expect(nameService(catalog, { ...pool, optionId: 'huge' })).to.equal('Desktops (huge)');
  });

  it('is its id where nobody knows more', () => {
    expect(nameService(undefined, pool)).to.equal('pool');
    expect(nameService(catalog, gone)).to.equal('gone');
    expect(findServiceName(catalog, gone)).to.equal(undefined);
    expect(nameOption(catalog, pool)).to.equal(undefined);
  });
});
