import type { Emulator } from '../../../src/emulator/index.js';

/** One license of a person from one source. */
export interface HeldLicense {
  readonly skuId: string;
  /** Undefined when it is direct. */
  readonly groupId?: string;
  readonly isError: boolean;
  readonly error: string;
  /** Sorted. */
  readonly off: readonly string[];
}

export interface SeenPerson {
  readonly id: string;
  readonly country: string | null;
  readonly licenses: readonly HeldLicense[];
}

export interface SeenGroup {
  readonly id: string;
  readonly members: ReadonlySet<string>;
  readonly skuIds: ReadonlySet<string>;
}

/** The tenant as it really is at one moment, whatever its replicas say. */
export interface Snapshot {
  readonly people: ReadonlyMap<string, SeenPerson>;
  readonly groups: ReadonlyMap<string, SeenGroup>;
  /** `userId serviceKey` of the portal's services. */
  readonly services: ReadonlySet<string>;
}

export function takeSnapshot(emulator: Emulator, services: ReadonlySet<string>): Snapshot {
  const { users, groups } = emulator.state();
  return {
    people: new Map(
      users.map((user) => [
        user.id,
        {
          id: user.id,
          country: user.usageLocation,
          licenses: user.licenseAssignmentStates.map((each) => ({
            skuId: each.skuId,
            ...(each.assignedByGroup === null ? {} : { groupId: each.assignedByGroup }),
            isError: each.state === 'Error',
            error: each.error,
            off: [...each.disabledPlans].sort(),
          })),
        },
      ]),
    ),
    groups: new Map(
      groups.map(({ id, members, assignedLicenses }) => [
        id,
        { id, members: new Set(members), skuIds: new Set(assignedLicenses.map(({ skuId }) => skuId)) },
      ]),
    ),
    services: new Set(services),
  };
}

export function findDirect(person: SeenPerson | undefined, skuId: string): HeldLicense | undefined {
  return person?.licenses.find((each) => each.skuId === skuId && each.groupId === undefined);
}

/** Whether the plan works for the person, whatever its source. */
export function isHeld(person: SeenPerson | undefined, skuId: string): boolean {
  return person?.licenses.some((each) => each.skuId === skuId && !each.isError) ?? false;
}

/** Whether an app of a plan works for the person, whatever its source. */
export function isOn(person: SeenPerson | undefined, skuId: string, servicePlanId: string): boolean {
  return (
    person?.licenses.some(
      (each) => each.skuId === skuId && !each.isError && !each.off.includes(servicePlanId),
    ) ?? false
  );
}
