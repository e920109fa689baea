import type { HeldService } from '../../../catalog/held-services.js';
import type { ReadOptions } from '../../../graph/graph-client.js';
import { dayMs } from '../../../model/days.js';
import { ageMs } from '../../../model/elapsed.js';
import { entitlementToKey, toMembership, toPlan } from '../../../model/holding/entitlement.js';
import type { GrantIndex } from '../../../model/holding/grant-index.js';
import { groupHolder, userHolder } from '../../../model/holding/holder.js';
import { directLicense, type DirectoryUser, type LicenseAssignment } from '../../../model/holding/user.js';
import { isDirect } from '../../../model/holding/working-licenses.js';
import { summarizeSteps, type LicenseAdd, type LicenseChange } from '../../../model/publish/step.js';
import { serviceKey } from '../../../model/workspace/workspace.js';
import { readRecords, type Effects, type PublishRecord } from '../../../store/journal/publish-record.js';
import type { Journal } from '../../../store/store.js';
import type { HeldGroup } from '../review-input.js';
import { withoutOvertaken } from './overtaken.js';

/** How long Microsoft's reads may lag behind what it confirmed, in milliseconds. Usually seconds; nothing is promised. */
export const lagMs = 60_000;

/** What Microsoft confirmed in the last minute: its answer to a write is trusted over a read that follows at once. */
export class RecentWrites {
  readonly #records: readonly PublishRecord[];
  readonly #now: () => number;

  /** @param records - the one started first first */
  constructor(records: readonly PublishRecord[], now: () => number) {
    this.#records = records;
    this.#now = now;
  }

