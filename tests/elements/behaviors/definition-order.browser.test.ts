import { expect } from '@open-wc/testing';
import { createDemoAuth } from '../../../src/demo/demo-auth.js';
import { createEmulator } from '../../../src/emulator/index.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { textOf } from '../../support/find.js';
import { until } from '../../support/until.js';

// Nothing here may import an element: the page decides the order.

describe('the order of definition', () => {
  afterEach(() => document.body.replaceChildren());

  it('does not matter: elements that are there first find their provider later, around them and by id', async () => {
    const emulator = createEmulator({ tenant: 'small' });
    const provider = document.createElement('o365-provider');
    const inside = document.createElement('o365-connect');
    const outside = document.createElement('o365-connect');
    outside.setAttribute('provider', 'later');
    provider.append(inside);
    document.body.append(outside, provider);
    expect(customElements.get('o365-provider')).to.equal(undefined);

    await import('../../../src/define/o365-connect.js');
    await until(() => textOf(inside).includes('Not connected yet'), 'waits inside');
    await until(() => textOf(outside).includes('Not connected yet'), 'waits outside');

    // Set before the tag is defined, as a framework does.
    Object.assign(provider, {
      auth: createDemoAuth(emulator),
      store: memoryStore(),
      transport: (request: Request) => emulator.fetch(request),
    });
    await import('../../../src/define/o365-provider.js');
    await until(() => textOf(inside).includes('Ingrid Halvorsen'), 'connected inside');
    expect(textOf(outside)).to.include('Not connected yet');

    provider.id = 'later';
    provider.remove();
    document.body.append(provider);
    await until(() => textOf(outside).includes('Ingrid Halvorsen'), 'connected by id');
    await until(() => textOf(inside).includes('Ingrid Halvorsen'), 'still connected inside');
  });
});
