import type { AssignedLicense, LicenseAssignmentState, AppRoleAssignmentEntity } from './tenant/entities.js';
import type { Tenant } from './tenant/tenant.js';

export interface UserState {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly usageLocation: string | null;
  readonly accountEnabled: boolean;
  readonly assignedLicenses: readonly AssignedLicense[];
  readonly licenseAssignmentStates: readonly LicenseAssignmentState[];
  /** Writes that took effect or were refused. */
  readonly writes: number;
  /** Of these, those that were answered as done. */
  readonly writesDone: number;
}

/** The whole tenant as it really is (no lag), for the end of a test. */
export interface EmulatorState {
  readonly tenantId: string;
  readonly users: readonly UserState[];
  readonly groups: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly uniqueName: string | null;
    readonly assignedLicenses: readonly AssignedLicense[];
    readonly members: readonly string[];
  }[];
  readonly skus: readonly {
    readonly skuId: string;
    readonly skuPartNumber: string;
    readonly consumedUnits: number;
  }[];
  readonly appRoleAssignments: readonly AppRoleAssignmentEntity[];
  /** How many requests were answered, e.g. `{ 'POST 200': 12, 'POST 429': 3 }`; the steps of a batch count one each. */
  readonly requests: Readonly<Record<string, number>>;
}

/** Counts what was asked. */
export class Activity {
  readonly #requests = new Map<string, number>();
  readonly #writes = new Map<string, number>();
  readonly #writesDone = new Map<string, number>();

  count(method: string, path: string, status: number): void {
    increment(this.#requests, `${method} ${status}`);
    const user = /^\/users\/([^/]+)/i.exec(path)?.[1];
    if (user === undefined || method === 'GET') return;
    const key = decodeURIComponent(user).toLowerCase();
    increment(this.#writes, key);
    if (status < 300) increment(this.#writesDone, key);
  }

  get requests(): Record<string, number> {
    return Object.fromEntries([...this.#requests].sort(([a], [b]) => a.localeCompare(b)));
  }

  countWrites(...keys: readonly string[]): Pick<UserState, 'writes' | 'writesDone'> {
    const sum = (counts: ReadonlyMap<string, number>): number =>
      keys.reduce((total, key) => total + (counts.get(key.toLowerCase()) ?? 0), 0);
    return { writes: sum(this.#writes), writesDone: sum(this.#writesDone) };
  }
}

export function describeState(tenant: Tenant, activity: Activity): EmulatorState {
  return {
    tenantId: tenant.id,
    users: [...tenant.users.values()].map((user) => ({
      id: user.id,
      displayName: user.displayName,
      userPrincipalName: user.userPrincipalName,
      usageLocation: user.usageLocation,
      accountEnabled: user.accountEnabled,
      assignedLicenses: user.assignedLicenses,
      licenseAssignmentStates: user.licenseAssignmentStates,
      ...activity.countWrites(user.id, user.userPrincipalName),
    })),
    groups: [...tenant.groups.values()].map(({ id, displayName, uniqueName, assignedLicenses }) => ({
      id,
      displayName,
      uniqueName,
      assignedLicenses,
      members: [...(tenant.members.get(id) ?? [])],
    })),
    skus: [...tenant.skus.values()].map(({ skuId, skuPartNumber, consumedUnits }) => ({
      skuId,
      skuPartNumber,
      consumedUnits,
    })),
    appRoleAssignments: [...tenant.appRoleAssignments.values()],
    requests: activity.requests,
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
