import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { EmulatorOptions } from '../../src/emulator/index.js';
import { startEmulator, type TestAnswer, type TestEmulator } from '../support/emulator.js';
import { findUnlicensed, readItems } from '../support/graph-answers.js';

// "Designing for Eventual Consistency for Microsoft Entra" (devblogs.microsoft.com/identity): a read may not show yet
// what a write was answered for, and two reads may be answered by different replicas.

const lagMs = 5000;

/** What the writes and reads below are about; everything in it is shown by reads already. */
interface Setting {
  readonly test: TestEmulator;
  readonly user: string;
  readonly group: string;
  readonly organization: string;
  readonly app: { readonly id: string; readonly appRoles: readonly { readonly id: string }[] };
  readonly plan: string;
}

async function prepare(options: EmulatorOptions = {}): Promise<Setting> {
  const test = startEmulator({ users: 40, lagMs, ...options });
  const created = await test.call('POST', '/groups', {
    body: { displayName: 'W', mailEnabled: false, mailNickname: 'w', securityEnabled: true },
  });
  const [app] = readItems<Setting['app']>(
    await test.call('GET', "/servicePrincipals?$filter=displayName eq 'Salesforce'"),
  );
  const plan = test.emulator.state().skus.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE');
  if (!app || !plan) throw new Error('The tenant lacks what the test needs');
  await test.clock.advance(lagMs);
  return {
    test,
    user: findUnlicensed(test.emulator).id,
    group: (created.body as { id: string }).id,
    organization: test.emulator.tenant.tenantId,
    app,
    plan: plan.skuId,
  };
}

type Act = (setting: Setting) => Promise<TestAnswer>;

const get =
  (path: (setting: Setting) => string): Act =>
  (setting) =>
    setting.test.call('GET', path(setting), { headers: { ConsistencyLevel: 'eventual' } });
const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});

const join: Act = ({ test, group, user }) =>
  test.call('POST', `/groups/${group}/members/$ref`, { body: reference(user) });
const own: Act = ({ test, group, user }) =>
  test.call('PATCH', `/groups/${group}`, { body: { 'owners@odata.bind': [reference(user)['@odata.id']] } });
const assignApp =
  (principal: 'user' | 'group'): Act =>
  (setting) =>
    setting.test.call('POST', `/servicePrincipals/${setting.app.id}/appRoleAssignedTo`, {
      body: {
        principalId: setting[principal],
        resourceId: setting.app.id,
        appRoleId: setting.app.appRoles[0]?.id,
      },
    });
const extend =
  (host: (setting: Setting) => string): Act =>
  (setting) =>
    setting.test.call('POST', `${host(setting)}/extensions`, {
      body: { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'com.example', note: 'a' },
    });
const assignPlan: Act = ({ test, user, plan }) =>
  test.call('POST', `/users/${user}/assignLicense`, {
    body: { addLicenses: [{ skuId: plan, disabledPlans: [] }], removeLicenses: [] },
  });
const deleteUser: Act = ({ test, user }) => test.call('DELETE', `/users/${user}`);
const deleteGroup: Act = ({ test, group }) => test.call('DELETE', `/groups/${group}`);
const changeUser: Act = ({ test, user }) =>
  test.call('PATCH', `/users/${user}`, { body: { usageLocation: 'NL' } });

const groupHost = ({ group }: Setting): string => `/groups/${group}`;
const organizationHost = ({ organization }: Setting): string => `/organization/${organization}`;

