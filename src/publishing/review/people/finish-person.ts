import type { GrantNote } from '../../../model/holding/grant.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { BlockedUser } from '../../../model/publish/block.js';
import type { ReviewContext } from '../review-context.js';
import { blockApps, blockTaking } from './block-apps.js';
import { blockByPolicy, createBlock } from './blockers.js';
import { createDraft, type DraftParts, type ReviewedPerson } from './person-draft.js';

/** What was found of one person on the way to a draft. */
export interface Findings {
  readonly blocks: BlockedUser[];
  readonly notes?: GrantNote[];
  /** Plans (SKU ids) that the person held before and no workspace gave. */
  readonly heldBefore?: string[];
}

/**
 * Makes the draft of what changes for one person directly, with the country that has to be set before, and adds what
 * stands in the way of all of it.
 *
 * @param isNews - the person gets something that no policy was asked about
 * @param looksAtAll - apps that lack what they need are in the way of taking, too, whoever left them so
 */
export function finishPerson(
  { decisions, policy, inspector, proposedUsageLocation }: ReviewContext,
  user: DirectoryUser,
  parts: DraftParts,
  { blocks, notes = [], heldBefore = [] }: Findings,
  { isNews = false, looksAtAll = false } = {},
): ReviewedPerson {
  const { add, remove } = parts.direct;
  const overruled = decisions.assignAnyway?.[user.id] ?? [];
  const lacksCountry = add.length > 0 && !user.usageLocation;
  const country = lacksCountry ? decisions.usageLocations?.[user.id] : undefined;
  const draft = createDraft(user, { ...parts, ...(country ? { country } : {}) }, heldBefore);
  const blocksApps = add.length > 0 || (looksAtAll && remove.length > 0);
  return {
    draft,
    blocks: [
      ...blocks,
      ...(isNews ? blockByPolicy(user, policy, overruled) : []),
      ...(lacksCountry && !country ? [blockLocation(user, proposedUsageLocation)] : []),
      ...(blocksApps ? blockApps(inspector, draft, overruled) : blockTaking(inspector, draft)),
    ],
    notes,
  };
}

/** Without a country Microsoft assigns nothing. */
function blockLocation(user: DirectoryUser, proposedForAll: string | undefined): BlockedUser {
  const proposed = user.country?.length === 2 ? user.country : proposedForAll;
  return createBlock(user, 'usage-location-missing', proposed ? { proposedUsageLocation: proposed } : {});
}
