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
import { serveBufferingProxy, servePortal, type Served } from './serve-portal.js';

describe('changes over HTTP', () => {
  let portal: TestPortal;
  let clock: VirtualClock;
  let tenantId: string;
  let stops: (() => void)[];
  let servers: Served[];
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
    servers = [];
    waiting = 0;
    // Every store is a browser of its own.
    replaceGlobal('navigator', undefined);
  });
  afterEach(async () => {
    for (const stop of stops) stop();
    for (const server of servers) await server.close();
    restoreAll();
  });

  async function start(serving: Promise<Served>): Promise<Served> {
    const served = await serving;
    servers.push(served);
    return served;
  }

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

  /** Lets a second pass when everybody has been answered. */
  async function passSecond(): Promise<void> {
    await eventually(() => waiting === 0, 'all are answered');
    await clock.advance(1_000);
  }

  it('are asked for where a proxy keeps the stream until it has all of it', async () => {
    const server = await start(servePortal(portal.database));
    const asked: string[] = [];
    const proxy = await start(serveBufferingProxy(server, (path) => asked.push(path)));
    const heard = listen(proxy.port);
    await eventually(
      () => asked.length === 2 && waiting === 0,
      'the stream has begun, as far as the proxy says',
    );
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
  });

  it('are missed by none of 20 browsers while the process that they ask is replaced', async () => {
    let streams = 0;
    let lists = 0;
    const onAsked = (path: string): number => (path.endsWith('/stream') ? (streams += 1) : (lists += 1));
    const first = await servePortal(portal.database, { onAsked });
    const browsers = Array.from({ length: 20 }, () => listen(first.port));
    const allHear = (part: StorePart): Promise<void> =>
      eventually(() => browsers.every((heard) => heard.includes(part)), `all hear of ${part}`);
    await eventually(() => streams === 20, 'all read a stream');
    await passSecond();
    await change('views');
    await allHear('views');
    // The streams last, as they do where nothing is in their way.
    await clock.advance(31_000);

    await first.close();
    // Nobody is there for some time.
    for (let second = 0; second < 2; second += 1) await passSecond();
    await change('orders');
    [streams, lists] = [0, 0];
    await start(servePortal(portal.database, { port: first.port, onAsked }));
    while (streams < 20) await passSecond();
    await allHear('orders');
    expect({ streams, lists }).to.deep.equal({ streams: 20, lists: 20 });

    await passSecond();
    await change('snapshots');
    await allHear('insights');
    expect({ streams, lists }).to.deep.equal({ streams: 20, lists: 40 });
    for (const heard of browsers) expect(heard).to.deep.equal(['views', 'orders', 'insights']);
  });
});
