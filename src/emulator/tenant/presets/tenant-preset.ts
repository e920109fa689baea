import type { PartNumber } from '../known-skus.js';

/** A SKU the tenant bought, in shares of its users. */
export interface PlanPurchase {
  readonly plan: PartNumber;
  /** Units bought per user of the tenant; `units` instead for a fixed number. */
  readonly share?: number;
  readonly units?: number;
  /** Where the units stand now; people got theirs while all were enabled. Default: enabled. */
  readonly state?: 'enabled' | 'warning' | 'suspended' | 'lockedOut' | 'deleted';
  /**
   * Units now as a part of those that people were given from: below 1 after a smaller renewal (whoever has one keeps
   * it), above 1 after more were bought (a group that had failed is not tried again by itself).
   */
  readonly renewedShare?: number;
  /** Part of the units that is in its grace period. */
  readonly expiringShare?: number;
  /** Countries (ISO 3166-1 alpha-2) where it is not sold. */
  readonly notSoldIn?: readonly string[];
  readonly company?: boolean;
  readonly trial?: boolean;
}

/** Who holds a plan. Shares are of all users; `group` names the licensed group that gives it. */
export interface PlanUse {
  readonly plan: PartNumber;
  /** Departments that hold it, or all. */
  readonly departments?: readonly string[];
  /** Share of the users of those departments. */
  readonly share: number;
  /** `direct`, through the plan's group, or (a part) through both. */
  readonly from: 'direct' | 'group' | 'both';
  /** What else the plan's group gives, because an add-on and its prerequisite must come from one group. */
  readonly beside?: { readonly plan: PartNumber; readonly apps: readonly string[] };
  /** Apps switched off for these users. */
  readonly disabled?: readonly string[];
}

export interface TenantPreset {
  readonly displayName: string;
  readonly users: number;
  /** `hybrid` and `federated` are fed by an on-premises directory. */
  readonly identity: 'hybrid' | 'federated' | 'cloud';
  readonly domain: string;
  /** Some people and groups have names as an attacker would write them. */
  readonly hostile?: boolean;
  readonly purchases: readonly PlanPurchase[];
  readonly uses: readonly PlanUse[];
  /** How many people left a group whose license they need for another one. */
  readonly leavers?: number;
  /** How many people have an address that somebody else has, too. */
  readonly sharedAddresses?: number;
  /** Administrative units, each of one department. */
  readonly units?: readonly {
    readonly displayName: string;
    readonly department: string;
    readonly restricted?: boolean;
  }[];
}
