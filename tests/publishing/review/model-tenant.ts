import fc from 'fast-check';
import type { Plan } from '../../../src/model/plan.js';
import type { UserChange } from '../../../src/model/change-set.js';
import type { DirectoryUser, LicenseAssignment } from '../../../src/model/user.js';
import {
  createWorkspace,
  serviceKey,
  type Workspace,
  type WorkspaceContent,
} from '../../../src/model/workspace.js';
import type { RecordedChange } from '../../../src/publishing/journal.js';
import { Ledger } from '../../../src/publishing/review/grant-index.js';
import type { HeldService, ReviewInput } from '../../../src/publishing/review/review-input.js';

/** The smallest tenant in which all rules of licensing hold: what Graph would refuse, it refuses. */
export interface ModelTenant {
  readonly users: Map<string, DirectoryUser>;
  readonly plans: readonly Plan[];
  /** `userId key`. */
  readonly services: Map<string, HeldService>;
  readonly ledger: Ledger;
  readonly workspaces: Map<string, Workspace>;
}

export const skuIds = ['plan-a', 'plan-b', 'plan-c', 'plan-d'] as const;
const groupIds = ['group-1'] as const;
const at = '2026-01-01T00:00:00Z';

export function consumedUnits(tenant: ModelTenant, skuId: string): number {
  return [...tenant.users.values()].filter((user) => holds(user, skuId)).length;
}

/** The plans with their counts as they are now. */
function countedPlans(tenant: ModelTenant): Plan[] {
  return tenant.plans.map((plan) => ({ ...plan, consumedUnits: consumedUnits(tenant, plan.skuId) }));
}

export function holds(user: DirectoryUser, skuId: string): boolean {
  return user.licenses.some((license) => license.skuId === skuId && license.state !== 'Error');
}

export function toInput(
  tenant: ModelTenant,
  workspaceId: string,
  more: Partial<ReviewInput> = {},
): ReviewInput {
  const workspace = tenant.workspaces.get(workspaceId);
  if (!workspace) throw new Error(`No workspace ${workspaceId}.`);
  return {
    workspace,
    others: [...tenant.workspaces.values()].filter(({ id }) => id !== workspaceId),
    users: tenant.users,
    plans: countedPlans(tenant),
    services: [...tenant.services.values()],
    ledger: tenant.ledger,
    readAt: at,
    ...more,
  };
}

/** Does what Graph does with one change. Throws where Graph would refuse it. */
export function applyChange(
  tenant: ModelTenant,
  change: UserChange | RecordedChange,
  workspaceId: string,
): void {
  const user = tenant.users.get(change.userId);
  if (!user) throw new Error('404');
  const location = change.setUsageLocation ?? user.usageLocation;
  if (change.addLicenses.length > 0 && !location) throw new Error('invalid usage location');
  for (const skuId of change.removeLicenses)
    if (!user.licenses.some((license) => license.skuId === skuId && license.assignedByGroup === null))
      throw new Error(`does not hold ${skuId}`);
  const replaced = new Set([...change.removeLicenses, ...change.addLicenses.map((add) => add.skuId)]);
  const kept = user.licenses.filter(
    (license) => license.assignedByGroup !== null || !replaced.has(license.skuId),
  );
  for (const { skuId } of change.addLicenses) {
    const plan = tenant.plans.find((each) => each.skuId === skuId);
    if (!plan || plan.appliesTo !== 'User' || plan.capabilityStatus === 'Suspended')
      throw new Error(`cannot assign ${skuId}`);
    if (holds(user, skuId)) continue;
    const { enabled, warning } = plan.prepaidUnits;
    if (consumedUnits(tenant, skuId) >= enabled + warning) throw new Error(`no ${skuId} left`);
  }
  const added = change.addLicenses.map(({ skuId, disabledPlans }): LicenseAssignment => ({
    skuId,
    disabledPlans,
    assignedByGroup: null,
    state: 'Active',
  }));
  tenant.users.set(user.id, {
    ...user,
    ...(location ? { usageLocation: location } : {}),
    licenses: [...kept, ...added],
  });
  for (const service of change.addServices)
    tenant.services.set(`${user.id} ${serviceKey(service)}`, { ...service, userId: user.id });
  for (const service of change.removeServices) tenant.services.delete(`${user.id} ${serviceKey(service)}`);
  for (const key of [...change.removeLicenses, ...change.removeServices.map(serviceKey)])
    tenant.ledger.forget(user.id, key);
  const given = change.addLicenses.map((add) => add.skuId).filter((id) => !change.changedPlans.includes(id));
  for (const key of [...given, ...change.addServices.map(serviceKey)])
    tenant.ledger.claim({ workspaceId, userId: user.id, key });
}

