import { planKind } from '../../../model/plan/plan-kind.js';
import type { Plan } from '../../../model/plan/plan.js';

/** A column besides the name, which is always there. */
export type ColumnId =
  'userPrincipalName' | 'department' | 'jobTitle' | 'country' | 'state' | EntitlementColumnId;

/** Of a plan, or of a service that a workspace holds. */
export type EntitlementColumnId = `plan:${string}` | `service:${string}`;

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  readonly skuId?: string;
}

/** Plans that are shown unless the administrator chooses others. */
const mainPlanCount = 4;

/** All columns there are, in the order in which they stand. */
export function listColumns(
  plans: readonly Plan[],
  services: readonly Column[],
  words: Readonly<Record<'userPrincipalName' | 'department' | 'jobTitle' | 'country' | 'state', string>>,
): readonly Column[] {
  const held = plans
    .filter((plan) => plan.appliesTo === 'User')
    .sort((a, b) => weight(b) - weight(a))
    .map(({ skuId, name }): Column => ({ id: `plan:${skuId}`, label: name, skuId }));
  return [
    { id: 'userPrincipalName', label: words.userPrincipalName },
    { id: 'department', label: words.department },
    { id: 'jobTitle', label: words.jobTitle },
    { id: 'country', label: words.country },
    ...held,
    ...services,
    { id: 'state', label: words.state },
  ];
}

export function isEntitlement(id: string): id is EntitlementColumnId {
  return /^(plan|service):/.test(id);
}

/** The columns shown at first: department, the plans that most people hold, state. */
export function mainColumns(columns: readonly Column[]): readonly ColumnId[] {
  const plans = columns.filter(({ skuId }) => skuId).slice(0, mainPlanCount);
  return ['department', ...plans.map(({ id }) => id), 'state'];
}

/** Paid plans first, then those that most people hold. */
function weight(plan: Plan): number {
  return plan.consumedUnits + (planKind(plan, undefined) === 'paid' ? 1e9 : 0);
}
