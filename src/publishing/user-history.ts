import type { PublishKind } from '../model/publish-kind.js';
import type { RecordedOutcome } from './journal.js';
import type { Publisher } from './publisher.js';

/** What one publish did for one user. */
export interface UserHistoryEntry {
  readonly publishId: string;
  readonly kind: PublishKind;
  readonly workspaceId: string;
  /** The workspace's name then; empty for a reclaim. */
  readonly workspaceName: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly status: RecordedOutcome['status'];
  readonly code?: RecordedOutcome['code'];
  /** Plans (SKU ids) and services (`serviceKey`) that were given and taken. */
  readonly given: readonly string[];
  readonly taken: readonly string[];
}

/** How far back one looks: every publish is read whole. */
const publishesAtMost = 50;

/**
 * What publishes of this portal did for one user, newest first. What others did in the tenant is not known here.
 *
 * @param limit - how many entries at most
 * @throws {ProvisioningError} `storage-unavailable`, `record-newer`, `record-unreadable`
 */
export async function readUserHistory(
  publisher: Pick<Publisher, 'history' | 'readPublish'>,
  userId: string,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly UserHistoryEntry[]> {
  const entries: UserHistoryEntry[] = [];
  for (const { head } of (await publisher.history()).slice(0, publishesAtMost)) {
    if (entries.length === limit) break;
    signal?.throwIfAborted();
    const { publishId, kind, workspaceId, workspaceName } = head;
    const outcome = (await publisher.readPublish(publishId)).outcomes.get(userId);
    if (!outcome) continue;
    const { status, at, given, taken, code } = outcome;
    entries.push({
      publishId,
      kind,
      workspaceId,
      workspaceName,
      at,
      status,
      given,
      taken,
      ...(code ? { code } : {}),
    });
  }
  return entries;
}
