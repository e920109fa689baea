import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Session } from '../../src/context/session.js';
import { createWorkspaceSelection } from '../../src/context/workspace-selection.js';
import { SelectionController } from '../../src/controllers/selection-controller.js';
import { TestHost } from '../support/test-host.js';

let accounts = 0;

/** What another account has selected, and nothing else of it. */
const signIn = (): Session =>
  ({ workspaces: { selection: createWorkspaceSelection(`account ${(accounts += 1)}`) } }) as Session;

/** An element that shows what is selected in the account of now. */
async function follow(account: { session: Session | undefined }) {
  const host = new TestHost();
  const controller = new SelectionController(host, account);
  host.connect();
  await host.updateComplete;
  return { host, controller };
}

const reclaims = [{ userId: 'lee', skuId: 'E3' }];

describe('SelectionController', () => {
  it('shows what is selected before and from then on', async () => {
    const services = signIn();
    services.workspaces.selection.select('sales');
    const { host, controller } = await follow({ session: services });
    expect(controller.id).to.equal('sales');
    const { updates } = host;
    services.workspaces.selection.select('finance');
    await host.updateComplete;
    expect([controller.id, host.updates]).to.deep.equal(['finance', updates + 1]);
  });

  it('shows licenses to take back until a workspace is selected', async () => {
    const services = signIn();
    const { host, controller } = await follow({ session: services });
    const { updates } = host;
    services.workspaces.selection.reclaim(reclaims);
    await host.updateComplete;
    expect([controller.reclaims, host.updates]).to.deep.equal([reclaims, updates + 1]);
    services.workspaces.selection.select('sales');
    await host.updateComplete;
    expect([controller.id, controller.reclaims]).to.deep.equal(['sales', undefined]);
  });

  it('shows nothing when nobody is signed in', async () => {
    const account: { session: Session | undefined } = { session: signIn() };
    account.session?.workspaces.selection.select('sales');
    const { host, controller } = await follow(account);
    account.session = undefined;
    host.requestUpdate();
    await host.updateComplete;
    expect([controller.id, controller.reclaims]).to.deep.equal([undefined, undefined]);
  });

  it('shows what the next account selects, and hears no more of the one before', async () => {
    const [mine, theirs] = [signIn(), signIn()];
    mine.workspaces.selection.select('sales');
    const account = { session: mine };
    const { host, controller } = await follow(account);
    account.session = theirs;
    host.requestUpdate();
    await host.updateComplete;
    expect(controller.id).to.equal(undefined);
    const { updates } = host;
    mine.workspaces.selection.select('finance');
    await host.updateComplete;
    expect([controller.id, host.updates]).to.deep.equal([undefined, updates]);
    theirs.workspaces.selection.select('support');
    await host.updateComplete;
    expect([controller.id, host.updates]).to.deep.equal(['support', updates + 1]);
  });

  it('hears nothing while it is off the page, and is up to date when it is back', async () => {
    const services = signIn();
    const { host, controller } = await follow({ session: services });
    host.disconnect();
    const { updates } = host;
    services.workspaces.selection.select('sales');
    await host.updateComplete;
    expect(host.updates).to.equal(updates);
    host.connect();
    await host.updateComplete;
    expect(controller.id).to.equal('sales');
  });
});
