import type { HeldService } from '../../../catalog/held-services.js';
import type { ReadOptions } from '../../../graph/graph-client.js';
import { ageMs } from '../../../model/elapsed.js';
import { entitlementToKey, toMembership, toPlan, type Entitlement } from '../../../model/entitlement.js';
import { groupHolder, userHolder } from '../../../model/holder.js';
import { summarizeSteps, type LicenseAdd } from '../../../model/step.js';
import { directLicense, type DirectoryUser } from '../../../model/user.js';
import { isDirect } from '../../../model/working-licenses.js';
import { serviceKey } from '../../../model/workspace.js';
import { readRecords, type Effects, type PublishRecord } from '../../../store/journal/publish-record.js';
import type { Journal } from '../../../store/store.js';
import type { HeldGroup } from '../review-input.js';

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

  /** The person with what was confirmed, directly. */
  showOnPerson(user: DirectoryUser): DirectoryUser {
    if (user.licensesUnknown) return user;
    const now = this.#now();
    let shown = user;
    for (const record of this.#records) {
      const change = record.changeOf(user.id);
      if (change && isRecent(record, user.id, now)) shown = showOnPerson(shown, record, change);
    }
    return shown;
  }

  /** The group with those who were let in and out, and with the plans that it was given and that were taken. */
  showOnGroup(group: HeldGroup): HeldGroup {
    return this.#records.reduce((shown, record) => showOnGroup(shown, record, this.#now()), group);
  }

  /** The services with what was given and taken. */
  showOnServices(services: readonly HeldService[]): readonly HeldService[] {
    const now = this.#now();
    return this.#records.reduce((shown, record) => showOnServices(shown, record, now), services);
  }
}

/**
 * Reads what was written in the last minute, by whomever.
 *
 * @param now - milliseconds since the epoch
 */
export async function readRecentWrites(
  journal: Pick<Journal, 'list' | 'read'>,
  now: () => number,
  options: ReadOptions = {},
): Promise<RecentWrites> {
  const { publishes } = await journal.list(options);
  const recent = publishes.filter(({ head, finished }) =>
    finished ? ageMs(finished.at, now()) < lagMs : ageMs(head.startedAt, now()) < dayMs,
  );
  return new RecentWrites(await readRecords(journal, recent.reverse(), options), now);
}

/** One that neither ended nor did anything for a day has nothing that could still lag. */
const dayMs = 24 * 60 * 60_000;

function isRecent(
  { head, outcomes, finished, claimedAt }: PublishRecord,
  userId: string,
  now: number,
): boolean {
  // One that was cut off is ended by whoever takes over, later than it wrote anything.
  const end = finished?.end === 'superseded' ? undefined : finished?.at;
  return ageMs(outcomes.get(userId)?.at ?? end ?? claimedAt ?? head.startedAt, now) < lagMs;
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

/** The person with what was confirmed, directly. */
function showOnPerson(
  user: DirectoryUser,
  record: PublishRecord,
  change: PublishRecord['changes'][number],
): DirectoryUser {
  const outcome = record.outcomes.get(user.id);
  const { licenses, country } = summarizeSteps(change.steps);
  const { confirmed, replaced } = listConfirmed(
    record.effectsOf(userHolder(user.id)),
    change.steps.flatMap((step) => (step.kind === 'write-licenses' ? step.add : [])),
    outcome?.status === 'applied' && outcome.reason !== 'settled-later',
    (skuId) => licenses.changed.includes(skuId),
    (skuId) => directLicense(user, skuId) !== undefined,
  );
  if (replaced.size === 0) return user;
  const location = user.usageLocation ?? country;
  return {
    ...user,
    ...(location ? { usageLocation: location } : {}),
    licenses: [
      ...user.licenses.filter((license) => !isDirect(license) || !replaced.has(license.skuId)),
      ...confirmed.map((license) => ({ ...license, assignedByGroup: null, state: 'Active' as const })),
    ],
  };
}

/** The group with those whom the publish let in and out, and with the plans that it gave and took. */
function showOnGroup(held: HeldGroup, record: PublishRecord, now: number): HeldGroup {
  const { groupId } = held;
  if (record.group?.groupId !== groupId) return held;
  const membership = entitlementToKey(toMembership(groupId));
  const members = new Set(held.members);
  for (const { userId } of record.changes) {
    if (!isRecent(record, userId, now)) continue;
    const { given, taken } = record.effectsOf(userHolder(userId));
    if (given.has(membership)) members.add(userId);
    if (taken.has(membership)) members.delete(userId);
  }
  if (record.finished && ageMs(record.finished.at, now) >= lagMs) return { ...held, members };
  const isAmong = (licenses: readonly LicenseAdd[], id: string): boolean =>
    licenses.some(({ skuId }) => skuId === id);
  const { confirmed, replaced } = listConfirmed(
    record.effectsOf(groupHolder(groupId)),
    record.plannedGroup?.add ?? [],
    // Had the group's write not been confirmed, the publish would have stopped.
    record.finished?.end === 'completed',
    (skuId) => isAmong(record.plannedGroup?.before ?? [], skuId),
    (skuId) => isAmong(held.licenses, skuId),
  );
  const licenses = [...held.licenses.filter(({ skuId }) => !replaced.has(skuId)), ...confirmed];
  return { ...held, members, licenses };
}

function showOnServices(
  services: readonly HeldService[],
  record: PublishRecord,
  now: number,
): readonly HeldService[] {
  const given: HeldService[] = [];
  const gone = new Set<string>();
  for (const { userId } of record.changes) {
    if (!isRecent(record, userId, now)) continue;
    const effects = record.effectsOf(userHolder(userId));
    for (const entitlement of effects.given.values())
      if (entitlement.kind === 'service') given.push({ userId, ...withoutKind(entitlement) });
    for (const entitlement of effects.taken.values())
      if (entitlement.kind === 'service') gone.add(heldKey({ userId, ...withoutKind(entitlement) }));
  }
  if (given.length + gone.size === 0) return services;
  const known = new Set(services.map(heldKey));
  return [
    ...services.filter((service) => !gone.has(heldKey(service))),
    ...given.filter((service) => !known.has(heldKey(service)) && !gone.has(heldKey(service))),
  ];
}

function withoutKind({ kind: _kind, ...service }: Extract<Entitlement, { kind: 'service' }>) {
  return service;
}

function heldKey({ userId, ...service }: HeldService): string {
  return `${userId} ${serviceKey(service)}`;
}
