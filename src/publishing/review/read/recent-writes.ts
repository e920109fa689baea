import { ageMs } from '../../../model/elapsed.js';
import { entitlementToKey, toPlan } from '../../../model/entitlement.js';
import { summarizeSteps, type LicenseAdd } from '../../../model/step.js';
import type { DirectoryUser, LicenseAssignment } from '../../../model/user.js';
import type { Journal } from '../../../store/store.js';
import { readIfReadable, type PublishRecord } from '../../publish-record.js';
import type { HeldGroup } from '../review-input.js';
import type { ReadOptions } from './read-tenant.js';

/** How long Microsoft's reads may lag behind what it confirmed, in milliseconds. Usually seconds; nothing is promised. */
export const lagMs = 60_000;

/**
 * Shows what Microsoft confirmed in the last minute on people and on groups whose read may not show it yet: the answer to
 * a write is trusted over a read that follows at once.
 *
 * @returns the groups, in their order
 */
export async function overlayRecentWrites(
  users: Map<string, DirectoryUser>,
  groups: readonly HeldGroup[],
  journal: Pick<Journal, 'list' | 'read'>,
  now: number,
  options: ReadOptions = {},
): Promise<readonly HeldGroup[]> {
  const { publishes } = await journal.list(options);
  const recent = publishes.filter(({ finished }) => !finished || ageMs(finished.at, now) < lagMs).reverse();
  let shown = groups;
  for (const { head, finished } of recent) {
    if (!finished && ageMs(head.startedAt, now) >= dayMs) continue;
    const record = await readIfReadable(journal, head.publishId, options);
    if (!record) continue;
    for (const change of record.changes) {
      const user = users.get(change.userId);
      if (user && !user.licensesUnknown && isRecent(record, change.userId, now))
        users.set(user.id, showOnPerson(user, record, change));
    }
    shown = shown.map((group) => showOnGroup(group, record, now));
  }
  return shown;
}

/** One that neither ended nor did anything for a day has nothing that could still lag. */
const dayMs = 24 * 60 * 60_000;

function isRecent({ outcomes, finished }: PublishRecord, userId: string, now: number): boolean {
  const at = outcomes.get(userId)?.at ?? finished?.at;
  return at === undefined || ageMs(at, now) < lagMs;
}

/** The person with what was confirmed, directly. */
function showOnPerson(
  user: DirectoryUser,
  record: PublishRecord,
  change: PublishRecord['changes'][number],
): DirectoryUser {
  const { given, taken } = record.effectsOf({ kind: 'user', userId: user.id });
  const isApplied = record.outcomes.get(user.id)?.status === 'applied';
  const written = change.steps.flatMap((step) => (step.kind === 'write-licenses' ? step.add : []));
  const { licenses, country } = summarizeSteps(change.steps);
  const held = written.filter(
    ({ skuId }) =>
      given.has(entitlementToKey(toPlan(skuId))) || (isApplied && licenses.changed.includes(skuId)),
  );
  const gone = new Set(
    [...taken.values()].flatMap((entitlement) => (entitlement.kind === 'plan' ? [entitlement.skuId] : [])),
  );
  if (held.length + gone.size === 0) return user;
  const replaced = new Set([...gone, ...held.map(({ skuId }) => skuId)]);
  const location = user.usageLocation ?? country;
  return {
    ...user,
    ...(location ? { usageLocation: location } : {}),
    licenses: [
      ...user.licenses.filter((license) => license.assignedByGroup !== null || !replaced.has(license.skuId)),
      ...held.map(toAssignment),
    ],
  };
}

function toAssignment({ skuId, disabledPlans }: LicenseAdd): LicenseAssignment {
  return { skuId, disabledPlans, assignedByGroup: null, state: 'Active' };
}

/** The group with those whom the publish let in and out, and with the plans that it gave and took. */
function showOnGroup(held: HeldGroup, record: PublishRecord, now: number): HeldGroup {
  const { groupId } = held;
  if (record.group?.groupId !== groupId) return held;
  const membership = entitlementToKey({ kind: 'membership', groupId });
  const members = new Set(held.members);
  for (const { userId } of record.changes) {
    if (!isRecent(record, userId, now)) continue;
    const { given, taken } = record.effectsOf({ kind: 'user', userId });
    if (given.has(membership)) members.add(userId);
    if (taken.has(membership)) members.delete(userId);
  }
  const { given, taken } = record.effectsOf({ kind: 'group', groupId });
  if (record.finished && ageMs(record.finished.at, now) >= lagMs) return { ...held, members };
  const confirmed = (record.plannedGroup?.add ?? []).filter(({ skuId }) =>
    given.has(entitlementToKey(toPlan(skuId))),
  );
  const replaced = new Set([
    ...[...taken.values()].flatMap((each) => (each.kind === 'plan' ? [each.skuId] : [])),
    ...confirmed.map(({ skuId }) => skuId),
  ]);
  const licenses = [...held.licenses.filter(({ skuId }) => !replaced.has(skuId)), ...confirmed];
  return { ...held, members, licenses };
}
