import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/clock.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import { storeParts } from '../../../src/store/shares.js';
import type { StorePart } from '../../../src/store/store.js';
import { eventually } from '../../support/eventually.js';
import { replaceGlobal, restoreAll } from '../browser-fixture.js';
import { FakePortal } from './fake-portal.js';

const minute = 60_000;

describe('what portalStore hears of others’ changes', () => {
  let portal: FakePortal;
  let clock: VirtualClock;
  let tenantId: string;
  let stops: (() => void)[];

  beforeEach(() => {
    clock = new VirtualClock();
    portal = new FakePortal(clock);
    tenantId = randomUUID();
    stops = [];
  });
  afterEach(() => {
    for (const stop of stops) stop();
    restoreAll();
  });

  /** Opens a tab that listens; answers what it has heard, and what ends it. */
  function openTab(headers?: () => HeadersInit): { readonly heard: StorePart[]; readonly close: () => void } {
    const heard: StorePart[] = [];
    const store = portalStore({
      url: 'https://portal.example/api/o365',
      fetch: portal.fetch,
      clock,
      ...(headers ? { headers } : {}),
    })({ tenantId, by: 'ada' });
    const close = store.subscribe((part) => heard.push(part));
    stops.push(close);
    return { heard, close };
  }

  /** A tab that knows of everything until now, and has a stream that lasts. */
  async function openQuietTab(headers?: () => HeadersInit): Promise<ReturnType<typeof openTab>> {
    const tab = openTab(headers);
    await eventually(() => portal.streams > 0, 'a stream is read');
    await clock.advance(40_000);
    portal.takeAsked();
    return tab;
  }

  it('is what has changed, read when the stream has said its number', async () => {
    const { heard } = await openQuietTab();
    portal.change('workspaces');
    await eventually(() => heard.length > 0, 'the change is heard of');
    expect(heard).to.deep.equal(['workspaces']);
    expect(portal.asked).to.deep.equal(['/changes?after=0']);
  });

  it('is asked for by nobody while nobody listens', async () => {
    const { close } = await openQuietTab();
    close();
    await clock.advance(10 * minute);
    expect(portal.asked).to.deep.equal([]);
    expect([portal.streams, clock.sleeping]).to.deep.equal([0, 0]);
  });

  it('is asked for once a second, however much is changed', async () => {
    const { heard } = await openQuietTab();
    for (let second = 0; second < 3; second += 1) {
      for (let index = 0; index < 20; index += 1) portal.change('journal');
      await clock.advance(1_000);
    }
    portal.change('orders');
    await clock.advance(1_000);
    await eventually(() => heard.includes('orders'), 'the last change is heard of');
    expect(portal.asked).to.have.length.below(7);
  });

  it('has no gap when the stream ended, and the token is asked for anew', async () => {
    let tokens = 0;
    const { heard } = await openQuietTab(() => ({ Authorization: `token ${(tokens += 1)}` }));
    portal.endStreams();
    portal.change('orders');
    await eventually(() => clock.sleeping > 0, 'it waits');
    await clock.advance(4_000);
    await eventually(() => heard.length > 0, 'the change is heard of');
    expect(heard).to.deep.equal(['orders']);
    expect(portal.asked).to.deep.equal(['/changes/stream', '/changes?after=0']);
    expect(new Set(portal.tokens)).to.have.property('size', 2);
  });

  it('waits as long as the portal asks', async () => {
    await openQuietTab();
    portal.stream = new Response('', { status: 503, headers: { 'Retry-After': '20' } });
    portal.endStreams();
    await clock.advance(4_000);
    expect(portal.takeAsked()).to.deep.equal(['/changes/stream']);
    await clock.advance(19_000);
    expect(portal.takeAsked()).to.deep.equal([]);
    await clock.advance(10_000);
    expect(portal.takeAsked()).to.deep.equal(['/changes/stream']);
  });

  for (const [what, stream] of [
    ['something on the way holds the stream back', 'held-back'],
    ['the stream is not answered', 'unanswered'],
    ['the portal has no stream', new Response('', { status: 501 })],
    ['another address answers in its place', new Response('<html>', { status: 200 })],
    ['the stream ends whenever it has begun', 'ends'],
  ] as const)
    it(`is asked for every 10 s where ${what}, until a stream is there`, async () => {
      portal.stream = stream;
      const { heard } = openTab();
      await eventually(() => portal.asked.includes('/changes/stream'), 'a stream is tried');
      await clock.advance(30_000);
      portal.takeAsked();
      await clock.advance(30_000);
      expect(portal.takeAsked().filter((path) => path.startsWith('/changes?'))).to.have.length(3);
      portal.change('views');
      await clock.advance(10_000);
      expect(heard).to.deep.equal(['views']);

      portal.stream = 'open';
      await clock.advance(6 * minute);
      expect(portal.streams).to.equal(1);
      portal.takeAsked();
      await clock.advance(30_000);
      expect(portal.takeAsked()).to.deep.equal([]);
    });

  it('comes over a new stream when one has fallen silent', async () => {
    portal.stream = 'dead';
    const { heard } = openTab();
    await eventually(() => portal.asked.includes('/changes/stream'), 'a stream is read');
    portal.stream = 'open';
    await clock.advance(50_000);
    expect(portal.streams).to.equal(1);
    portal.change('insights');
    await eventually(() => heard.length > 0, 'the change is heard of');
  });

  it('is asked for again until it is answered', async () => {
    const { heard } = await openQuietTab();
    portal.list = () => new Response('', { status: 502 });
    portal.change('grants');
    await clock.advance(10_000);
    portal.list = undefined;
    await clock.advance(30_000);
    expect(heard).to.deep.equal(['grants']);
  });

  it('may be everything when the first answer came late', async () => {
    portal.list = () => new Response('', { status: 503 });
    const { heard } = openTab();
    await clock.advance(20_000);
    portal.list = undefined;
    await clock.advance(30_000);
    expect(heard).to.deep.equal([...storeParts]);
  });

  it('is not asked for all the time by whom the portal does not let in', async () => {
    portal.stream = new Response('', { status: 401 });
    portal.list = () => new Response('', { status: 401 });
    openTab();
    await eventually(() => portal.asked.includes('/changes/stream'), 'a stream is tried');
    await clock.advance(minute);
    portal.takeAsked();
    await clock.advance(10 * minute);
    expect(portal.asked).to.have.length.below(60);
  });

  it('is everything after the portal’s database was put back to an earlier state', async () => {
    portal.change('views', 'views');
    const { heard } = await openQuietTab();
    portal.putBack();
    await clock.advance(4_000);
    expect(heard).to.deep.equal([...storeParts]);
    portal.change('views');
    await clock.advance(1_000);
    expect(heard.slice(storeParts.length)).to.deep.equal(['views']);
  });

  describe('in several tabs of a browser', () => {
    it('comes over one stream', async () => {
      const first = await openQuietTab();
      const second = openTab();
      await clock.advance(1_000);
      portal.takeAsked();
      portal.change('workspaces');
      await eventually(() => first.heard.length > 0 && second.heard.length > 0, 'both hear of it');
      expect([first.heard, second.heard]).to.deep.equal([['workspaces'], ['workspaces']]);
      expect(portal.streams).to.equal(1);
      expect(portal.asked).to.deep.equal(['/changes?after=0']);
    });

    it('is missed by none when the tab that read the stream goes', async () => {
      const first = await openQuietTab();
      const second = openTab();
      await clock.advance(1_000);
      first.close();
      portal.change('workspaces');
      await eventually(() => second.heard.length > 0, 'the other hears of it');
      await eventually(() => portal.streams === 1, 'the other reads the stream');
      expect(second.heard).to.deep.equal(['workspaces']);
    });

    for (const missing of ['navigator', 'BroadcastChannel'])
      it(`comes to each by itself without ${missing}`, async () => {
        replaceGlobal(missing, undefined);
        const first = openTab();
        const second = openTab();
        await eventually(() => portal.streams === 2, 'both read a stream');
        await clock.advance(1_000);
        portal.change('views');
        await eventually(() => first.heard.length > 0 && second.heard.length > 0, 'both hear of it');
      });
  });
});
