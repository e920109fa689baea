import type { DirectoryUser, LicenseAssignment } from '../model/user.js';
import { toDirectWork } from './group-work.js';
import type { Journal, RecordedChange, RecordedOutcome } from './journal.js';
import { groupKey, type HeldGroup } from './publish-input.js';
import { readPublishRecord, type PublishRecord } from './publish-record.js';

/** How long Microsoft's reads may lag behind what it confirmed, in milliseconds. Usually seconds; nothing is promised. */
const lagMs = 60_000;

/**
 * Shows what Microsoft confirmed in the last minute on users, and on a workspace's group, whose read may not show it yet:
 * the answer to a write is trusted over a read that follows at once.
 */
export async function overlayRecentWrites(
  users: Map<string, DirectoryUser>,
  journal: Journal,
  now: number,
  of?: { readonly workspaceId: string; readonly group: HeldGroup | undefined },
): Promise<HeldGroup | undefined> {
  const since = new Date(now - lagMs).toISOString();
  const summaries = await journal.list();
  const recent = summaries.filter(({ finished }) => !finished || finished.at >= since).reverse();
  let shown = of?.group;
  for (const { head } of recent) {
    const record = await readPublishRecord(journal, head.publishId);
    const outcomes = new Map([...record.outcomes].filter(([, { at }]) => at >= since));
    for (const change of record.changes) {
      const outcome = outcomes.get(change.userId);
      const user = users.get(change.userId);
      if (user && outcome) users.set(user.id, showOutcome(user, toDirectWork(change), outcome));
    }
    if (shown && head.workspaceId === of?.workspaceId) shown = showOnGroup(shown, record, outcomes);
  }
  return shown;
}

/** The group with those whom the publish let in and out, and with the plans that it gave and took. */
function showOnGroup(
  held: HeldGroup,
  { head, group }: PublishRecord,
  outcomes: ReadonlyMap<string, RecordedOutcome>,
): HeldGroup {
  const key = groupKey(head.workspaceId);
  const members = new Set(held.members);
  for (const { userId, given, taken } of outcomes.values()) {
    if (given.includes(key)) members.add(userId);
    if (taken.includes(key)) members.delete(userId);
  }
  const { given = [], taken = [] } = outcomes.get(key) ?? {};
  const confirmed = group?.addLicenses.filter(({ skuId }) => given.includes(skuId)) ?? [];
  const replaced = new Set([...taken, ...confirmed.map(({ skuId }) => skuId)]);
  const licenses = [...held.licenses.filter(({ skuId }) => !replaced.has(skuId)), ...confirmed];
  return { ...held, members, licenses };
}

function showOutcome(user: DirectoryUser, change: RecordedChange, outcome: RecordedOutcome): DirectoryUser {
  const taken = new Set(outcome.taken);
  const given = change.addLicenses.filter(
    ({ skuId }) =>
      outcome.given.includes(skuId) || (outcome.status === 'applied' && change.changedPlans.includes(skuId)),
  );
  if (given.length + taken.size === 0) return user;
  const replaced = new Set([...taken, ...given.map(({ skuId }) => skuId)]);
  const shown = user.licenses.filter(
    (license) => license.assignedByGroup !== null || !replaced.has(license.skuId),
  );
  const confirmed = given.map(({ skuId, disabledPlans }): LicenseAssignment => ({
    skuId,
    disabledPlans,
    assignedByGroup: null,
    state: 'Active',
  }));
  const location = user.usageLocation ?? change.setUsageLocation;
  return {
    ...user,
    ...(location ? { usageLocation: location } : {}),
    licenses: [...shown, ...confirmed],
  };
}
