import type { Account } from '../../auth/auth.js';
import type { Publisher } from '../../publishing/publisher.js';
import type { AccountSettings } from './account-settings.js';

/** What several holders can share. */
export interface SharedSession {
  readonly publisher: Pick<Publisher, 'current' | 'subscribe'>;
  configure(settings: AccountSettings): void;
  leave(): void;
  dispose(): void;
}

export interface AccountSessionsOptions<Session, Holder> {
  readonly open: (account: Account, settings: AccountSettings) => Session;
  /** Told of each new session. `listHolders` says who holds it now; the one that acquired it last comes last. */
  readonly onOpen?: (session: Session, listHolders: () => readonly Holder[]) => void;
}

interface Kept<Session, Holder> {
  readonly session: Session;
  /** The one that acquired it last comes last. */
  readonly holders: Set<Holder>;
  /** Whether a publish ended that nobody saw the end of. */
  unseen: boolean;
}

/**
 * One session for each account, tenant and origin of Graph, however many hold it. Where their settings differ, those set
 * last count, for all of them.
 *
 * A session that nobody holds ends with the turn of the event loop in which it was released, so that who is taken from the
 * page and put back finds it again. With a publish under way it stays, and afterwards until somebody came to see what
 * became of that; what was read of the tenant is forgotten meanwhile, and what waits for its turn is not published.
 */
export class AccountSessions<Session extends SharedSession, Holder extends object> {
  readonly #options: AccountSessionsOptions<Session, Holder>;
  readonly #kept = new Map<string, Kept<Session, Holder>>();

  constructor(options: AccountSessionsOptions<Session, Holder>) {
    this.#options = options;
  }

  /** The account's session, under these settings from now on. Acquiring it again is allowed. */
  acquire(account: Account, settings: AccountSettings, holder: Holder): Session {
    const key = toKey(account, settings.origin);
    const kept = this.#kept.get(key) ?? this.#open(key, account, settings);
    kept.session.configure(settings);
    kept.holders.delete(holder);
    kept.holders.add(holder);
    kept.unseen = false;
    return kept.session;
  }

  /** @param options.atOnce - nobody is to find it again, because the account signed out */
  release(session: Session, holder: Holder, { atOnce = false } = {}): void {
    for (const [key, kept] of this.#kept) {
      if (kept.session !== session || !kept.holders.delete(holder)) continue;
      if (atOnce) this.#endIfLeft(key, kept);
      else setTimeout(() => this.#endIfLeft(key, kept));
    }
  }

  #open(key: string, account: Account, settings: AccountSettings): Kept<Session, Holder> {
    const session = this.#options.open(account, settings);
    const kept: Kept<Session, Holder> = { session, holders: new Set(), unseen: false };
    this.#kept.set(key, kept);
    session.publisher.subscribe(() => {
      if (kept.holders.size === 0 && !isPublishing(session)) kept.unseen = true;
    });
    this.#options.onOpen?.(session, () => [...kept.holders]);
    return kept;
  }

  #endIfLeft(key: string, { session, holders, unseen }: Kept<Session, Holder>): void {
    if (holders.size > 0) return;
    if (unseen || isPublishing(session)) return session.leave();
    if (this.#kept.get(key)?.session !== session) return;
    this.#kept.delete(key);
    session.dispose();
  }
}

function isPublishing({ publisher: { current } }: SharedSession): boolean {
  return current !== undefined && current.state.status !== 'finished';
}

function toKey({ tenantId, objectId }: Account, origin: string): string {
  return [tenantId, objectId, new URL(origin).origin].join(' ').toLowerCase();
}
