import type { BlockReason } from '../../model/publish-plan.js';
import type { PublishDecisions } from '../../publishing/publish-input.js';

// Changes of what the admin decided in the review. Each returns new decisions; nothing happens to the tenant.

/** Confirms a country for these users; undefined takes it back. */
export function setLocations(
  decisions: PublishDecisions,
  userIds: readonly string[],
  country: string | undefined,
): PublishDecisions {
  const usageLocations = { ...decisions.usageLocations };
  for (const id of userIds) {
    if (country) usageLocations[id] = country;
    else delete usageLocations[id];
  }
  return { ...decisions, usageLocations };
}

export function setLeftOut(
  decisions: PublishDecisions,
  userIds: readonly string[],
  out: boolean,
): PublishDecisions {
  const leftOut = new Set(decisions.leftOut);
  for (const id of userIds) {
    if (out) leftOut.add(id);
    else leftOut.delete(id);
  }
  return { ...decisions, leftOut: [...leftOut] };
}

/** Lets these users wait where licenses run out, so that others go first. */
export function setWaiting(
  decisions: PublishDecisions,
  userIds: readonly string[],
  on: boolean,
): PublishDecisions {
  const waiting = new Set(decisions.waiting);
  for (const id of userIds) {
    if (on) waiting.add(id);
    else waiting.delete(id);
  }
  return { ...decisions, waiting: [...waiting] };
}

/** Overrules a reason for these users. */
export function setAssignAnyway(
  decisions: PublishDecisions,
  userIds: readonly string[],
  reason: BlockReason,
  on: boolean,
): PublishDecisions {
  return { ...decisions, assignAnyway: changeLists(decisions.assignAnyway, userIds, reason, on) };
}

/** Leaves a plan to these users as a group gives it. */
export function setLeaveAsIs(
  decisions: PublishDecisions,
  userIds: readonly string[],
  skuId: string,
  on: boolean,
): PublishDecisions {
  return { ...decisions, leaveAsIs: changeLists(decisions.leaveAsIs, userIds, skuId, on) };
}

/** Makes what these users held before the workspace's own. */
export function setAdopted(
  decisions: PublishDecisions,
  userIds: readonly string[],
  key: string,
  on: boolean,
): PublishDecisions {
  return { ...decisions, adopted: changeLists(decisions.adopted, userIds, key, on) };
}

function changeLists<T>(
  lists: Readonly<Record<string, readonly T[]>> | undefined,
  userIds: readonly string[],
  item: T,
  on: boolean,
): Record<string, readonly T[]> {
  const changed: Record<string, readonly T[]> = { ...lists };
  for (const id of userIds) {
    const rest = (changed[id] ?? []).filter((each) => each !== item);
    if (on) changed[id] = [...rest, item];
    else if (rest.length > 0) changed[id] = rest;
    else delete changed[id];
  }
  return changed;
}
