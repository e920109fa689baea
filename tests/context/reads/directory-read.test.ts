import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { createGraphServices, type GraphServices } from '../../../src/context/graph-services.js';
import { directoryRead, mergeUsers, type Directory } from '../../../src/context/reads/directory-read.js';
import { createDemoAuth } from '../../../src/demo/demo-auth.js';
import { knownSkus, type EmulatorOptions } from '../../../src/emulator/index.js';
import { createGraphClient } from '../../../src/graph/create-graph-client.js';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import type { DirectoryUser } from '../../../src/model/holding/user.js';
import { usersPerPage } from '../../../src/services/users/users.js';
import { startEmulator, type TestEmulator } from '../../support/emulator.js';

interface World extends TestEmulator {
  readonly graph: GraphServices;
  /** What was asked of Graph since the last look, without queries; items of batches one by one. */
  readonly look: () => string[];
  readonly read: () => Promise<Directory>;
}

interface WorldOptions extends EmulatorOptions {
  /** Stands between the pipeline and the tenant. */
  readonly between?: (tenant: GraphTransport) => GraphTransport;
}

/** Tells of no change at all: Graph does not follow licenses. */
const withoutChanges =
  (tenant: GraphTransport): GraphTransport =>
  async (request) => {
    const answer = await tenant(request);
    if (!answer.ok || !request.url.includes('/users/delta')) return answer;
    return Response.json({ ...((await answer.json()) as object), value: [] }, answer);
  };

function startWorld(users: number, { between = (tenant) => tenant, ...options }: WorldOptions = {}): World {
  const test = startEmulator({ tenant: 'contoso', users, ...options });
  const auth = createDemoAuth(test.emulator);
  if (auth.state.status !== 'signed-in') throw new Error('No one is signed in.');
  const asked: string[] = [];
  const tenant = between(test.fetch);
  const client = createGraphClient({
    auth,
    origin: auth.cloud.graph,
    async transport(request) {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/$batch')) {
        const { requests } = (await request.clone().json()) as { requests: { url: string }[] };
        asked.push(...requests.map(({ url }) => url.replace(/\?.*/, '')));
      } else asked.push(pathname.replace('/v1.0', ''));
      return tenant(request);
    },
  });
  const graph = createGraphServices({ account: auth.state.account, current: () => ({ client }) });
  return {
    ...test,
    graph,
    look: () => asked.splice(0),
    read: async () => {
      await graph.refresh('users');
      return graph.cache.fetchQuery({
        queryKey: directoryRead({ graph }).key,
        queryFn: ({ signal }) => directoryRead({ graph }).read(signal),
      });
    },
  };
}

/** Pages of so many people. */
const pagesOf = (people: number): string[] =>
  Array.from({ length: Math.ceil(people / usersPerPage) }, () => '/users');
const names = ({ users }: Directory): string[] => users.map(({ displayName }) => displayName);
const find = ({ users }: Directory, id: string): DirectoryUser | undefined =>
  users.find((user) => user.id === id);

