import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/clock.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import type { StorePart } from '../../../src/store/store.js';
import { replaceGlobal, restoreAll } from '../../store/browser-fixture.js';
import { eventually } from '../../support/eventually.js';
import { openTestPortal, type TestPortal } from '../../support/portal-team.js';
import { serveBufferingProxy, servePortal } from './serve-portal.js';

describe('changes over HTTP', () => {
  let portal: TestPortal;
  let clock: VirtualClock;
  let tenantId: string;
  let stops: (() => void)[];
  /** Requests that are not answered yet. */
  let waiting: number;

  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());
  beforeEach(() => {
    clock = new VirtualClock();
    tenantId = randomUUID();
    stops = [];
    waiting = 0;
    // Every store is a browser of its own.
    replaceGlobal('navigator', undefined);
  });
  afterEach(() => {
    for (const stop of stops) stop();
    restoreAll();
  });

  function listen(port: number): readonly StorePart[] {
    const heard: StorePart[] = [];
    const store = portalStore({
      url: `http://127.0.0.1:${port}/api/o365`,
      headers: () => ({ Authorization: `ada ${tenantId}` }),
      fetch: async (...request) => {
        waiting += 1;
        try {
          return await fetch(...request);
        } finally {
          waiting -= 1;
        }
      },
      clock,
    })({ tenantId, by: 'ada' });
    stops.push(store.subscribe((part) => heard.push(part)));
    return heard;
  }

  function change(table: 'views' | 'orders' | 'snapshots'): Promise<void> {
    return portal.database
      .forTenant(toTenantId(tenantId))
      .write((rows) => rows.put(table, [{ key: ['one'], value: {} }]));
  }

  /** Lets time go on until something holds, and everybody be answered before it does. */
  async function passTimeUntil(holds: () => boolean, what: string): Promise<void> {
    for (let second = 0; second < 120 && !holds(); second += 1) {
      await eventually(() => waiting === 0, 'all are answered');
      await clock.advance(1_000);
    }
    expect(holds(), what).to.equal(true);
  }

  it('are asked for where a proxy keeps the stream until it has all of it', async () => {
    const server = await servePortal(portal.database);
    const asked: string[] = [];
    const proxy = await serveBufferingProxy(server, (path) => asked.push(path));
    const heard = listen(proxy.port);
    await eventually(() => asked.length === 2 && waiting === 0, 'the stream has begun, as far as the proxy says');
    await change('views');
    await clock.advance(9_000);
    expect(heard).to.deep.equal([]);
    await clock.advance(1_000);
    await eventually(() => heard.length > 0, 'the change is heard of');
    await change('orders');
    await clock.advance(10_000);
    await eventually(() => heard.length > 1, 'the next one is heard of');
    expect(heard).to.deep.equal(['views', 'orders']);
    expect(asked.filter((path) => path.endsWith('/stream'))).to.have.length(1);
    for (const stop of stops) stop();
    await server.close();
    await proxy.close();
  });

  it('are missed by none of 20 browsers while the process that they ask is replaced', async () => {
    const first = await servePortal(portal.database);
    const browsers = Array.from({ length: 20 }, () => listen(first.port));
    const allHeard = (part: StorePart): boolean => browsers.every((heard) => heard.includes(part));
    await change('views');
    await passTimeUntil(() => allHeard('views'), 'all hear of the first change');

    await first.close();
    await change('orders');
    let streams = 0;
    let lists = 0;
    const second = await servePortal(portal.database, {
      port: first.port,
      onAsked: (path) => (path.endsWith('/stream') ? (streams += 1) : (lists += 1)),
    });
    await passTimeUntil(() => allHeard('orders'), 'all hear of what was changed meanwhile');
    expect(lists).to.be.at.most(20);
    expect(streams).to.be.at.most(2 * 20);

    await passTimeUntil(() => waiting === 0 && streams >= 20, 'all have a stream again');
    await change('snapshots');
    await passTimeUntil(() => allHeard('insights'), 'all hear of what is changed then');
    for (const heard of browsers) expect(heard).to.have.members(['views', 'orders', 'insights']);
    expect(lists).to.be.at.most(2 * 20);
    for (const stop of stops) stop();
    await second.close();
  });
});
