import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { GraphClient } from '../../src/graph/graph-client.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { createGraphConnectorSource } from '../../src/services/connectors.js';
import { listDomains } from '../../src/services/organization.js';
import {
  countUserOrigins,
  getDirectorySync,
  getSyncSettings,
  listSyncErrors,
} from '../../src/services/sync.js';
import { startWorld } from '../publishing/publishing-world.js';

/** The tenant's own answer to one path, with other facts in its first item. */
const answering = (path: string, facts: object): GraphClient =>
  startWorld({
    tenant: 'contoso',
    users: 20,
    between: (tenant) => async (request) => {
      const answer = await tenant(request);
      if (!new URL(request.url).pathname.endsWith(path)) return answer;
      const body = (await answer.json()) as { readonly value: readonly object[] };
      return Response.json({ ...body, value: body.value.map((item) => ({ ...item, ...facts })) });
    },
  }).graph;

async function errorOf(promise: Promise<unknown>): Promise<ProvisioningError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ProvisioningError) return thrown;
  throw new Error(`Not refused, but: ${String(thrown)}`);
}

describe('the synchronization', () => {
  it('is on in a hybrid tenant, with the time of its last run', async () => {
    const world = startWorld({ tenant: 'contoso', users: 50 });
    const sync = await getDirectorySync(world.graph);
    expect(sync.state).to.equal('on');
    expect(world.emulator.clock.now() - (sync.lastRun?.getTime() ?? 0)).to.be.within(0, 1_800_000);
  });

  it('was never configured where Graph says null, and is off where it says false', async () => {
    expect(await getDirectorySync(startWorld({ tenant: 'cloud-only', users: 20 }).graph)).to.deep.equal({
      state: 'never',
    });
    expect(
      await getDirectorySync(
        answering('/organization', { onPremisesSyncEnabled: false, onPremisesLastSyncDateTime: null }),
      ),
    ).to.deep.equal({
      state: 'off',
    });
  });

  it('counts everybody once, by where the account comes from', async () => {
    const world = startWorld({ tenant: 'contoso', users: 200 });
    const { synced, cloud } = await countUserOrigins(world.graph);
    expect(synced + cloud).to.equal(world.emulator.tenant.users);
    expect(synced).to.be.greaterThan(cloud);
  });

  it('has errors, each with the property and the value that is in the way', async () => {
    const errors = await listSyncErrors(startWorld({ tenant: 'contoso', users: 500 }).graph);
    expect(errors.length).to.be.greaterThan(0);
    for (const { property, value, since } of errors) {
      expect(property).to.match(/^(ProxyAddress|UserPrincipalName)$/);
      expect(value).to.match(/@/);
      expect(since).to.be.instanceOf(Date);
    }
  });
});

describe('the settings of the synchronization', () => {
  it('tell above how many deletions it stops, and what else is synchronized', async () => {
    const { graph } = startWorld({ tenant: 'contoso', users: 20 });
    expect(await getSyncSettings(graph)).to.deep.equal({
      deletionThreshold: { count: 500, unit: 'objects' },
      features: ['password-hashes'],
    });
  });

  it('tell a share, and that there is no protection', async () => {
    const withKind = (synchronizationPreventionType: string): GraphClient =>
      answering('/directory/onPremisesSynchronization', {
        configuration: {
          accidentalDeletionPrevention: { synchronizationPreventionType, alertThreshold: 20 },
        },
        features: { passwordWritebackEnabled: true, directoryExtensionsEnabled: true },
      });
    expect(await getSyncSettings(withKind('enabledForPercentage'))).to.deep.equal({
      deletionThreshold: { count: 20, unit: 'percent' },
      features: ['password-writeback', 'directory-extensions'],
    });
    expect(await getSyncSettings(withKind('disabled'))).not.to.have.property('deletionThreshold');
  });

  it('need a permission of their own, and the Global Administrator', async () => {
    const without = startWorld({ tenant: 'contoso', users: 20, scopes: ['User.Read'], consenting: false });
    const refused = await errorOf(getSyncSettings(without.graph));
    expect(refused.code).to.equal('consent-required');
    expect(refused.scopes).to.deep.equal(['OnPremDirectorySynchronization.Read.All']);
    const reader = startWorld({ tenant: 'contoso', users: 20, roles: ['Global Reader'] });
    expect((await errorOf(getSyncSettings(reader.graph))).code).to.equal('role-required');
  });
});

describe('domains', () => {
  it('come verified only, the default first and the initial one last', async () => {
    const domains = await listDomains(startWorld({ tenant: 'contoso', users: 20 }).graph);
    expect(domains.map(({ name }) => name)).to.deep.equal([
      'contoso.com',
      'legacy.contoso.com',
      'contoso.onmicrosoft.com',
    ]);
    expect(domains.map(({ authenticationType }) => authenticationType)).to.include('Federated');
  });
});

describe("Microsoft's own connectors", () => {
  it('stand in their locations', async () => {
    const locations = await createGraphConnectorSource(
      startWorld({ tenant: 'contoso', users: 20 }).graph,
    ).list();
    expect(locations.length).to.be.greaterThan(1);
    for (const { connectors } of locations) expect(connectors).to.have.length(2);
    expect(locations.map(({ purpose }) => purpose)).to.deep.equal([
      'sign-in',
      'synchronization',
      'synchronization',
      'synchronization',
    ]);
    expect(locations.flatMap(({ connectors }) => connectors).some(({ active }) => !active)).to.equal(true);
  });

  it('need a permission of their own', async () => {
    const { graph } = startWorld({ tenant: 'contoso', users: 20, scopes: ['User.Read'], consenting: false });
    const refused = await errorOf(createGraphConnectorSource(graph).list());
    expect(refused.scopes).to.deep.equal(['Policy.Read.HybridAuthentication']);
  });
});
