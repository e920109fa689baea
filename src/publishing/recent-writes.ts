import type { DirectoryUser, LicenseAssignment } from '../model/user.js';
import { toDirectWork } from './group-work.js';
import type { Journal, RecordedChange, RecordedOutcome } from './journal.js';
import { readPublishRecord } from './publish-record.js';

/** How long Microsoft's reads may lag behind what it confirmed, in milliseconds. Usually seconds; nothing is promised. */
const lagMs = 60_000;

/**
 * Shows what Microsoft confirmed in the last minute on users whose read may not show it yet:
 * the answer to a write is trusted over a read that follows at once.
 */
export async function overlayRecentWrites(
  users: Map<string, DirectoryUser>,
  journal: Journal,
  now: number,
): Promise<void> {
  const since = new Date(now - lagMs).toISOString();
  const summaries = await journal.list();
  const recent = summaries.filter(({ finished }) => !finished || finished.at >= since).reverse();
  for (const { head } of recent) {
    const { changes, outcomes } = await readPublishRecord(journal, head.publishId);
    for (const change of changes) {
      const outcome = outcomes.get(change.userId);
      const user = users.get(change.userId);
      if (user && outcome && outcome.at >= since)
        users.set(user.id, showOutcome(user, toDirectWork(change), outcome));
    }
  }
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
