import { expect } from '@open-wc/testing';
import { systemClock } from '../../../src/graph/pace/clock.js';
import { createId } from '../../../src/model/create-id.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import type { StorePart } from '../../../src/store/store.js';
import { openTab } from '../../support/open-tab.js';
import { until } from '../../support/until.js';
import { FakePortal } from './fake-portal.js';

const url = 'https://portal.example/api/o365';

describe('portalStore in two tabs', () => {
  let portal: FakePortal;
  let tenantId: string;
  let heard: StorePart[];
  let heardThere: StorePart[];
  let tab: HTMLIFrameElement;
  let stop: () => void;

  beforeEach(async () => {
    portal = new FakePortal(systemClock);
    tenantId = createId();
    heard = [];
    heardThere = [];
    Object.assign(globalThis, {
      portalFetch: portal.fetch,
      hearThere: (part: StorePart) => heardThere.push(part),
    });
    const module = new URL('../../../src/store/portal/portal-store.ts', import.meta.url).href;
    tab = await openTab(`
      const { portalStore } = await import('${module}');
      const store = portalStore({ url: '${url}', fetch: parent.portalFetch })({ tenantId: '${tenantId}', by: 'grace' });
      store.subscribe(parent.hearThere);`);
    await until(() => portal.streams === 1, 'the tab reads the stream');
    stop = portalStore({ url, fetch: portal.fetch })({ tenantId, by: 'ada' }).subscribe((part) =>
      heard.push(part),
    );
    await until(() => portal.asked.length === 3, 'both know of the last change');
    portal.takeAsked();
  });
  afterEach(() => {
    stop();
    tab.remove();
    portal.endStreams();
  });

  it('reads one stream, and asks once, for both', async () => {
    portal.change('workspaces');
    await until(() => heard.length > 0 && heardThere.length > 0, 'both hear of the change');
    expect([heard, heardThere]).to.deep.equal([['workspaces'], ['workspaces']]);
    expect(portal.asked).to.deep.equal(['/changes?after=0']);
  });

  it('looks at once when the network is back', async () => {
    dispatchEvent(new Event('online'));
    await until(() => portal.asked.includes('/changes?after=0'), 'it looks');
  });

  it('misses nothing when the tab that reads the stream is closed', async () => {
    tab.remove();
    portal.change('orders');
    await until(() => heard.length > 0, 'the other tab hears of the change');
    await until(() => portal.asked.includes('/changes/stream'), 'the other tab reads the stream');
    portal.change('views');
    await until(() => heard.length > 1, 'the other tab hears of the next change');
    expect(heard).to.deep.equal(['orders', 'views']);
  });
});