describe('reading the directory again', () => {
  it('asks only who changed, and reads only those', async () => {
    const world = startWorld(2_500);
    const first = await world.read();
    expect(first.users).to.have.length(2_500);
    expect(world.look().filter((path) => path === '/users')).to.have.length(3);
    const cloudOnly = first.users.filter(({ synced, guest }) => !synced && !guest);
    const [moved, gone] = cloudOnly.slice(3);
    await world.call('PATCH', `/users/${moved!.id}`, { body: { usageLocation: 'PT' } });
    await world.call('DELETE', `/users/${gone!.id}`);
    const second = await world.read();
    expect(world.look()).to.deep.equal(['/users/delta', '/users', ...pagesOf(2_499)]);
    expect(find(second, moved!.id)?.usageLocation).to.equal('PT');
    expect(find(second, gone!.id)).to.equal(undefined);
    expect(second.users).to.have.length(2_499);
    const untouched = first.users.find(({ id }) => id !== moved!.id && id !== gone!.id);
    expect(find(second, untouched!.id)).to.equal(untouched);
  });

  // https://learn.microsoft.com/graph/api/user-delta: "Changes to the licenseAssignmentStates property are currently not
  // tracked."
  it('shows licenses that others gave and took meanwhile, though the changes do not tell', async () => {
    const world = startWorld(1_200, { between: withoutChanges });
    const first = await world.read();
    const direct = ({ licenses }: DirectoryUser) => licenses.filter((each) => !each.assignedByGroup);
    const holder = first.users.find((user) => direct(user).length > 0)!;
    const { skuId: taken } = direct(holder)[0]!;
    const free = knownSkus.FLOW_FREE.skuId;
    const other = first.users.findLast(
      ({ usageLocation, licenses }) => usageLocation && !licenses.some(({ skuId }) => skuId === free),
    )!;
    await world.call('POST', `/users/${holder.id}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [taken] },
    });
    await world.call('POST', `/users/${other.id}/assignLicense`, {
      body: { addLicenses: [{ skuId: free, disabledPlans: [] }], removeLicenses: [] },
    });
    const second = await world.read();
    expect(find(second, holder.id)?.licenses).to.deep.equal(
      holder.licenses.filter((each) => each.skuId !== taken || each.assignedByGroup),
    );
    expect(find(second, other.id)?.licenses).to.have.deep.members([
      ...other.licenses,
      { skuId: free, disabledPlans: [], assignedByGroup: null, state: 'Active' },
    ]);
    const untouched = first.users.filter(({ id }) => id !== holder.id && id !== other.id);
    for (const user of untouched) expect(find(second, user.id)).to.equal(user);
  });

  it('says of licenses that Graph leaves out that they are unknown, until it tells them again', async () => {
    let leftOut: string | undefined;
    const world = startWorld(50, {
      between: (tenant) => async (request) => {
        const answer = await tenant(request);
        if (!answer.ok || !request.url.includes('licenseAssignmentStates')) return answer;
        const body = (await answer.json()) as { value: { id: string; licenseAssignmentStates?: unknown }[] };
        for (const person of body.value) if (person.id === leftOut) delete person.licenseAssignmentStates;
        return Response.json(body, answer);
      },
    });
    const holder = (await world.read()).users.find(({ licenses }) => licenses.length > 0)!;
    leftOut = holder.id;
    expect(find(await world.read(), holder.id)).to.deep.equal({
      ...holder,
      licenses: [],
      licensesUnknown: true,
    });
    leftOut = undefined;
    expect(find(await world.read(), holder.id)).to.deep.equal(holder);
  });

  it('shows people as they are now while the licenses are still read', async () => {
    let look = (): void => undefined;
    const world = startWorld(50, {
      between: (tenant) => (request) => {
        if (decodeURIComponent(request.url).includes('$select=id,licenseAssignmentStates&')) look();
        return tenant(request);
      },
    });
    const first = await world.read();
    const { key, cache } = directoryRead(world);
    const readAt = cache.getQueryState(key)?.dataUpdatedAt;
    const person = first.users.find(({ synced, guest }) => !synced && !guest)!;
    await world.call('PATCH', `/users/${person.id}`, { body: { usageLocation: 'PT' } });
    const seen: object[] = [];
    look = () => {
      const shown = cache.getQueryData<Directory>(key);
      const at = cache.getQueryState(key)?.dataUpdatedAt;
      seen.push({ location: shown && find(shown, person.id)?.usageLocation, at });
    };
    await world.read();
    // As old as its licenses.
    expect(seen).to.deep.equal([{ location: 'PT', at: readAt }]);
  });

  it('asks the next time from where the last one ended', async () => {
    const world = startWorld(50);
    const first = await world.read();
    const person = first.users.find(({ synced, guest }) => !synced && !guest);
    await world.call('PATCH', `/users/${person!.id}`, { body: { usageLocation: 'PT' } });
    const second = await world.read();
    world.look();
    expect((await world.read()).users).to.deep.equal(second.users);
    expect(world.look()).to.deep.equal(['/users/delta', '/users']);
  });

  it('reads everybody when Microsoft has forgotten the mark, and goes on from there', async () => {
    // Not recorded: Graph's own description does not know the empty token in the address that Graph gives.
    const world = startWorld(50, { onExchange: () => undefined });
    const first = await world.read();
    await world.clock.advance(8 * 24 * 60 * 60 * 1000);
    world.look();
    expect(names(await world.read())).to.deep.equal(names(first));
    expect(world.look()).to.include('/users');
    await world.read();
    expect(world.look()).to.deep.equal(['/users/delta', '/users']);
  });

  it('puts a renamed person where the name belongs', async () => {
    const world = startWorld(50);
    const first = await world.read();
    const place = first.users.findIndex(({ synced, guest }) => !synced && !guest);
    const displayName = `${first.users[30]!.displayName} b`;
    await world.call('PATCH', `/users/${first.users[place]!.id}`, { body: { displayName } });
    const expected = [...names(first).filter((_, index) => index !== place), displayName];
    const second = await world.read();
    expect(names(second)).to.have.members(expected);
    expect(names(second).indexOf(displayName)).to.equal(place < 30 ? 30 : 31);
  });
});

describe('mergeUsers', () => {
  const anyName = fc.constantFrom('Ann', 'Bob', 'Cleo', 'Dan', 'Eve');
  const person = (id: string, displayName: string, department: string): DirectoryUser => ({
    id,
    displayName,
    userPrincipalName: `${id}@contoso.com`,
    department,
    accountEnabled: true,
    guest: false,
    synced: true,
    licenses: [],
  });
  const anyPeople = (department: string) =>
    fc
      .uniqueArray(fc.nat(20), { maxLength: 12 })
      .chain((ids) =>
        fc
          .tuple(...ids.map(() => anyName))
          .map((given) => given.map((name, index) => person(`u${ids[index] ?? 0}`, name, department))),
      );

  it('has everybody once, as last read, by name, and nobody who is gone', () =>
    fc.assert(
      fc.property(
        anyPeople('before'),
        anyPeople('now'),
        fc.uniqueArray(fc.nat(20)).map((ids) => new Set(ids.map((id) => `u${id}`))),
        (before, fresh, removed) => {
          const sorted = [...before].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
          const merged = mergeUsers(sorted, fresh, removed);
          const expected = new Map([...before, ...fresh].map((user) => [user.id, user]));
          for (const id of removed) expected.delete(id);
          expect(new Map(merged.map((user) => [user.id, user]))).to.deep.equal(expected);
          expect(merged).to.have.length(expected.size);
          const order = merged.map(({ displayName }) => displayName);
          expect(order).to.deep.equal([...order].sort());
        },
      ),
    ));
});
