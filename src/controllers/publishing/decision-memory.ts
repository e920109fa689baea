import * as v from 'valibot';
import type { Account } from '../../auth/auth.js';
import { tabStorage } from '../../model/page/text-storage.js';
import { blockReasons } from '../../model/publish/block.js';
import type { PublishDecisions } from '../../publishing/review/review-input.js';

const ids = v.array(v.string());
const idsByUser = v.exactOptional(v.record(v.string(), ids));
const decisionsSchema = v.object({
  usageLocations: v.exactOptional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))),
  leftOut: v.exactOptional(ids),
  waiting: v.exactOptional(ids),
  assignAnyway: v.exactOptional(v.record(v.string(), v.array(v.picklist(blockReasons)))),
  leaveAsIs: idsByUser,
  adopted: idsByUser,
  trusted: v.exactOptional(ids),
  forgotten: v.exactOptional(v.object({ plans: v.exactOptional(ids), providers: v.exactOptional(ids) })),
});

type AccountId = Pick<Account, 'objectId' | 'tenantId'>;

/** Whose decisions they are, and about which workspace (id): they are nobody else's. */
export interface DecisionOwner {
  readonly account: AccountId;
  readonly workspaceId: string;
}

const prefixOf = ({ tenantId, objectId }: AccountId): string => `o365-decisions:${tenantId}:${objectId}:`;
const keyOf = ({ account, workspaceId }: DecisionOwner): string => `${prefixOf(account)}${workspaceId}`;

/**
 * Remembers for this tab what an account decided in a review, ids and countries only: the page is left and comes back when
 * a permission is asked for by redirect.
 */
export function rememberDecisions(owner: DecisionOwner, decisions: PublishDecisions): void {
  tabStorage.set(keyOf(owner), JSON.stringify(decisions));
}

export function recallDecisions(owner: DecisionOwner): PublishDecisions {
  try {
    const kept = v.safeParse(decisionsSchema, JSON.parse(tabStorage.get(keyOf(owner)) ?? '{}'));
    // What was tampered with counts as nothing decided: the review shows everything as open again.
    return kept.success ? kept.output : {};
  } catch {
    // Text that is no JSON: nothing is decided yet.
    return {};
  }
}

export function forgetDecisions(owner: DecisionOwner): void {
  tabStorage.remove(keyOf(owner));
}

/** Forgets what an account decided about any workspace: it signed out, or another one took its place. */
export function forgetDecisionsOf(account: AccountId): void {
  const prefix = prefixOf(account);
  for (const key of tabStorage.keys()) if (key.startsWith(prefix)) tabStorage.remove(key);
}
