import type { Finding } from '../../insights/finding.js';
import { daysBetween } from '../../model/days.js';
import { countPlan } from '../../model/plan/plan.js';
import { nameOf, type InsightsParts } from './insights-parts.js';

/** A renewal farther away than this needs no hurry, in days. */
const soonDays = 90;

/** What a finding is called and what there is to say about it. */
export function describeFinding(
  parts: Pick<InsightsParts, 'strings' | 'plans' | 'nameFormer' | 'inactiveDays' | 'unknownSignIns' | 'now'>,
  finding: Finding,
): { readonly title: string; readonly note: string } {
  const { text } = parts.strings;
  const { kind, skuId, containingSkuId, on } = finding;
  const plan = nameOf(parts, skuId);
  const containing = nameOf(parts, containingSkuId);
  const days = on ? Math.ceil(daysBetween(parts.now, on)) : undefined;
  const soon = days !== undefined && days <= soonDays;
  return {
    title: text.title(kind, plan, containing, parts.inactiveDays, soon),
    note: describeNote(parts, finding, { plan, containing, days }),
  };
}

function describeNote(
  { strings: { text }, plans, inactiveDays, unknownSignIns }: Parameters<typeof describeFinding>[0],
  { kind, skuId, licenses, people, on }: Finding,
  { plan, containing, days }: { plan: string; containing: string; days: number | undefined },
): string {
  const found = skuId ? plans.get(skuId) : undefined;
  const counts = found ? countPlan(found) : undefined;
  switch (kind) {
    case 'unassigned':
      return text.unassignedNote(licenses, counts?.total ?? licenses, on, days);
    case 'expiring':
      return text.expiringNote(licenses, counts?.total ?? licenses, counts?.available ?? 0, on);
    case 'suspended':
      return text.suspendedNote(licenses);
    case 'sign-in-disabled':
      return text.disabledNote(people);
    case 'never-signed-in':
      return text.neverNote(inactiveDays);
    case 'inactive':
      return text.inactiveNote(people, unknownSignIns);
    case 'overlapping':
      return text.overlappingNote(plan, containing);
    case 'shared-mailbox':
      return text.sharedNote;
    case 'direct-and-group':
      return text.bothNote;
    case 'assignment-error':
      return text.errorNote;
  }
}

/** When what the finding is drawn from was read. */
export function dateFinding(
  { directoryReadAt, signInsReadAt, reportAsOf }: InsightsParts,
  { kind }: Finding,
): Date {
  if (kind === 'inactive' || kind === 'never-signed-in') return signInsReadAt ?? directoryReadAt;
  return kind === 'shared-mailbox' ? (reportAsOf ?? directoryReadAt) : directoryReadAt;
}