  /** The person with the licenses that were confirmed or seen. */
  showOnPerson(user: DirectoryUser): DirectoryUser {
    if (user.licensesUnknown) return user;
    return this.#records
      .filter((record) => record.changeOf(user.id) && this.#isRecent(record, user.id))
      .reduce(showOnPerson, user);
  }

  /** The group with those who were let in and out, and with the plans that it was given and that were taken. */
  showOnGroup(group: HeldGroup): HeldGroup {
    const membership = entitlementToKey(toMembership(group.groupId));
    const members = new Set(group.members);
    const records = this.#records.filter((record) => groupIdOf(record) === group.groupId);
    for (const [userId, { given, taken }] of records.flatMap((record) => this.#listEffects(record))) {
      if (given.has(membership)) members.add(userId);
      if (taken.has(membership)) members.delete(userId);
    }
    return records
      .filter(({ finished }) => !finished || ageMs(finished.at, this.#now()) < lagMs)
      .reduce(showOnGroup, { ...group, members });
  }

  /**
   * A group as it was read, with what was confirmed. One that is not found is gone, unless something was done with it a
   * moment ago: then it was just made, and nothing is read of it yet.
   */
  showGroup(groupId: string, read: HeldGroup | undefined): HeldGroup | undefined {
    const isYoung = this.#records.some(
      (record) => groupIdOf(record) === groupId && ageMs(lastSeen(record), this.#now()) < lagMs,
    );
    const group = read ?? (isYoung ? { groupId, members: new Set<string>(), licenses: [] } : undefined);
    return group && this.showOnGroup(group);
  }

  /** The services with what was given and taken. */
  showOnServices(services: readonly HeldService[]): readonly HeldService[] {
    const shown = new Map(services.map((service) => [heldKey(service), service]));
    for (const [userId, { given, taken }] of this.#records.flatMap((record) => this.#listEffects(record))) {
      for (const service of listServices(userId, given))
        if (!shown.has(heldKey(service))) shown.set(heldKey(service), service);
      for (const service of listServices(userId, taken)) shown.delete(heldKey(service));
    }
    return [...shown.values()];
  }

  /** What took effect, for those of whom a read may not show it yet. */
  #listEffects(record: PublishRecord): (readonly [userId: string, Effects])[] {
    return record.changes
      .filter(({ userId }) => this.#isRecent(record, userId))
      .map(({ userId }) => [userId, record.effectsOf(userHolder(userId))]);
  }

  #isRecent(record: PublishRecord, userId: string): boolean {
    return ageMs(record.outcomes.get(userId)?.at ?? lastSeen(record), this.#now()) < lagMs;
  }
}

/** The group that a publish worked on: one that leaves the group route is not recorded as having it. */
function groupIdOf({ group, plannedGroup }: PublishRecord): string | undefined {
  return group?.groupId ?? plannedGroup?.groupId;
}

/** When a publish may have written something last (ISO 8601, UTC). */
function lastSeen({ head, finished, claimedAt }: PublishRecord): string {
  // One that was cut off is ended by whoever takes over, later than it wrote anything.
  const end = finished?.end === 'superseded' ? undefined : finished?.at;
  return end ?? claimedAt ?? head.startedAt;
}

/**
 * Reads what was written in the last minute, by whomever.
 *
 * @param grants - what is on record now: what somebody did since, whose journal is elsewhere, is not written over again
 * @param now - milliseconds since the epoch
 */
export async function readRecentWrites(
  journal: Pick<Journal, 'list' | 'read'>,
  grants: GrantIndex,
  now: () => number,
  options: ReadOptions = {},
): Promise<RecentWrites> {
  const { publishes } = await journal.list(options);
  // One that did not end within a day of its start has nothing that could still lag.
  const recent = publishes.filter(({ head, finished }) =>
    finished ? ageMs(finished.at, now()) < lagMs : ageMs(head.startedAt, now()) < dayMs,
  );
  const records = await readRecords(journal, recent.reverse(), options);
  return new RecentWrites(
    records.map((record) => withoutOvertaken(record, grants)),
    now,
  );
}

/**
 * Of what was written to a holder, the licenses that were confirmed, and all plans (SKU ids) that are no longer as they were.
 *
 * @param isAnswered - only an answer says which apps it has; a later look saw no more than the plan
 */
function listConfirmed(
  { given, taken }: Effects,
  written: readonly LicenseAdd[],
  isAnswered: boolean,
  isChange: (skuId: string) => boolean,
  isHeld: (skuId: string) => boolean,
): { readonly confirmed: readonly LicenseAdd[]; readonly replaced: ReadonlySet<string> } {
  const confirmed = written.filter(({ skuId }) =>
    isChange(skuId)
      ? isAnswered
      : given.has(entitlementToKey(toPlan(skuId))) && (isAnswered || !isHeld(skuId)),
  );
  const gone = [...taken.values()].flatMap((each) => (each.kind === 'plan' ? [each.skuId] : []));
  return { confirmed, replaced: new Set([...gone, ...confirmed.map(({ skuId }) => skuId)]) };
}

function showOnPerson(user: DirectoryUser, record: PublishRecord): DirectoryUser {
  const groupId = groupIdOf(record);
  const outcome = record.outcomes.get(user.id);
  const steps = record.changeOf(user.id)?.steps ?? [];
  const { licenses, throughGroup, country } = summarizeSteps(steps);
  const { confirmed, replaced } = listConfirmed(
    record.effectsOf(userHolder(user.id)),
    steps.flatMap((step) => (step.kind === 'write-licenses' ? step.add : [])),
    outcome?.status === 'applied' && outcome.reason !== 'settled-later',
    (skuId) => licenses.changed.includes(skuId),
    (skuId) => directLicense(user, skuId) !== undefined,
  );
  const shown =
    outcome?.status === 'applied' && groupId !== undefined && isStillMoved(record, user.id, groupId)
      ? showThroughGroup(user, groupId, throughGroup)
      : user;
  if (replaced.size === 0) return shown;
  const location = user.usageLocation ?? country;
  return {
    ...shown,
    ...(location ? { usageLocation: location } : {}),
    licenses: [
      ...shown.licenses.filter((license) => !isDirect(license) || !replaced.has(license.skuId)),
      ...confirmed.map((license) => ({ ...license, assignedByGroup: null, state: 'Active' as const })),
    ],
  };
}

/** Whether whoever joined or left is still where the publish has put them. */
function isStillMoved(record: PublishRecord, userId: string, groupId: string): boolean {
  const { given, taken } = record.effectsOf(userHolder(userId));
  const membership = entitlementToKey(toMembership(groupId));
  const steps = record.changeOf(userId)?.steps ?? [];
  return steps.every(
    ({ kind }) => (kind !== 'join' || given.has(membership)) && (kind !== 'leave' || taken.has(membership)),
  );
}

/** The person with the licenses that were seen to come and go with the group: another replica may not know yet. */
function showThroughGroup(
  user: DirectoryUser,
  groupId: string,
  { add, changed, remove }: LicenseChange,
): DirectoryUser {
  const isFromGroup = (license: LicenseAssignment): boolean => license.assignedByGroup === groupId;
  const isRead = (skuId: string): boolean =>
    user.licenses.some((license) => isFromGroup(license) && license.skuId === skuId);
  const seen = add.filter(({ skuId }) => changed.includes(skuId) || !isRead(skuId));
  const replaced = new Set([...remove, ...seen.map(({ skuId }) => skuId)]);
  if (replaced.size === 0) return user;
  return {
    ...user,
    licenses: [
      ...user.licenses.filter((license) => !isFromGroup(license) || !replaced.has(license.skuId)),
      ...seen.map((license) => ({ ...license, assignedByGroup: groupId, state: 'Active' as const })),
    ],
  };
}

function showOnGroup(held: HeldGroup, record: PublishRecord): HeldGroup {
  const { add = [], before = [] } = record.plannedGroup ?? {};
  const { confirmed, replaced } = listConfirmed(
    record.effectsOf(groupHolder(held.groupId)),
    add,
    // Had the group's write not been confirmed, the publish would have stopped.
    record.finished?.end === 'completed',
    (id) => before.some(({ skuId }) => skuId === id),
    (id) => held.licenses.some(({ skuId }) => skuId === id),
  );
  return {
    ...held,
    licenses: [...held.licenses.filter(({ skuId }) => !replaced.has(skuId)), ...confirmed],
  };
}

function listServices(userId: string, effects: Effects['given']): HeldService[] {
  return [...effects.values()].flatMap((each) => {
    if (each.kind !== 'service') return [];
    const { kind: _kind, ...service } = each;
    return [{ userId, ...service }];
  });
}

/** One text that identifies who has which service. */
export function heldKey({ userId, ...service }: HeldService): string {
  return `${userId} ${serviceKey(service)}`;
}
