import { describe, it } from 'node:test';
import { expect } from 'chai';

describe('importing the library where there is no page', () => {
  it('is safe, registers nothing and gives every class', async () => {
    const before = Object.keys(globalThis);
    const library = await import('../src/index.js');
    expect(Object.keys(globalThis).filter((name) => !before.includes(name))).to.not.include('document');
    expect(globalThis.customElements?.get('o365-connect')).to.equal(undefined);
    expect(library.O365Provider).to.be.a('function');
    expect(library.UserList).to.be.a('function');
    expect(library.createPublisher).to.be.a('function');
  });

  it('lets a server make what a page will use', async () => {
    const { createMsalAuth, createHostTokenAuth } = await import('../src/index.js');
    const auth = createMsalAuth({
      clientId: '0d6f5c1a-2b3e-4f60-8a71-9c2d3e4f5a61',
      interaction: 'redirect',
      cache: 'session',
    });
    expect(auth.state.status).to.equal('signed-out');
    auth.dispose();
    const host = createHostTokenAuth({
      account: () => undefined,
      getToken: () => Promise.reject(new Error('nobody')),
    });
    expect(host.state.status).to.equal('signed-out');
    host.dispose();
  });

  it('opens stores: in memory everywhere, in a browser where there is one', async () => {
    const { browserStore, memoryStore } = await import('../src/engine.js');
    const context = { tenantId: 'contoso', by: 'nightly' };
    expect(await memoryStore()(context).workspaces.list()).to.deep.equal({ workspaces: [], damaged: [] });
    const refusal = await browserStore()(context)
      .workspaces.list()
      .catch((thrown: unknown) => thrown);
    expect(refusal).to.have.property('code', 'storage-unavailable');
  });

  it('gives the engine without any screen', async () => {
    const engine = await import('../src/engine.js');
    expect(engine.createGraphClient).to.be.a('function');
    expect(Object.keys(engine)).not.to.include('O365Connect');
  });
});
