import { ageMs } from '../../model/elapsed.js';
import { isOpen, type Grant, type GrantNote } from '../../model/holding/grant.js';

/** How far apart two looks are that end a grant of something that we did not take, in milliseconds. */
const apartMs = 60_000;

/**
 * What is noted of grants of which the tenant shows nothing any more, although we did not take it: the first look notes
 * the moment, a second one a minute or more later ends them. What is open is settled by whoever looks after it.
 *
 * @param readAt - ISO 8601, UTC
 */
export function noteLost(grants: Iterable<Grant>, readAt: string): GrantNote[] {
  const notes: GrantNote[] = [];
  for (const grant of grants) {
    const { workspaceId, holder, entitlement, missingSince } = grant;
    if (isOpen(grant)) continue;
    const about = { workspaceId, holder, entitlement };
    if (missingSince === undefined) notes.push({ action: 'missing', at: readAt, ...about });
    else if (isApart(missingSince, readAt)) notes.push({ action: 'drop', ...about });
  }
  return notes;
}

export function isApart(first: string, second: string): boolean {
  return ageMs(first, Date.parse(second)) >= apartMs;
}
