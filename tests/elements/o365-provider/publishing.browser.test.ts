import { expect } from '@open-wc/testing';
import type { ServiceProvider } from '../../../src/catalog/service-provider.js';
import { createDemoAuth } from '../../../src/demo/demo-auth.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { TenantPage } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { copySettings, probeIn, ProviderProbe, showTenant, startPublish, Told } from './publishing-page.js';

const desktops = (): ServiceProvider => ({
  id: 'desktops',
  name: 'Desktops',
  writeScopes: [],
  list: async () => [],
  read: async () => [],
  assign: async () => undefined,
  unassign: async () => undefined,
});

/** Sets all that can be set, to what says the same and is not the same. */
function renderAgain({ provider, emulator, store }: TenantPage): void {
  Object.assign(provider, {
    transport: (request: Request) => emulator.fetch(request),
    store: () => store,
    serviceProviders: [desktops()],
    connectorSource: { list: async () => [] },
    graphConnectors: true,
    policy: { ...provider.policy, allowGuests: false },
    prices: { SPE_E5: 57 },
    currency: 'EUR',
    can: () => true,
  });
}

const asksBeforeLeaving = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('a publish and its provider', () => {
  let told: Told;
  beforeEach(() => {
    told = new Told();
  });
  afterEach(() => {
    told.stop();
    document.body.replaceChildren();
  });

  it('goes on while every setting is set anew, and is told once', async () => {
    const { page, probe, held, run } = await startPublish();
    const { publisher } = probe.workspaces!;
    renderAgain(page);
    await page.provider.updateComplete;
    renderAgain(page);
    await page.provider.updateComplete;
    await until(() => probe.workspaces?.catalog.getProvider({ providerId: 'desktops' }), 'new settings');
    expect(probe.workspaces?.publisher === publisher, 'the same publisher').to.equal(true);
    expect(publisher.current === run, 'the same run').to.equal(true);
    held.release();
    const { counts, total, end } = await run.done;
    expect(end).to.equal('completed');
    expect(counts.applied).to.equal(total);
    await until(() => told.events.length > 0, 'told');
    expect(told.events).to.deep.equal([
      {
        from: 'o365-provider',
        detail: {
          publishId: run.publishId,
          kind: 'publish',
          workspaceId: 'sales-desk',
          ...counts,
          leftOut: 0,
        },
      },
    ]);
  });

  it('goes on, and is shown all the time, while the sign-in of the account is set anew', async () => {
    const { page, probe, held, run } = await startPublish();
    const { workspaces } = probe;
    const seen = new Set<unknown>();
    probe.addController({ hostUpdate: () => seen.add(probe.workspaces) });
    const auth = createDemoAuth(page.emulator, { graphOrigin: page.auth.cloud.graph });
    page.provider.auth = auth;
    await until(() => probe.shared.auth === auth, 'the new one');
    page.provider.can = () => false;
    await until(() => probe.workspaces?.permissions.allows('edit') === false, 'the rules');
    await probe.updateComplete;
    expect(seen.size).to.equal(1);
    expect(seen.has(workspaces)).to.equal(true);
    await page.auth.signOut();
    held.release();
    const { end } = await run.done;
    expect(end, 'with tokens of the new one').to.equal('completed');
  });

  it('is told with how many were left out', async () => {
    const { probe } = await showTenant();
    const { publisher } = probe.workspaces!;
    const review = await publisher.review('sales-desk');
    const leftOut = review.changeSet.changes.slice(0, 3).map(({ userId }) => userId);
    const run = publisher.publish(review.decide({ leftOut }));
    await run.done;
    await until(() => told.events.length > 0, 'told');
    expect(told.events[0]?.detail.leftOut).to.equal(3);
    expect(told.events[0]?.detail.applied).to.equal(review.changeSet.changes.length - 3);
  });

  it('takes equal settings for nothing new: nothing is read again', async () => {
    const { page, probe, watch } = await showTenant();
    const { workspaces } = probe;
    const { policy, prices, serviceProviders } = page.provider;
    let updates = 0;
    probe.addController({ hostUpdate: () => (updates += 1) });
    const asked = watch.asked.length;
    Object.assign(page.provider, {
      policy: { ...policy },
      prices: { ...prices },
      serviceProviders: [...serviceProviders],
    });
    await page.provider.updateComplete;
    // What comes after it shows that it was taken.
    page.provider.can = () => false;
    await until(() => probe.workspaces?.permissions.allows('edit') === false, 'the rules');
    await probe.updateComplete;
    expect(updates, 'for the rules alone').to.equal(1);
    expect(probe.workspaces === workspaces).to.equal(true);
    expect(watch.asked.length).to.equal(asked);
  });

  it('goes on while the provider is moved, and nothing is read again', async () => {
    const { page, probe, held, run, watch } = await startPublish();
    const { graph } = page.provider;
    const asked = watch.count(/^(?!.*assignLicense)/);
    const elsewhere = document.body.appendChild(document.createElement('main'));
    elsewhere.append(page.provider);
    await probeIn(elsewhere);
    expect(page.provider.graph === graph, 'the same services').to.equal(true);
    expect(probe.workspaces?.publisher.current === run).to.equal(true);
    expect(watch.count(/^(?!.*assignLicense)/)).to.equal(asked);
    held.release();
    expect((await run.done).end).to.equal('completed');
    await until(() => told.events.length === 1, 'told');
    expect(told.events[0]?.from).to.equal('o365-provider');
  });

  it('is shown by the provider that is put in the place of another', async () => {
    const { page, held, run } = await startPublish();
    const { graph } = page.provider;
    const other = copySettings(page);
    other.id = 'other';
    other.append(new ProviderProbe());
    page.provider.replaceWith(other);
    const probe = await probeIn(other);
    expect(other.graph === graph, 'the same services').to.equal(true);
    expect(probe.workspaces?.publisher.current === run).to.equal(true);
    held.release();
    await run.done;
    await until(() => told.events.length === 1, 'told');
    expect(told.events[0]?.from).to.equal('other');
  });

  it('goes on without any provider, and whoever comes next shows it', async () => {
    const { page, held, run } = await startPublish();
    page.provider.remove();
    await until(() => !page.provider.graph, 'gone');
    const other = copySettings(page);
    other.id = 'other';
    other.append(new ProviderProbe());
    document.body.append(other);
    const probe = await probeIn(other);
    expect(probe.workspaces?.publisher.current === run).to.equal(true);
    held.release();
    expect((await run.done).end).to.equal('completed');
    await until(() => told.events.length === 1, 'told');
    expect(told.events[0]?.from).to.equal('other');
  });

  it('is told by the document where no provider is left, and seen by whoever comes next', async () => {
    const { page, held, run } = await startPublish();
    page.provider.remove();
    await until(() => !page.provider.graph, 'gone');
    held.release();
    const { counts, total } = await run.done;
    expect(counts.applied).to.equal(total);
    await until(() => told.events.length === 1, 'told');
    expect(told.events[0]?.from).to.equal('#document');
    const other = copySettings(page);
    other.append(new ProviderProbe());
    document.body.append(other);
    const probe = await probeIn(other);
    expect(probe.workspaces?.publisher.current === run).to.equal(true);
  });

  it('is one for two providers of one account, and is told by the one that came last', async () => {
    const { page, probe, held, run } = await startPublish();
    const other = copySettings(page);
    other.id = 'other';
    other.append(new ProviderProbe());
    document.body.append(other);
    const second = await probeIn(other);
    expect(other.graph === page.provider.graph, 'one cache').to.equal(true);
    expect(second.workspaces === probe.workspaces, 'one of all').to.equal(true);
    expect(second.workspaces?.publisher.current === run).to.equal(true);
    held.release();
    await run.done;
    await until(() => told.events.length > 0, 'told');
    expect(told.events.map(({ from }) => from)).to.deep.equal(['other']);
    other.remove();
    await until(() => !other.graph, 'gone');
    expect(probe.workspaces?.publisher.current === run, 'the first one stays').to.equal(true);
  });

  it('shows both what one of them is told anew', async () => {
    const { page, probe } = await showTenant();
    const other = copySettings(page);
    document.body.append(other);
    await until(() => other.graph, 'services');
    const before = probe.workspaces;
    other.store = memoryStore();
    await until(() => probe.workspaces && probe.workspaces !== before, 'another store');
  });

  it('asks before the page is left, only while it runs', async () => {
    expect(asksBeforeLeaving()).to.equal(false);
    const { page, held, run } = await startPublish();
    expect(asksBeforeLeaving()).to.equal(true);
    page.provider.remove();
    await until(() => !page.provider.graph, 'gone');
    expect(asksBeforeLeaving(), 'without a provider').to.equal(true);
    held.release();
    await run.done;
    await until(() => told.events.length === 1, 'told');
    expect(asksBeforeLeaving()).to.equal(false);
  });

  it('ends where another account signs in, after what was on its way, and is told', async () => {
    const { page, probe, held, run } = await startPublish({
      otherPerson: { name: 'Lee Gu', username: 'lee@contoso.com' },
    });
    const { publisher } = probe.workspaces!;
    await page.auth.signIn({ switchAccount: true });
    await until(() => page.provider.graph?.account.name === 'Lee Gu', 'the other one');
    expect(probe.workspaces?.publisher === publisher, 'publishes on her own').to.equal(false);
    expect(probe.workspaces?.publisher.current).to.equal(undefined);
    held.release();
    const { counts, total, error } = await run.done;
    expect(error?.code).to.equal('account-changed');
    expect(counts.applied).to.be.greaterThan(0);
    expect(counts.notSent).to.be.greaterThan(0);
    expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(total);
    await until(() => told.events.length > 0, 'told');
    expect(told.events.map(({ detail }) => detail.publishId)).to.deep.equal([run.publishId]);
  });

  it('waits where the account signs out, and is there when it signs in again', async () => {
    const { page, probe, held, run } = await startPublish();
    await page.auth.signOut();
    await until(() => !page.provider.graph, 'nobody');
    held.release();
    await until(() => run.state.status === 'paused', 'waits');
    expect(run.state.error?.code).to.equal('not-signed-in');
    expect(told.events).to.deep.equal([]);
    await page.auth.signIn();
    await until(() => probe.workspaces, 'services');
    expect(probe.workspaces?.publisher.current === run).to.equal(true);
    run.resume();
    const { counts, total } = await run.done;
    expect(counts.applied).to.equal(total);
    await until(() => told.events.length === 1, 'told');
  });
});