const lagging: readonly (readonly [what: string, write: Act, read: Act])[] = [
  ['a changed user', changeUser, get(({ user }) => `/users/${user}?$select=usageLocation`)],
  ['a list of users', changeUser, get(() => "/users?$filter=usageLocation eq 'NL'&$select=id")],
  ['a deleted user, who can still be read', deleteUser, get(({ user }) => `/users/${user}`)],
  ['deleted users', deleteUser, get(() => '/directory/deletedItems/microsoft.graph.user?$select=id')],
  ['a deleted group, which can still be read', deleteGroup, get(groupHost)],
  ['members', join, get(({ group }) => `/groups/${group}/members?$select=id`)],
  ['members of a kind', join, get(({ group }) => `/groups/${group}/members/microsoft.graph.user?$select=id`)],
  ['the number of members', join, get(({ group }) => `/groups/${group}/members/$count`)],
  ['transitive members', join, get(({ group }) => `/groups/${group}/transitiveMembers?$select=id`)],
  ['expanded members', join, get(({ group }) => `/groups/${group}?$expand=members($select=id)`)],
  ['memberOf', join, get(({ user }) => `/users/${user}/memberOf?$select=id`)],
  ['transitiveMemberOf', join, get(({ user }) => `/users/${user}/transitiveMemberOf?$select=id`)],
  ['owners', own, get(({ group }) => `/groups/${group}/owners?$select=id`)],
  [
    'appRoleAssignedTo',
    assignApp('user'),
    get(({ app }) => `/servicePrincipals/${app.id}/appRoleAssignedTo`),
  ],
  ['appRoleAssignments', assignApp('user'), get(({ user }) => `/users/${user}/appRoleAssignments`)],
  ['those of a group', assignApp('group'), get(({ group }) => `/groups/${group}/appRoleAssignments`)],
  ['extensions of a group', extend(groupHost), get(({ group }) => `/groups/${group}/extensions`)],
  ['one of them', extend(groupHost), get(({ group }) => `/groups/${group}/extensions/com.example`)],
  ['expanded ones', extend(groupHost), get(({ group }) => `/groups/${group}?$expand=extensions`)],
  [
    'those of the organization',
    extend(organizationHost),
    get((setting) => `${organizationHost(setting)}/extensions`),
  ],
  ['consumedUnits', assignPlan, get(() => '/subscribedSkus?$select=skuId,consumedUnits')],
  ['licenseDetails', assignPlan, get(({ user }) => `/users/${user}/licenseDetails`)],
];

describe('reads after a write', () => {
  for (const [what, write, read] of lagging)
    it(`show ${what} only after the lag`, async () => {
      const setting = await prepare();
      const shown = async () => {
        const { status, body } = await read(setting);
        // An error names its request.
        return status < 400 ? body : status;
      };
      const before = await shown();
      expect((await write(setting)).status).to.be.oneOf([200, 201, 204]);
      expect(await shown()).to.deep.equal(before);
      await setting.test.clock.advance(lagMs - 1);
      expect(await shown()).to.deep.equal(before);
      await setting.test.clock.advance(1);
      expect(await shown()).not.to.deep.equal(before);
    });

  it('do not decide about writes: what was written counts', async () => {
    const setting = await prepare();
    expect((await join(setting)).status).to.equal(204);
    expect((await join(setting)).status).to.equal(400);
    expect((await assignPlan(setting)).status).to.equal(200);
    const { test, group, user, plan } = setting;
    const left = await test.call('DELETE', `/groups/${group}/members/${user}/$ref`);
    const taken = await test.call('POST', `/users/${user}/assignLicense`, {
      body: { addLicenses: [], removeLicenses: [plan] },
    });
    expect([left.status, taken.status]).to.deep.equal([204, 200]);
  });

  it('are behind emulator.state(), which tells what was written', async () => {
    const setting = await prepare();
    await join(setting);
    await assignPlan(setting);
    const { groups, skus } = setting.test.emulator.state();
    expect(groups.find(({ id }) => id === setting.group)?.members).to.deep.equal([setting.user]);
    expect(skus.find(({ skuId }) => skuId === setting.plan)?.consumedUnits).to.be.greaterThan(0);
  });
});

describe('reads answered by two replicas', () => {
  async function readOften(setting: Setting): Promise<boolean[]> {
    const seen: boolean[] = [];
    for (let count = 0; count < 30; count += 1) {
      const members = await setting.test.call('GET', `/groups/${setting.group}/members?$select=id`);
      seen.push(readItems(members).length > 0);
    }
    return seen;
  }

  it('may show a write and then not, until the lag has passed', async () => {
    const setting = await prepare({ staleReads: true });
    await join(setting);
    const seen = await readOften(setting);
    expect(seen.lastIndexOf(false), 'an old state').to.be.greaterThan(seen.indexOf(true));
    await setting.test.clock.advance(lagMs);
    expect(new Set(await readOften(setting))).to.deep.equal(new Set([true]));
  });

  it('are the same for the same seed', async () => {
    const [first, second] = [await prepare({ staleReads: true }), await prepare({ staleReads: true })];
    await join(first);
    await join(second);
    expect(await readOften(first)).to.deep.equal(await readOften(second));
  });

  it('tell changes once and in order', async () => {
    const setting = await prepare({ staleReads: true });
    const latest = await setting.test.call('GET', '/users/delta?$deltatoken=latest&$select=usageLocation');
    const link = (latest.body as { '@odata.deltaLink': string })['@odata.deltaLink'];
    await changeUser(setting);
    for (let count = 0; count < 10; count += 1)
      expect(readItems(await setting.test.call('GET', link))).to.deep.equal([]);
    await setting.test.clock.advance(lagMs);
    for (let count = 0; count < 10; count += 1)
      expect(readItems(await setting.test.call('GET', link))).to.deep.equal([
        { id: setting.user, usageLocation: 'NL' },
      ]);
  });
});
