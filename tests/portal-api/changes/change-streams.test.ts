import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/clock.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { createPortalApi, type PortalApi } from '../../../src/portal-api/create-portal-api.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import { authorizeByHeader, openTestPortal, portalUrl, type TestPortal } from '../../support/portal-team.js';
import { openStream } from './opened-stream.js';

type OnChange = Parameters<PortalDatabase['listen']>[0];

describe('the stream of changes', () => {
  let portal: TestPortal;
  let clock: VirtualClock;
  let tenantId: string;
  let api: PortalApi;

  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());
  beforeEach(() => {
    clock = new VirtualClock();
    tenantId = randomUUID();
    api = createApi();
  });

  function createApi(database: Partial<PortalDatabase> = {}): PortalApi {
    return createPortalApi({
      database: { ...portal.database, ...database },
      authorize: authorizeByHeader,
      clock,
    });
  }

  function change(tenant = tenantId): Promise<void> {
    return portal.database
      .forTenant(toTenantId(tenant))
      .write((rows) => rows.put('views', [{ key: ['Mine'], value: {} }]));
  }

  it('says the number of the last change at once, and of each that follows', async () => {
    await change();
    const stream = await openStream(api, tenantId);
    expect(await stream.next()).to.equal('retry: 3000\n\n');
    expect(await stream.next()).to.equal('data: 1\n\n');
    await change();
    expect(await stream.next()).to.equal('data: 2\n\n');
    await change(randomUUID());
    await change();
    expect(await stream.next()).to.equal('data: 3\n\n');
    await stream.leave();
  });

  it('is kept back by nothing on the way', async () => {
    const { response, leave } = await openStream(api, tenantId);
    expect(response.headers.get('Content-Type')).to.equal('text/event-stream');
    expect(response.headers.get('Cache-Control')).to.equal('no-store, no-transform');
    expect(response.headers.get('X-Accel-Buffering')).to.equal('no');
    await leave();
  });

  it('shows every 15 seconds that it is open', async () => {
    const stream = await openStream(api, tenantId);
    await stream.nextNumber();
    const beat = stream.next();
    await clock.advance(15_000);
    expect(await beat).to.match(/^:/);
    await stream.leave();
  });

  it('keeps one number for whoever reads slowly', async () => {
    const stream = await openStream(api, tenantId);
    for (let index = 0; index < 20; index += 1) await change();
    const numbers: (number | undefined)[] = [];
    while (numbers.at(-1) !== 20) numbers.push(await stream.nextNumber());
    expect(numbers).to.have.length.below(4);
    await stream.leave();
  });

  it('ends after some minutes, so that whoever reads it is asked again who she is', async () => {
    const stream = await openStream(api, tenantId);
    await stream.nextNumber();
    const end = stream.nextNumber();
    await clock.advance(6 * 60_000);
    expect(await end).to.equal(undefined);
    const again = await openStream(api, tenantId, { Authorization: '' });
    expect(again.response.status).to.equal(401);
  });

  it('is for nobody who may not see the tenant', async () => {
    const { response } = await openStream(api, tenantId, { Authorization: `ada ${randomUUID()}` });
    expect(response.status).to.equal(403);
  });

  it('leaves nothing behind when its reader goes', async () => {
    const stream = await openStream(api, tenantId);
    await stream.nextNumber();
    await stream.leave();
    expect(clock.sleeping).to.equal(0);
  });

  it('takes one connection for all of a process', async () => {
    let listening = 0;
    api = createApi({
      listen: (onChange) => {
        listening += 1;
        return portal.database.listen(onChange);
      },
    });
    const streams = await Promise.all([tenantId, tenantId, randomUUID()].map((id) => openStream(api, id)));
    expect(listening).to.equal(1);
    await Promise.all(streams.map(({ leave }) => leave()));
  });

  it('says a number again when the database could not be listened to for a while', async () => {
    let tell: OnChange = () => undefined;
    api = createApi({ listen: (onChange) => ((tell = onChange), Promise.resolve(async () => undefined)) });
    const streams = [await openStream(api, tenantId), await openStream(api, tenantId)];
    for (const stream of streams) expect(await stream.nextNumber()).to.equal(0);
    await change();
    tell(undefined);
    for (const stream of streams) expect(await stream.nextNumber()).to.equal(1);
    tell(undefined);
    for (const stream of streams) expect(await stream.nextNumber()).to.equal(1);
    await Promise.all(streams.map(({ leave }) => leave()));
  });

  it('ends when the database is gone again by then', async () => {
    let tell: OnChange = () => undefined;
    let isGone = false;
    api = createApi({
      listen: (onChange) => ((tell = onChange), Promise.resolve(async () => undefined)),
      listChanges: (...question) =>
        isGone
          ? Promise.reject(new ProvisioningError('storage-unavailable', 'Gone.', { retryable: true }))
          : portal.database.listChanges(...question),
    });
    const stream = await openStream(api, tenantId);
    await stream.nextNumber();
    isGone = true;
    tell(undefined);
    expect(await stream.nextNumber()).to.equal(undefined);
    expect((await openStream(api, tenantId)).response.status).to.equal(503);
    isGone = false;
    const again = await openStream(api, tenantId);
    expect(await again.nextNumber()).to.equal(0);
    await again.leave();
  });

  it('is refused while nobody can listen, and opens when somebody can', async () => {
    let isGone = true;
    api = createApi({
      listen: (onChange) =>
        isGone
          ? Promise.reject(new ProvisioningError('storage-unavailable', 'Gone.', { retryable: true }))
          : portal.database.listen(onChange),
    });
    expect((await openStream(api, tenantId)).response.status).to.equal(503);
    isGone = false;
    const stream = await openStream(api, tenantId);
    await change();
    expect(await stream.nextNumber()).to.be.a('number');
    await stream.leave();
  });
});

describe('what changed', () => {
  let portal: TestPortal;
  before(async () => {
    portal = await openTestPortal();
  });
  after(() => portal.close());

  it('is listed from a number on, and from none on is what has just changed', async () => {
    const api = createPortalApi({ database: portal.database, authorize: authorizeByHeader });
    const list = async (query: string): Promise<unknown> => {
      const request = new Request(`${portalUrl}/tenants/contoso/changes${query}`, {
        headers: { Authorization: 'ada contoso' },
      });
      return (await api(request)).json();
    };
    const rows = portal.database.forTenant(toTenantId('contoso'));
    await rows.write((each) => each.put('views', [{ key: ['Mine'], value: {} }]));
    await rows.write((each) => each.put('orders', [{ key: ['o1'], value: {} }]));
    expect(await list('')).to.deep.equal({ sequence: 2, parts: ['orders', 'views'] });
    await portal.pglite.query(`update o365.changes set at = at - interval '11 seconds' where part = 'views'`);
    expect(await list('')).to.deep.equal({ sequence: 2, parts: ['orders'] });
    expect(await list('?after=1')).to.deep.equal({ sequence: 2, parts: ['orders'] });
    expect(await list('?after=2')).to.deep.equal({ sequence: 2, parts: [] });
  });
});
