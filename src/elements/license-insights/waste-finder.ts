import type { SignIns } from '../../context/reads.js';
import { findWaste } from '../../insights/find-waste.js';
import type { Finding, WasteReport } from '../../insights/finding.js';
import type { Keep } from '../../insights/keep.js';
import type { Prices } from '../../insights/prices.js';
import { findSharedMailboxes } from '../../insights/shared-mailboxes.js';
import type { Plan } from '../../model/plan.js';
import type { DirectoryUser } from '../../model/user.js';
import type { MailboxReport } from '../../services/reports.js';
import type { Subscription } from '../../services/subscriptions.js';

/** Draws findings from what was read. To be remembered (`createMemo`): the same readings give the same findings. */
export function drawFindings(
  users: readonly DirectoryUser[],
  plans: readonly Plan[],
  subscriptions: readonly Subscription[] | undefined,
  signIns: SignIns | undefined,
  report: MailboxReport | undefined,
  keeps: readonly Keep[],
  prices: Prices | undefined,
  inactiveDays: number,
): WasteReport {
  return findWaste({
    users,
    plans,
    ...(subscriptions ? { subscriptions } : {}),
    ...(signIns ? { signIns: signIns.byUser } : {}),
    ...(report ? { sharedMailboxes: findSharedMailboxes(users, report.mailboxes) } : {}),
    ...(prices ? { prices } : {}),
    keeps,
    now: new Date(),
    inactiveDays,
  });
}

/** The groups through which people of opened findings hold a license, sorted. */
export function listGroups(findings: readonly Finding[], opened: ReadonlySet<string>): readonly string[] {
  const ids = findings
    .filter(({ id }) => opened.has(id))
    .flatMap(({ items }) => items.filter(({ direct }) => !direct).flatMap(({ groupIds }) => groupIds));
  return [...new Set(ids)].sort();
}
