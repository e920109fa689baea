import type { Entitlement } from '../model/entitlement.js';
import type { PublishKind } from '../model/publish-kind.js';
import type { Outcome } from '../store/journal-entry.js';
import type { Publisher } from './publisher.js';

/** What one publish did for one person. */
export interface UserHistoryEntry {
  readonly publishId: string;
  readonly kind: PublishKind;
  /** None where it was about no workspace: licenses that were reclaimed. */
  readonly workspaceId?: string;
  /** The workspace's name then; empty where there was none. */
  readonly workspaceName: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly status: Outcome['status'];
  /** For `failed`. */
  readonly code?: Outcome['code'];
  /** What took effect, whatever the status. */
  readonly given: readonly Entitlement[];
  readonly taken: readonly Entitlement[];
}

/** How far back one looks: every publish is read whole. */
const publishesAtMost = 50;

/**
 * What publishes of this portal did for one person, newest first. What others did in the tenant is not known here.
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
    const record = await publisher.readPublish(publishId);
    const outcome = record.outcomes.get(userId);
    if (!outcome) continue;
    const { status, at, code } = outcome;
    const { given, taken } = record.effectsOf({ kind: 'user', userId });
    entries.push({
      publishId,
      kind,
      ...(workspaceId === undefined ? {} : { workspaceId }),
      workspaceName,
      at,
      status,
      ...(code ? { code } : {}),
      given: [...given.values()],
      taken: [...taken.values()],
    });
  }
  return entries;
}
