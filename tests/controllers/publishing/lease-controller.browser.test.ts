import { expect } from '@open-wc/testing';
import { ProviderController } from '../../../src/controllers/provider-controller.js';
import { LeaseController } from '../../../src/controllers/publishing/lease-controller.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { publishElsewhere } from '../../support/colleague.js';
import { DrawnHost, showInTenant } from '../../support/drawn-host.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { resetWallClock, wakeAfter } from '../../support/wall-clock.js';
import { openAs } from '../../support/workspaces.js';

const create = (host: DrawnHost, onFree: () => void): LeaseController =>
  new LeaseController(host, { provider: new ProviderController(host), onFree });

interface Shown {
  readonly host: DrawnHost;
  readonly lease: LeaseController;
  readonly page: TenantPage;
  /** How often somebody's publish ended. */
  readonly freed: () => number;
  /** How often the store was asked who publishes. */
  readonly looks: () => number;
  /** Keeps the store from being read from now on; undefined lets it be read again. */
  readonly breakStore: (error: ProvisioningError | undefined) => void;
}

/** An element that says who publishes, and how far that is. */
async function show(prepare: (page: TenantPage) => Promise<unknown> = async () => undefined): Promise<Shown> {
  let freed = 0;
  let looks = 0;
  let trouble: ProvisioningError | undefined;
  const host = new DrawnHost();
  const lease = create(host, () => (freed += 1));
  host.draw = () => {
    const { holder } = lease;
    if (lease.error) return lease.error.code;
    if (holder) return `${holder.progress?.done ?? '?'} done`;
    return lease.isKnown ? 'free' : 'unknown';
  };
  const page = await showInTenant(host, {
    store: memoryStore({ shares: { lease: true } }),
    prepare: async (prepared) => {
      const record = prepared.store.lease;
      const { read } = record;
      record.read = (...options) => {
        looks += 1;
        return trouble ? Promise.reject(trouble) : read.apply(record, options);
      };
      await prepare(prepared);
    },
  });
  await until(() => host.text !== 'unknown', 'looked');
  return {
    host,
    lease,
    page,
    freed: () => freed,
    looks: () => looks,
    breakStore: (error) => (trouble = error),
  };
}

describe('LeaseController', () => {
  afterEach(() => {
    resetWallClock();
    document.body.replaceChildren();
  });

  it('says that nobody publishes, once that is known', async () => {
    const { host, lease } = await show();
    expect([host.text, lease.isKnown, lease.lease]).to.deep.equal(['free', true, undefined]);
  });

  it('shows how far a colleague is, and tells when the tenant is free', async () => {
    const { host, page, freed } = await show();
    const publish = await publishElsewhere(page);
    await until(() => host.text === '18 done', 'the colleague');
    await publish.report(30);
    await until(() => host.text === '30 done', 'how far it is');
    expect(freed()).to.equal(0);
    await publish.end();
    await until(() => host.text === 'free', 'free');
    expect(freed()).to.equal(1);
  });

  it('shows no holder who only looks something up', async () => {
    const { host, lease, page, freed } = await show();
    const theirs = openAs(page, 'rohan').lease;
    const hold = await theirs.take('for a moment');
    await until(() => lease.lease, 'the lease');
    expect([host.text, lease.holder]).to.deep.equal(['free', undefined]);
    await theirs.release(hold);
    await until(() => !lease.lease, 'released');
    expect(freed()).to.equal(0);
  });

  it('shows whoever holds it for long without saying what for', async () => {
    const { host, lease } = await show((prepared) => openAs(prepared, 'rohan').lease.take('stuck'));
    expect(host.text).to.equal('free');
    wakeAfter(15_000);
    await until(() => host.text === '? done', 'the one that is stuck');
    expect(lease.lease?.by).to.equal('rohan');
  });

  it('counts on how long the holder has been still', async () => {
    const { lease } = await show(publishElsewhere);
    wakeAfter(30_000);
    expect(lease.holder?.stillMs).to.be.within(30_000, 40_000);
  });

  it('says why it cannot be told, and looks again when asked to', async () => {
    const { host, lease, breakStore } = await show();
    breakStore(new ProvisioningError('offline', 'The connection broke.'));
    await lease.look();
    await host.updateComplete;
    expect([host.text, lease.isKnown]).to.deep.equal(['offline', false]);
    breakStore(undefined);
    await lease.look();
    await host.updateComplete;
    expect([host.text, lease.isKnown]).to.deep.equal(['free', true]);
  });

  it('looks once more, and no more, however often it is asked while it looks', async () => {
    const { lease, looks } = await show();
    const before = looks();
    const first = lease.look();
    await Promise.all([lease.look(), lease.look(), first]);
    expect(looks()).to.equal(before + 2);
  });

  it('does not look while it cannot be seen, and looks when it is seen again', async () => {
    const { host, page, looks } = await show();
    host.style.setProperty('display', 'none');
    const before = looks();
    const publish = await publishElsewhere(page);
    document.dispatchEvent(new Event('visibilitychange'));
    await publish.report(30);
    expect([looks(), host.text]).to.deep.equal([before, 'free']);
    host.style.removeProperty('display');
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => host.text === '30 done', 'the colleague');
  });

  it('looks no more once it is off the page, and does again when it is back', async () => {
    const { host, lease, page, looks } = await show(publishElsewhere);
    host.remove();
    const before = looks();
    document.dispatchEvent(new Event('visibilitychange'));
    expect([lease.lease, lease.isKnown, looks()]).to.deep.equal([undefined, false, before]);
    page.provider.append(host);
    await until(() => host.text === '18 done', 'the colleague');
  });

  it('knows nothing once signed out, also when an answer comes late', async () => {
    const { host, lease, page, freed } = await show(publishElsewhere);
    let answer = (): void => undefined;
    const { read } = page.store.lease;
    page.store.lease.read = async (...options) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return read.apply(page.store.lease, options);
    };
    const looked = lease.look();
    await page.auth.signOut();
    await until(() => host.text === 'unknown', 'signed out');
    answer();
    await looked;
    await host.updateComplete;
    expect([host.text, lease.lease, freed()]).to.deep.equal(['unknown', undefined, 0]);
  });
});
