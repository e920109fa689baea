import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../../src/emulator/index.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { readMailboxReport } from '../../../src/services/reports.js';
import { listSignIns, type UserSignIn } from '../../../src/services/users/sign-ins.js';
import { startWorld, type World } from '../../publishing/publishing-world.js';

async function readAll({ graph }: World): Promise<UserSignIn[]> {
  const all: UserSignIn[] = [];
  for await (const { items } of listSignIns(graph)) all.push(...items);
  return all;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return error instanceof ProvisioningError ? error.code : String(error);
  }
}

describe('last sign-ins', () => {
  it('are those of everybody, the latest of any kind', async () => {
    const world = startWorld({ tenant: 'contoso', users: 700 });
    const read = await readAll(world);
    const { users } = world.emulator.state();
    expect(read).to.have.length(users.length);
    const answer = await world.call('GET', '/users?$select=id,signInActivity&$top=500');
    const wires = (answer.body as { value: { id: string; signInActivity?: Record<string, string> }[] }).value;
    const byId = new Map(read.map(({ userId, signIn }) => [userId, signIn]));
    for (const { id, signInActivity } of wires) {
      const signIn = byId.get(id);
      if (!signInActivity) expect(signIn?.never).to.equal(true);
      else if (signIn?.never === false)
        expect(signIn.last.getTime()).to.equal(
          Math.max(
            Date.parse(signInActivity['lastSignInDateTime'] ?? ''),
            Date.parse(signInActivity['lastNonInteractiveSignInDateTime'] ?? ''),
          ),
        );
      else expect.fail(`Nothing is known of ${id}`);
    }
  });

  it('are read no faster than ten pages a minute', async () => {
    const clock = new VirtualClock({ auto: true });
    const world = startWorld({ tenant: 'contoso', users: 6_000, clock });
    const begun = clock.now();
    expect(await readAll(world)).to.have.length(6_000);
    expect(clock.now() - begun).to.be.at.least(60_000);
  });

  it('need Entra ID P1', async () => {
    expect(await codeOf(readAll(startWorld({ tenant: 'no-p1' })))).to.equal('premium-required');
  });

  it('need a permission of their own', async () => {
    const world = startWorld({ tenant: 'contoso', users: 50, scopes: ['User.Read.All'], consenting: false });
    expect(await codeOf(readAll(world))).to.equal('consent-required');
  });
});

describe('the mailbox report', () => {
  it('is read as JSON, all pages', async () => {
    const world = startWorld({ tenant: 'contoso', users: 900 });
    await world.call('PATCH', '/admin/reportSettings', { body: { displayConcealedNames: false } });
    const report = await readMailboxReport(world.graph);
    expect(report.concealed).to.equal(false);
    expect(report.mailboxes.length).to.be.greaterThan(400);
    expect(report.mailboxes.every(({ userPrincipalName }) => userPrincipalName.includes('@'))).to.equal(true);
    expect(report.asOf).to.be.instanceOf(Date);
  });

  it('says when the tenant conceals names, and names nobody', async () => {
    const world = startWorld({ tenant: 'contoso', users: 900 });
    const before = world.calls();
    expect(await readMailboxReport(world.graph)).to.deep.include({ concealed: true, mailboxes: [] });
    expect(world.calls() - before).to.be.at.most(2);
  });
});
