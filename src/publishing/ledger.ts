import type { Grant, LedgerChange } from '../model/publish-plan.js';

/**
 * Who gave what: every plan and service that a workspace gave a user and that was not taken back since.
 * Only what is in here may ever be taken away. It is derived from the journal.
 */
export class Ledger {
  /** Per user and entitlement, the ids of the workspaces that stand for it. */
  readonly #owners = new Map<string, Map<string, Set<string>>>();

  constructor(grants: Iterable<Grant> = []) {
    for (const grant of grants) this.claim(grant);
  }

  /** The workspaces that gave this, or undefined when none did. */
  ownersOf(userId: string, key: string): ReadonlySet<string> | undefined {
    return this.#owners.get(userId)?.get(key);
  }

  /** What workspaces gave this user: SKU ids and service keys. */
  keysOf(userId: string): Iterable<string> {
    return this.#owners.get(userId)?.keys() ?? [];
  }

  /** Everybody to whom this workspace gave something. */
  *usersOf(workspaceId: string): Generator<string, void> {
    for (const [userId, keys] of this.#owners)
      for (const owners of keys.values())
        if (owners.has(workspaceId)) {
          yield userId;
          break;
        }
  }

  /** Everything, for storing. */
  *grants(): Generator<Grant, void> {
    for (const [userId, keys] of this.#owners)
      for (const [key, owners] of keys) for (const workspaceId of owners) yield { workspaceId, userId, key };
  }

  claim({ workspaceId, userId, key }: Grant): void {
    let keys = this.#owners.get(userId);
    if (!keys) this.#owners.set(userId, (keys = new Map<string, Set<string>>()));
    const owners = keys.get(key);
    if (owners) owners.add(workspaceId);
    else keys.set(key, new Set([workspaceId]));
  }

  drop({ workspaceId, userId, key }: Grant): void {
    const owners = this.ownersOf(userId, key) as Set<string> | undefined;
    if (owners?.delete(workspaceId) && owners.size === 0) this.forget(userId, key);
  }

  /** The user does not have it any more, so nobody stands for it. */
  forget(userId: string, key: string): void {
    const keys = this.#owners.get(userId);
    if (keys?.delete(key) && keys.size === 0) this.#owners.delete(userId);
  }

  apply(change: LedgerChange): void {
    if (change.action === 'claim') this.claim(change);
    else this.drop(change);
  }
}
