import { entitlementToKey, type Entitlement } from './entitlement.js';
import type { Grant } from './grant.js';
import { holderToKey, type Holder } from './holder.js';

/** Grants of one holder about one entitlement, by workspace. */
interface Granted {
  readonly entitlement: Entitlement;
  readonly byWorkspace: Map<string, Grant>;
}

const nobody: ReadonlyMap<string, Grant> = new Map();

/**
 * Who gave what, ready for looking up: all that workspaces gave, or may have given, and that is not known to be gone. Only
 * what is in here may ever be unassigned.
 */
export class GrantIndex {
  readonly #byHolder = new Map<string, Map<string, Granted>>();
  readonly #planKeys = new Map<string, string>();

  constructor(grants: Iterable<Grant>) {
    for (const grant of grants) {
      const granted = this.#open(grant);
      granted.byWorkspace.set(grant.workspaceId, grant);
    }
  }

  /** The grants of this by workspace; empty when none gave it. */
  of(holder: Holder, entitlement: Entitlement): ReadonlyMap<string, Grant> {
    return this.#byHolder.get(holderToKey(holder))?.get(this.#keyOf(entitlement))?.byWorkspace ?? nobody;
  }

  ofUser(userId: string, entitlement: Entitlement): ReadonlyMap<string, Grant> {
    return this.of({ kind: 'user', userId }, entitlement);
  }

  /** Whether anybody gave it. */
  has(userId: string, entitlement: Entitlement): boolean {
    return this.ofUser(userId, entitlement).size > 0;
  }

  /** What one workspace gave this holder. */
  *listFrom(workspaceId: string, holder: Holder): Generator<Grant, void> {
    for (const { byWorkspace } of this.#byHolder.get(holderToKey(holder))?.values() ?? []) {
      const grant = byWorkspace.get(workspaceId);
      if (grant) yield grant;
    }
  }

  /** Everybody to whom one workspace gave something. */
  usersOf(workspaceId: string): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const granted of this.#byHolder.values())
      for (const { byWorkspace } of granted.values()) {
        const holder = byWorkspace.get(workspaceId)?.holder;
        if (holder?.kind === 'user') ids.add(holder.userId);
      }
    return ids;
  }

  #open({ holder, entitlement }: Pick<Grant, 'holder' | 'entitlement'>): Granted {
    const holderKey = holderToKey(holder);
    let byKey = this.#byHolder.get(holderKey);
    if (!byKey) this.#byHolder.set(holderKey, (byKey = new Map<string, Granted>()));
    const key = this.#keyOf(entitlement);
    let granted = byKey.get(key);
    if (!granted) byKey.set(key, (granted = { entitlement, byWorkspace: new Map() }));
    return granted;
  }

  /** Plans are asked for by the million. */
  #keyOf(entitlement: Entitlement): string {
    if (entitlement.kind !== 'plan') return entitlementToKey(entitlement);
    let key = this.#planKeys.get(entitlement.skuId);
    if (key === undefined) this.#planKeys.set(entitlement.skuId, (key = entitlementToKey(entitlement)));
    return key;
  }
}
