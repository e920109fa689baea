import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { Account } from '../../../src/auth/auth.js';
import { createUnusableAuth } from '../../../src/auth/unusable-auth.js';
import { AccountSessions, type SharedSession } from '../../../src/context/account/account-sessions.js';
import type { AccountSettings } from '../../../src/context/account/account-settings.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import type { PublishRun, PublishState } from '../../../src/publishing/publish-run.js';
import { createBareReview } from '../../support/bare-review.js';

/** A session that says what was done with it, and publishes as the test tells it to. */
class NotedSession implements SharedSession {
  readonly settings: AccountSettings[] = [];
  readonly done: string[] = [];
  readonly #listeners = new Set<() => void>();
  #current: PublishRun | undefined;

  get publisher(): SharedSession['publisher'] {
    const current = this.#current;
    return {
      current,
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  configure(settings: AccountSettings): void {
    this.settings.push(settings);
  }

  leave(): void {
    this.done.push('forgot');
  }

  dispose(): void {
    this.done.push('ended');
  }

  publish(status: PublishState['status']): void {
    const state: PublishState = {
      status,
      total: 1,
      counts: { applied: 0, failed: 0, open: 0, notSent: 0 },
      waiting: 1,
      elapsedMs: 0,
      perMinute: 0,
      assigning: false,
      results: new Map(),
    };
    this.#current = {
      publishId: 'p',
      review: createBareReview(),
      kind: 'publish',
      reverts: false,
      state,
      subscribe: () => () => undefined,
      done: Promise.resolve(state),
      resume: () => undefined,
      cancel: () => undefined,
    };
    for (const listener of this.#listeners) listener();
  }
}

const adele: Account = { objectId: 'A1', tenantId: 'T1', name: 'Adele', username: 'adele@contoso.com' };
const settings: AccountSettings = {
  auth: createUnusableAuth(new ProvisioningError('setting-wrong', 'Nobody signs in here.')),
  origin: 'https://graph.microsoft.com',
  serviceProviders: [],
  graphConnectors: false,
  policy: {},
};

/** Until what the last release leads to has happened. */
const turn = (): Promise<void> => setTimeout();

function openSessions() {
  const holders: (() => readonly string[])[] = [];
  const sessions = new AccountSessions<NotedSession, { readonly name: string }>({
    open: () => new NotedSession(),
    onOpen: (_session, listHolders) => holders.push(() => listHolders().map(({ name }) => name)),
  });
  return { sessions, listHolders: () => holders.at(-1)?.() };
}

const one = { name: 'one' };
const two = { name: 'two' };

describe('AccountSessions', () => {
  it('shares one session between all who work for one account in one tenant', async () => {
    const { sessions, listHolders } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    const sameIds = { ...adele, objectId: 'a1', tenantId: 't1', name: 'Adele Vance' };
    expect(sessions.acquire(sameIds, { ...settings, origin: 'https://graph.microsoft.com/' }, two)).to.equal(
      session,
    );
    expect(listHolders()).to.deep.equal(['one', 'two']);
    sessions.release(session, one);
    await turn();
    expect(session.done).to.deep.equal([]);
    sessions.release(session, two);
    await turn();
    expect(session.done).to.deep.equal(['ended']);
  });

  it('keeps accounts, tenants and origins apart', () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    const others = [
      sessions.acquire({ ...adele, objectId: 'B2' }, settings, two),
      sessions.acquire({ ...adele, tenantId: 'T2' }, settings, two),
      sessions.acquire(adele, { ...settings, origin: 'https://graph.microsoft.us' }, two),
    ];
    expect(new Set([session, ...others]).size).to.equal(4);
  });

  it('goes by the settings that were set last, and lists who set them last', () => {
    const { sessions, listHolders } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    const strict = { ...settings, policy: { requireSynced: true } };
    sessions.acquire(adele, strict, two);
    expect(session.settings.at(-1)).to.equal(strict);
    sessions.acquire(adele, settings, one);
    expect(session.settings.at(-1)).to.equal(settings);
    expect(listHolders()).to.deep.equal(['two', 'one']);
  });

  it('finds a session again that was let go in the same turn', async () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    sessions.release(session, one);
    expect(sessions.acquire(adele, settings, two)).to.equal(session);
    await turn();
    expect(session.done).to.deep.equal([]);
  });

  it('opens a new one after that', async () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    sessions.release(session, one);
    await turn();
    expect(sessions.acquire(adele, settings, one)).not.to.equal(session);
  });

  it('ends one at once whose account signed out', () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    sessions.acquire(adele, settings, two);
    sessions.release(session, one, { atOnce: true });
    expect(session.done).to.deep.equal([]);
    sessions.release(session, two, { atOnce: true });
    expect(session.done).to.deep.equal(['ended']);
  });

  for (const status of ['starting', 'running', 'paused'] as const)
    it(`keeps one whose publish is ${status} although nobody holds it, without what was read`, async () => {
      const { sessions, listHolders } = openSessions();
      const session = sessions.acquire(adele, settings, one);
      session.publish(status);
      sessions.release(session, one);
      await turn();
      expect(session.done).to.deep.equal(['forgot']);
      expect(listHolders()).to.deep.equal([]);
      expect(sessions.acquire(adele, settings, two)).to.equal(session);
    });

  it('keeps what became of a publish until somebody came to see it', async () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    session.publish('running');
    sessions.release(session, one);
    await turn();
    session.publish('finished');
    await turn();
    expect(session.done).not.to.include('ended');
    expect(sessions.acquire(adele, settings, two)).to.equal(session);
    sessions.release(session, two);
    await turn();
    expect(session.done).to.include('ended');
  });

  it('ends one whose publish ended while somebody was there', async () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    session.publish('running');
    session.publish('finished');
    sessions.release(session, one);
    await turn();
    expect(session.done).to.deep.equal(['ended']);
  });

  it('takes a release twice, or by somebody else, for nothing', async () => {
    const { sessions } = openSessions();
    const session = sessions.acquire(adele, settings, one);
    sessions.acquire(adele, settings, two);
    sessions.release(session, one);
    sessions.release(session, one);
    sessions.release(session, { name: 'a stranger' });
    await turn();
    expect(session.done).to.deep.equal([]);
  });
});
