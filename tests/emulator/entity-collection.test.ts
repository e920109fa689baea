import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/clock.js';
import { EntityCollection, groupKind, userKind } from '../../src/emulator/collection/index.js';
import { Replicas } from '../../src/emulator/replicas/index.js';

interface User {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly department?: string | null;
}

function createUsers(count: number, lagMs = 0) {
  const clock = new VirtualClock();
  const users = new EntityCollection<User>(userKind, {
    clock,
    replicas: new Replicas(clock, { lagMs }),
  });
  users.load(
    Array.from({ length: count }, (_, at) => ({
      id: `id-${at}`,
      displayName: `Person ${String.fromCharCode(97 + (at % 26))}`,
      userPrincipalName: `p${at}@contoso.com`,
      department: at % 2 ? 'Sales' : null,
    })),
  );
  return { clock, users };
}

function ask(query: string, within?: string[]) {
  return { query: new URLSearchParams(query), consistencyLevel: 'eventual', within };
}

const latest = { query: new URLSearchParams('$deltatoken=latest'), url: '/users/delta' };

describe('EntityCollection', () => {
  it('shows a write to reads after the lag, and to the tenant at once', async () => {
    const { clock, users } = createUsers(2, 5000);
    users.update('id-0', { department: 'Legal' });
    users.add({ id: 'new', displayName: 'New', userPrincipalName: 'new@contoso.com' });
    users.remove('id-1');
    expect(users.get('id-0')?.department).to.equal('Legal');
    expect(users.size).to.equal(2);
    const read = () => users.list(ask("$filter=department eq 'Legal'&$count=true&$select=id"));
    expect(read().items).to.deep.equal([]);
    expect([users.read('new'), users.read('id-1')?.id]).to.deep.equal([undefined, 'id-1']);
    await clock.advance(4999);
    expect(read().count).to.equal(0);
    await clock.advance(1);
    expect(read().items).to.deep.equal([{ id: 'id-0' }]);
    expect([users.read('new')?.id, users.read('id-1')]).to.deep.equal(['new', undefined]);
  });

  it('keeps every index in step with writes', () => {
    const { users } = createUsers(60);
    const queries = [
      "$filter=department eq 'Sales'",
      "$filter=startsWith(displayName,'person z')",
      '$search="displayName:z"',
    ];
    const count = (query: string) => users.list(ask(`${query}&$count=true`)).count;
    expect(queries.map(count)).to.deep.equal([30, 2, 2]);
    users.update('id-0', { department: 'Sales', displayName: 'Person z' });
    users.add({
      id: 'z',
      displayName: 'Zoë Person Z',
      userPrincipalName: 'z@contoso.com',
      department: 'Sales',
    });
    expect(queries.map(count)).to.deep.equal([32, 3, 4]);
    users.remove('z');
    users.update('id-0', { department: null, displayName: 'Person a' });
    expect(queries.map(count)).to.deep.equal([30, 2, 2]);
    const sorted = users.list(ask('$orderby=displayName desc&$top=2&$select=displayName')).items;
    expect(sorted).to.deep.equal([{ displayName: 'Person z' }, { displayName: 'Person z' }]);
  });

  it('finds by a unique property without case, also after it changed', () => {
    const { users } = createUsers(3);
    expect(users.find('userPrincipalName', 'P1@Contoso.com')?.id).to.equal('id-1');
    users.update('id-1', { userPrincipalName: 'other@contoso.com' });
    expect(users.find('userPrincipalName', 'p1@contoso.com')).to.equal(undefined);
    expect(users.find('userPrincipalName', 'other@contoso.com')?.id).to.equal('id-1');
    users.remove('id-1');
    expect(users.find('userPrincipalName', 'other@contoso.com')).to.equal(undefined);
  });

  it('refuses to update what is not there', () => {
    const { users } = createUsers(1);
    expect(() => users.update('nobody', {})).to.throw('There is no user with id nobody.');
  });

  it('lists a subset with paging, filter and count', () => {
    const { users } = createUsers(300);
    const within = Array.from({ length: 150 }, (_, at) => `id-${at * 2 + 1}`);
    const first = users.list(ask('$top=100&$count=true&$select=id', [...within, 'unknown']));
    expect([first.items.length, first.count]).to.deep.equal([100, 150]);
    const rest = users.list(ask(`$skiptoken=${first.nextLinkToken ?? ''}`, within));
    expect(rest.items).to.have.length(50);
    expect(rest.nextLinkToken).to.equal(undefined);
    expect(users.list(ask("$filter=department eq 'Sales'&$count=true", ['id-0', 'id-1'])).count).to.equal(1);
    expect(users.count({ ...ask('', within) })).to.equal(150);
  });

  it('offers filters on relationships only as advanced queries', () => {
    const { users } = createUsers(3);
    const query = new URLSearchParams("$filter=department eq 'Sales'");
    expect(() => users.list({ query, within: ['id-1'], relationship: true })).to.throw(
      'The specified filter to the reference property query is currently not supported.',
    );
  });

  it('takes option names in any case', () => {
    const { users } = createUsers(3);
    expect(users.list(ask('$Top=1&$OrderBy=displayName')).items).to.have.length(1);
  });

  it('sorts null before everything, and after it when descending', () => {
    const clock = new VirtualClock();
    const groups = new EntityCollection<{ id: string; displayName: string | null }>(groupKind, { clock });
    groups.load(['b', null, 'a'].map((displayName, at) => ({ id: String(at), displayName })));
    const names = (sort: string) =>
      groups.list(ask(`$orderby=${sort}&$select=displayName`)).items.map((item) => item['displayName']);
    expect(names('displayName')).to.deep.equal([null, 'a', 'b']);
    expect(names('displayName desc')).to.deep.equal(['b', 'a', null]);
  });

  it('tells removals apart in delta: changed can be restored, deleted cannot', () => {
    const { users } = createUsers(3);
    const token = users.delta(latest).deltaLinkToken ?? '';
    users.remove('id-0');
    users.remove('id-1', 'deleted');
    users.add({ id: 'x', displayName: 'X', userPrincipalName: 'x@contoso.com' });
    users.remove('x');
    const { items } = users.delta({ ...latest, query: new URLSearchParams({ $deltatoken: token }) });
    expect(items).to.deep.equal([
      { id: 'id-0', '@removed': { reason: 'changed' } },
      { id: 'id-1', '@removed': { reason: 'deleted' } },
      { id: 'x', '@removed': { reason: 'changed' } },
    ]);
  });

  it('shows changes made while a first round is still being paged', () => {
    const { users } = createUsers(450);
    const first = users.delta({ query: new URLSearchParams('$select=id,department'), url: '/users/delta' });
    users.update('id-3', { department: 'Legal' });
    let page = first;
    const seen = [...first.items];
    while (page.nextLinkToken) {
      page = users.delta({ ...latest, query: new URLSearchParams({ $skiptoken: page.nextLinkToken }) });
      seen.push(...page.items);
    }
    expect(seen).to.have.length(450);
    const next = users.delta({
      ...latest,
      query: new URLSearchParams({ $deltatoken: page.deltaLinkToken ?? '' }),
    });
    expect(next.items).to.deep.equal([{ id: 'id-3', department: 'Legal' }]);
  });

  it('expands what it can, up to 20 items, and refuses the rest', () => {
    const clock = new VirtualClock();
    const many = Array.from({ length: 30 }, (_, at) => ({ id: String(at) }));
    const users = new EntityCollection<User>(userKind, { clock, expansions: { memberOf: () => many } });
    users.add({ id: '1', displayName: 'A', userPrincipalName: 'a@b.c' });
    const [user] = users.list({ query: new URLSearchParams('$expand=memberOf&$select=id') }).items;
    expect(user).to.deep.equal({ id: '1', memberOf: many.slice(0, 20) });
    expect(() => users.list({ query: new URLSearchParams('$expand=ownedObjects') })).to.throw(/ownedObjects/);
    expect(() => users.list({ query: new URLSearchParams('$expand=shoes') })).to.throw(
      /Could not find a property/,
    );
  });

  it('reads single-only properties of one entity', () => {
    const { users } = createUsers(1);
    const user = users.get('id-0');
    expect(user && users.project(user, new URLSearchParams('$select=aboutMe'))).to.deep.equal({
      aboutMe: null,
    });
  });
});
