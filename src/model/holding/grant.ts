import { entitlementToKey, type Entitlement } from './entitlement.js';
import { holderToKey, type Holder } from './holder.js';

/**
 * The record that a workspace gave an entitlement to somebody. Only what has one may ever be unassigned.
 *
 * It is made before the effect and ends when the effect is known to be gone:
 * - `giving`: the write that gives may have left; nobody knows yet whether it took effect
 * - `given`: confirmed by Graph or seen in the tenant
 * - `taking`: the write that takes may have left, or Microsoft has yet to carry it out
 */
export interface Grant {
  readonly workspaceId: string;
  readonly holder: Holder;
  readonly entitlement: Entitlement;
  readonly state: 'giving' | 'given' | 'taking';
  /** The publish that claimed it last (`isElsewhere`: one that another browser has the journal of). */
  readonly publishId: string;
  /** Whether an earlier claim of it was open then: a claim that comes to nothing leaves such a one open. */
  readonly openBefore?: true;
  /**
   * When it was first seen missing although we did not take it (ISO 8601, UTC): a second such look, a minute or more
   * later, ends it.
   */
  readonly missingSince?: string;
}

const elsewhere = 'elsewhere.';

/** Stands for publishes of a workspace whose journal is in another browser: what they left open is settled in this name. */
export function publishElsewhere(workspaceId: string): string {
  return `${elsewhere}${workspaceId}`;
}

/** The workspace for whose publishes `publishElsewhere` stands. */
export function toWorkspaceId(publishId: string): string {
  return publishId.slice(elsewhere.length);
}

export function isElsewhere(publishId: string): boolean {
  return publishId.startsWith(elsewhere);
}

/** Whether nobody can know yet what the tenant has of it. */
export function isOpen({ state }: Pick<Grant, 'state'>): boolean {
  return state !== 'given';
}

/** One text that identifies what a grant is about; a workspace has one grant of it at most. */
export function grantKey({
  workspaceId,
  holder,
  entitlement,
}: Pick<Grant, 'workspaceId' | 'holder' | 'entitlement'>): string {
  return JSON.stringify([holderToKey(holder), entitlementToKey(entitlement), workspaceId]);
}

/**
 * A grant that changes without any write. `adopt`: given by another workspace, or held before and adopted; `drop`: known to
 * be gone; `missing`: seen missing for the first time although we did not take it, at a moment (ISO 8601, UTC).
 * `unrecorded`: no workspace stood for it before, so that undoing the adoption may leave it to nobody again.
 */
export type GrantNote = Pick<Grant, 'holder' | 'entitlement' | 'workspaceId'> &
  (
    | { readonly action: 'adopt'; readonly unrecorded?: true }
    | { readonly action: 'drop' }
    | { readonly action: 'missing'; readonly at: string }
  );
