import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createCatalog } from '../../src/catalog/catalog.js';
import type { Service, ServiceProvider } from '../../src/catalog/service-provider.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { serviceKey } from '../../src/model/workspace/workspace.js';
import { codeOf } from '../support/sample-workspace.js';

const desktop: Service = {
  id: 'desktop',
  name: 'Virtual desktop',
  kind: 'virtual desktop',
  options: [
    { id: 's', name: 'Small' },
    { id: 'l', name: 'Large' },
  ],
};

function provide(id: string, list: ServiceProvider['list']): ServiceProvider {
  return {
    id,
    name: id.toUpperCase(),
    list,
    read: async () => [],
    assign: async () => {},
    unassign: async () => {},
  };
}

describe('createCatalog', () => {
  it('lists every provider in order, and finds a service with its option', async () => {
    const desktops = provide('desktops', async () => [desktop]);
    const catalog = createCatalog([provide('apps', async () => []), desktops]);
    const { sections, items } = await catalog.list();
    expect(sections.map(({ providerId }) => providerId)).to.deep.equal(['apps', 'desktops']);
    const large = items.get(serviceKey({ providerId: 'desktops', serviceId: 'desktop', optionId: 'l' }));
    expect(large?.option?.name).to.equal('Large');
    expect(items.get(serviceKey({ providerId: 'desktops', serviceId: 'desktop' }))?.service).to.equal(
      desktop,
    );
    expect(items.get(serviceKey({ providerId: 'apps', serviceId: 'desktop' }))).to.equal(undefined);
    expect(catalog.getProvider({ providerId: 'desktops' })).to.equal(desktops);
    expect(catalog.getProvider({ providerId: 'gone' })).to.equal(undefined);
  });

  it('shows the others when one fails, with the reason in its place', async () => {
    const consent = new ProvisioningError('consent-required', 'Not allowed.', {
      scopes: ['Application.Read.All'],
    });
    const { sections } = await createCatalog([
      provide('apps', () => Promise.reject(consent)),
      provide('portal', () => {
        throw new TypeError('undefined is not a function');
      }),
      provide('desktops', async () => [desktop]),
    ]).list();
    expect(sections.map(({ error }) => error?.code)).to.deep.equal([
      'consent-required',
      'service-failed',
      undefined,
    ]);
    expect(sections.map(({ services }) => services.length)).to.deep.equal([0, 0, 1]);
  });

  it('is cancelled as a whole', async () => {
    const controller = new AbortController();
    const list = createCatalog([
      provide('slow', async (options) => {
        controller.abort();
        options?.signal?.throwIfAborted();
        return [];
      }),
    ]).list({ signal: controller.signal });
    expect(await codeOf(list)).to.equal('cancelled');
  });

  it('does not take two providers of one id', () => {
    const twice = [provide('apps', async () => []), provide('apps', async () => [])];
    expect(() => createCatalog(twice))
      .to.throw()
      .with.property('code', 'setting-wrong');
  });
});
