import type { Entitlement } from '../../model/holding/entitlement.js';
import type { PublishKind } from '../../model/publish/publish-kind.js';
import type { Journal } from '../store.js';
import type { Outcome } from './journal-entry.js';
import { readIfReadable } from './publish-record.js';

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
 * What publishes of this portal did for one person, newest first. What others did in the tenant is not known here, nor
 * what a publish did whose record cannot be read.
 *
 * @param limit - how many entries at most
 * @throws {ProvisioningError} `storage-unavailable`, `record-newer`
 */
export async function readUserHistory(
  journal: Pick<Journal, 'list' | 'read'>,
  userId: string,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly UserHistoryEntry[]> {
  const entries: UserHistoryEntry[] = [];
  const { publishes } = await journal.list(signal ? { signal } : {});
  for (const { head } of publishes.slice(0, publishesAtMost)) {
    if (entries.length === limit) break;
    signal?.throwIfAborted();
    const { publishId, kind, workspaceId, workspaceName } = head;
    const record = await readIfReadable(journal, publishId);
    const outcome = record?.outcomes.get(userId);
    if (!record || !outcome) continue;
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
