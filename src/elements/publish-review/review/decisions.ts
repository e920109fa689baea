import type { BlockReason } from '../../../model/publish/block.js';
import type { ExceptionTarget } from '../../../model/workspace/exception.js';
import type { PublishDecisions } from '../../../publishing/review/review-input.js';

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

/** Leaves people out, or assigns to them anyway, in a review that is about no workspace; a workspace has exceptions for it. */
export function withExceptions(
  decisions: PublishDecisions,
  targets: readonly ExceptionTarget[],
): PublishDecisions {
  return targets.reduce(
    (decided, { userId, kind, reason }) =>
      kind === 'left-out'
        ? setLeftOut(decided, [userId], true)
        : setAssignAnyway(decided, [userId], reason as BlockReason, true),
    decisions,
  );
}

export function setLeftOut(
  decisions: PublishDecisions,
  userIds: readonly string[],
  out: boolean,
): PublishDecisions {
  return { ...decisions, leftOut: changeList(decisions.leftOut, userIds, out) };
}

/** Lets these users wait where licenses run out, so that others go first. */
export function setWaiting(
  decisions: PublishDecisions,
  userIds: readonly string[],
  on: boolean,
): PublishDecisions {
  return { ...decisions, waiting: changeList(decisions.waiting, userIds, on) };
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

/** Makes what these users held before (`entitlementToKey`) the workspace's own. */
export function setAdopted(
  decisions: PublishDecisions,
  userIds: readonly string[],
  key: string,
  on: boolean,
): PublishDecisions {
  return { ...decisions, adopted: changeLists(decisions.adopted, userIds, key, on) };
}

/** Lets workspaces (ids) count as published although nothing proves it. */
export function setTrusted(
  decisions: PublishDecisions,
  workspaceIds: readonly string[],
  on: boolean,
): PublishDecisions {
  return { ...decisions, trusted: changeList(decisions.trusted, workspaceIds, on) };
}

/** Ends the record of who has a plan (SKU id), or what of a service provider (id), that is gone. */
export function setForgotten(
  decisions: PublishDecisions,
  what: { readonly skuId?: string; readonly providerId?: string },
  on: boolean,
): PublishDecisions {
  const { plans, providers } = decisions.forgotten ?? {};
  const { skuId, providerId } = what;
  const forgotten = {
    plans: changeList(plans, skuId === undefined ? [] : [skuId], on),
    providers: changeList(providers, providerId === undefined ? [] : [providerId], on),
  };
  return { ...decisions, forgotten };
}

function changeList(
  list: readonly string[] | undefined,
  items: readonly string[],
  on: boolean,
): readonly string[] {
  const changed = new Set(list);
  for (const item of items)
    if (on) changed.add(item);
    else changed.delete(item);
  return [...changed];
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
