import fc from 'fast-check';
import type { HeldService } from '../../../src/catalog/held-services.js';
import { toPlan, toService, type Entitlement } from '../../../src/model/holding/entitlement.js';
import { GrantIndex } from '../../../src/model/holding/grant-index.js';
import { grantKey, type Grant, type GrantNote } from '../../../src/model/holding/grant.js';
import type { DirectoryUser, LicenseAssignment } from '../../../src/model/holding/user.js';
import type { Plan } from '../../../src/model/plan/plan.js';
import type { ChangeSet, UserChange } from '../../../src/model/publish/change-set.js';
import { summarizeSteps } from '../../../src/model/publish/step.js';
import {
  createWorkspace,
  serviceKey,
  type Workspace,
  type WorkspaceContent,
} from '../../../src/model/workspace/workspace.js';
import type { ReviewInput } from '../../../src/publishing/review/review-input.js';

/** The smallest tenant in which all rules of licensing hold: what Graph would refuse, it refuses. */
export interface ModelTenant {
  readonly users: Map<string, DirectoryUser>;
  readonly plans: readonly Plan[];
  /** `userId key`. */
  readonly services: Map<string, HeldService>;
  /** By `grantKey`. */
  readonly grants: Map<string, Grant>;
  readonly workspaces: Map<string, Workspace>;
  /** ISO 8601, UTC. */
  readonly time: { now: string };
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
    grants: new GrantIndex(tenant.grants.values()),
    readAt: tenant.time.now,
    ...more,
  };
}

/** Does what Graph does with one change. Throws where Graph would refuse it. */
export function applyChange(
  tenant: ModelTenant,
  { userId, steps }: Pick<UserChange, 'userId' | 'steps'>,
  workspaceId: string | undefined,
): void {
  const { licenses: written, giveServices, takeServices, country } = summarizeSteps(steps);
  const { add, changed, remove } = written;
  const user = tenant.users.get(userId);
  if (!user) throw new Error('404');
  const location = country ?? user.usageLocation;
  if (add.length > 0 && !location) throw new Error('invalid usage location');
  for (const skuId of remove)
    if (!user.licenses.some((license) => license.skuId === skuId && license.assignedByGroup === null))
      throw new Error(`does not hold ${skuId}`);
  const replaced = new Set([...remove, ...add.map(({ skuId }) => skuId)]);
  const kept = user.licenses.filter(
    (license) => license.assignedByGroup !== null || !replaced.has(license.skuId),
  );
  for (const { skuId } of add) {
    const plan = tenant.plans.find((each) => each.skuId === skuId);
    if (!plan || plan.appliesTo !== 'User' || plan.capabilityStatus === 'Suspended')
      throw new Error(`cannot assign ${skuId}`);
    if (holds(user, skuId)) continue;
    const { enabled, warning } = plan.prepaidUnits;
    if (consumedUnits(tenant, skuId) >= enabled + warning) throw new Error(`no ${skuId} left`);
  }
  const added = add.map(({ skuId, disabledPlans }): LicenseAssignment => ({
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
  for (const service of giveServices)
    tenant.services.set(`${user.id} ${serviceKey(service)}`, { ...service, userId: user.id });
  for (const service of takeServices) tenant.services.delete(`${user.id} ${serviceKey(service)}`);
  for (const entitlement of [...remove.map(toPlan), ...takeServices.map(toService)])
    endGrants(tenant, userId, entitlement);
  if (workspaceId === undefined) return;
  const given = add.map(({ skuId }) => skuId).filter((skuId) => !changed.includes(skuId));
  for (const entitlement of [...given.map(toPlan), ...giveServices.map(toService)])
    putGrant(tenant, { workspaceId, holder: { kind: 'user', userId }, entitlement });
}

/** Does what the store does with the notes of a publish. */
export function applyNotes(tenant: ModelTenant, { notes }: Pick<ChangeSet, 'notes'>): void {
  for (const note of notes) {
    const known = tenant.grants.get(grantKey(note));
    if (note.action === 'adopt') putGrant(tenant, note);
    else if (note.action === 'drop') tenant.grants.delete(grantKey(note));
    else if (note.action === 'missing' && known)
      tenant.grants.set(grantKey(note), { missingSince: note.at, ...known });
  }
}

function putGrant(
  tenant: ModelTenant,
  about: Pick<GrantNote, 'workspaceId' | 'holder' | 'entitlement'>,
): void {
  const { workspaceId, holder, entitlement } = about;
  tenant.grants.set(grantKey(about), { workspaceId, holder, entitlement, state: 'given', publishId: 'one' });
}

function endGrants(tenant: ModelTenant, userId: string, entitlement: Entitlement): void {
  for (const workspaceId of tenant.workspaces.keys())
    tenant.grants.delete(grantKey({ workspaceId, holder: { kind: 'user', userId }, entitlement }));
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
    grants: new Map(),
    time: { now: at },
    workspaces: new Map(workspaceIds.map((id) => [id, createWorkspace(id, id, { at, by: '' })])),
  }));
