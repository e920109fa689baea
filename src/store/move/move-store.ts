import { createId } from '../../model/create-id.js';
import { ProvisioningError } from '../../model/errors.js';
import type { LeaseRecord, Store } from '../store.js';
import { carryContent } from './carry-content.js';
import type { MoveOptions, MoveResult } from './move-result.js';
import { withLease } from './with-lease.js';

/**
 * Carries everything from one store of a tenant to another: workspaces, the journal, who was given what, orders, insights and
 * views, as they are, with who did it and when. Nobody can publish meanwhile, for both leases are held.
 *
 * What is moved leaves `from` only when all of it is in `to`. Whatever fails on the way, nothing is lost or there twice:
 * calling it again goes on. What `to` has already is left as it is there. Publishes that are moved count as earlier than those
 * of `to`. Where a publish is known in `to`, what it gave is known there as well, better than here: it may have been taken
 * back since.
 *
 * @param from - opened for the same tenant as `to`
 * @throws {ProvisioningError} `conflict` while somebody publishes in either; `setting-wrong` when both are the same;
 * `lease-lost`, `cancelled`, and what the stores throw
 */
export async function moveStore(from: Store, to: Store, options: MoveOptions = {}): Promise<MoveResult> {
  if (from === to) throw sameStore();
  const sessionId = createId();
  return withLease(from.lease, sessionId, async (leaving) => {
    await requireOther(to.lease, sessionId);
    return withLease(to.lease, sessionId, (arriving) =>
      carryContent({ store: from, lease: leaving }, { store: to, lease: arriving }, options),
    );
  });
}

/** Two that were opened apart may keep the same data: then the lease of the one is held in the other. */
async function requireOther(lease: LeaseRecord, sessionId: string): Promise<void> {
  if ((await lease.read())?.sessionId === sessionId) throw sameStore();
}

function sameStore(): ProvisioningError {
  return new ProvisioningError('setting-wrong', 'A store cannot be moved into itself.');
}