const app = (skuId: string, index: number) => ({
  servicePlanId: `${skuId}-app-${index}`,
  servicePlanName: `APP_${index}`,
  name: `App ${index}`,
  switchable: index < 3,
});

const anyPlan = (skuId: string): fc.Arbitrary<Plan> =>
  fc
    .record({
      units: fc.nat(10),
      state: fc.constantFrom('Enabled', 'Enabled', 'Enabled', 'Warning', 'Suspended'),
      company: fc.nat(9).map((n) => n === 0),
    })
    .map(({ units, state, company }): Plan => ({
      skuId,
      skuPartNumber: skuId.toUpperCase(),
      name: skuId,
      appliesTo: company ? 'Company' : 'User',
      capabilityStatus: state,
      consumedUnits: 0,
      prepaidUnits: {
        enabled: state === 'Enabled' ? units : 0,
        warning: state === 'Warning' ? units : 0,
        suspended: state === 'Suspended' ? units : 0,
        lockedOut: 0,
      },
      apps: [0, 1, 2, 3].map((index) => app(skuId, index)),
      subscriptionIds: [],
    }));

const anyOff = (skuId: string): fc.Arbitrary<string[]> =>
  fc.subarray([0, 1, 2].map((index) => `${skuId}-app-${index}`));

const anyLicense = (skuId: string): fc.Arbitrary<LicenseAssignment[]> =>
  fc
    .record({
      direct: fc.nat(3).map((n) => n === 0),
      inherited: fc.nat(5).map((n) => n === 0),
      off: anyOff(skuId),
      failed: fc.nat(7).map((n) => n === 0),
    })
    .map(({ direct, inherited, off, failed }): LicenseAssignment[] => [
      ...(direct ? [{ skuId, disabledPlans: off, assignedByGroup: null, state: 'Active' as const }] : []),
      ...(inherited
        ? [
            {
              skuId,
              disabledPlans: [],
              assignedByGroup: groupIds[0],
              state: failed ? ('Error' as const) : ('Active' as const),
              ...(failed ? { error: 'CountViolation' } : {}),
            },
          ]
        : []),
    ]);

const mostly = (often: number): fc.Arbitrary<boolean> => fc.nat(often).map((n) => n > 0);

export const anyUser = (id: string): fc.Arbitrary<DirectoryUser> =>
  fc
    .record({
      displayName: fc.constantFrom('Ann', 'Bob', 'Cleo', 'Dan'),
      located: mostly(4),
      accountEnabled: mostly(6),
      member: mostly(6),
      synced: mostly(6),
      licenses: fc.tuple(...skuIds.map(anyLicense)).map((lists) => lists.flat()),
    })
    .map(({ displayName, located, accountEnabled, member, synced, licenses }) => ({
      id,
      displayName,
      userPrincipalName: `${id}@contoso.com`,
      ...(located ? { usageLocation: 'CH' } : {}),
      accountEnabled,
      guest: !member,
      synced,
      licenses,
    }));

export const userIds = Array.from({ length: 8 }, (_, index) => `user-${index}`);
export const workspaceIds = ['ws-1', 'ws-2', 'ws-3'] as const;

export const anyContent: fc.Arbitrary<Omit<WorkspaceContent, 'name' | 'description'>> = fc.record({
  plans: fc
    .tuple(
      fc.subarray([...skuIds]),
      fc.array(fc.constantFrom('on' as const, 'off' as const, 'as-is' as const), {
        minLength: 3 * skuIds.length,
        maxLength: 3 * skuIds.length,
      }),
    )
    .map(([skus, choices]) =>
      skus.map((skuId, position) => {
        const apps: Record<string, 'on' | 'off'> = {};
        for (const index of [0, 1, 2]) {
          const choice = choices[3 * position + index];
          if (choice && choice !== 'as-is') apps[`${skuId}-app-${index}`] = choice;
        }
        return { skuId, apps };
      }),
    ),
  services: fc.subarray([{ providerId: 'desktops', serviceId: 'standard' }]),
  subscribers: fc.subarray([...userIds, 'user-gone']),
});

export const anyTenant: fc.Arbitrary<ModelTenant> = fc
  .tuple(fc.tuple(...skuIds.map(anyPlan)), fc.tuple(...userIds.map(anyUser)))
  .map(([plans, users]) => ({
    plans,
    users: new Map(users.map((user) => [user.id, user])),
    services: new Map(),
    ledger: new Ledger(),
    workspaces: new Map(workspaceIds.map((id) => [id, createWorkspace(id, id, { at, by: '' })])),
  }));
