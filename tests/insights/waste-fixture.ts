import fc from 'fast-check';
import type { WasteInput } from '../../src/insights/waste-input.js';
import { dayMs } from '../../src/model/days.js';
import type { DirectoryUser, LicenseAssignment } from '../../src/model/holding/user.js';
import type { Plan } from '../../src/model/plan/plan.js';
import type { SignIn } from '../../src/services/users/sign-ins.js';
import { makePlan as makeAnyPlan } from '../support/make-plan.js';

export const now = new Date('2026-11-23T10:00:00Z');

export function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}

/** A paid plan with these apps, by short names. */
export function makePlan(skuId: string, apps: readonly string[] = [skuId], more: Partial<Plan> = {}): Plan {
  return makeAnyPlan(skuId, [], {
    name: `Plan ${skuId}`,
    consumedUnits: 10,
    apps: apps.map((name) => ({
      servicePlanId: `id-${name}`,
      servicePlanName: name,
      name,
      switchable: true,
    })),
    ...more,
  });
}

export function makeLicense(skuId: string, more: Partial<LicenseAssignment> = {}): LicenseAssignment {
  return { skuId, disabledPlans: [], assignedByGroup: null, state: 'Active', ...more };
}

export function makeUser(id: string, more: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id,
    displayName: `Person ${id}`,
    userPrincipalName: `${id}@contoso.com`,
    accountEnabled: true,
    guest: false,
    synced: true,
    licenses: [],
    ...more,
  };
}

/** Plans of which `big` holds all of `small`, and `twin` is the same as `small`. */
export const plans: readonly Plan[] = [
  makePlan('small', ['mail', 'files']),
  makePlan('twin', ['mail', 'files']),
  makePlan('big', ['mail', 'files', 'phone']),
  makePlan('other', ['drawing'], {
    prepaidUnits: { enabled: 25, warning: 5, suspended: 2, lockedOut: 0 },
  }),
  makePlan('free', ['toy'], { skuPartNumber: 'FLOW_FREE' }),
];

export const prices = { currency: 'USD', monthly: { SMALL: 10, TWIN: 11, BIG: 30, other: 7 } };

const license = fc.record({
  skuId: fc.constantFrom(...plans.map(({ skuId }) => skuId)),
  disabledPlans: fc.subarray(['id-mail', 'id-files', 'id-phone']),
  assignedByGroup: fc.constantFrom(null, 'group-a', 'group-b'),
  state: fc.constantFrom('Active', 'Error', 'ActiveWithError', 'Disabled'),
}) satisfies fc.Arbitrary<LicenseAssignment>;

const signIn: fc.Arbitrary<SignIn | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ never: fc.constant(true as const), created: fc.integer({ min: 0, max: 400 }).map(daysAgo) }),
  fc.record({ never: fc.constant(false as const), last: fc.integer({ min: 0, max: 400 }).map(daysAgo) }),
);

/** Tenants of a few people, with everything that findings are drawn from. */
export const tenants: fc.Arbitrary<WasteInput & { signIns: ReadonlyMap<string, SignIn> }> = fc
  .array(
    fc.record({
      accountEnabled: fc.boolean(),
      licenses: fc.uniqueArray(license, {
        maxLength: 5,
        selector: ({ skuId, assignedByGroup }) => `${skuId} ${assignedByGroup}`,
      }),
      signIn,
      shared: fc.boolean(),
      keep: fc.constantFrom(undefined, '2026-11-22', '2026-11-23', '2027-01-01'),
    }),
    { maxLength: 8 },
  )
  .map((people) => {
    const users = people.map(({ accountEnabled, licenses }, index) =>
      makeUser(`u${index}`, { accountEnabled, licenses, displayName: `Person ${index % 3}` }),
    );
    return {
      users,
      plans,
      prices,
      now,
      signIns: new Map(people.flatMap(({ signIn: at }, index) => (at ? [[`u${index}`, at] as const] : []))),
      sharedMailboxes: new Set(people.flatMap(({ shared }, index) => (shared ? [`u${index}`] : []))),
      keeps: people.flatMap(({ keep }, index) =>
        keep ? [{ userId: `u${index}`, reason: 'leave', until: keep, by: 'lee' }] : [],
      ),
    };
  });
