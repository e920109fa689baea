import type { DirectoryUser } from '../model/holding/user.js';
import type { Confidence, FindingKind } from '../model/usage/finding-kind.js';
import type { Keep } from '../model/usage/keep.js';

/** One license of one person that a finding is about. */
export interface FindingItem {
  readonly user: DirectoryUser;
  readonly skuId: string;
  /** Whether there is a direct license, which can be taken back; a group's cannot. */
  readonly direct: boolean;
  /** The groups that give the license, or failed to where that is the finding. */
  readonly groupIds: readonly string[];
  /** The last sign-in, or when the account was made, where that is the reason. UTC. */
  readonly since?: Date;
  /** Graph's word for what went wrong. */
  readonly error?: string;
  /** Names of the apps that the person loses with the direct license, where a group gives the plan too. */
  readonly appsLost?: readonly string[];
}

/** An item that is left out on purpose. */
export interface KeptItem extends FindingItem {
  readonly keep: Keep;
}

/** Licenses that nobody seems to need, or that need putting in order. */
export interface Finding {
  readonly kind: FindingKind;
  /** Unique and stable: kind and the plan or pair of plans it is about. */
  readonly id: string;
  /** The plan concerned; for `overlapping` the one that is contained. */
  readonly skuId?: string;
  /** For `overlapping`, the plan that contains it. */
  readonly containingSkuId?: string;
  /** One per person and plan, by name; empty for findings about units that nobody holds. */
  readonly items: readonly FindingItem[];
  /** Found too, but kept on purpose; they count nowhere. */
  readonly kept: readonly KeptItem[];
  /** Different people in `items`. */
  readonly people: number;
  /** Units concerned: `items.length`, or units that nobody holds. */
  readonly licenses: number;
  /** What taking them back would save a month, where the portal gives prices; absent when unknown or nothing. */
  readonly monthlySaving?: number;
  readonly confidence: Confidence;
  /** When it happens: the renewal or the end. UTC. */
  readonly on?: Date;
}

/** Licenses and what they cost a month. */
export interface WasteAmount {
  readonly licenses: number;
  /** Absent when no price is known. */
  readonly monthly?: number;
}

/** What was found, and what it comes to when every license counts once. */
export interface WasteReport {
  /** By group, then by what they save. */
  readonly findings: readonly Finding[];
  readonly unassigned: WasteAmount;
  /** Assigned, not used: each person's license once, in however many findings it appears. */
  readonly unused: WasteAmount;
  /** People with a paid license whose last sign-in is unknown; absent when sign-ins were not read. */
  readonly unknownSignIns?: number;
}
