import type { PlannedChange, PlannedGroup } from './journal/journal-entry.js';

export const orderSchemaVersion = 1;

/** What a person confirmed for others to carry out. Ids only. */
export interface Order {
  readonly schemaVersion: typeof orderSchemaVersion;
  readonly id: string;
  readonly workspaceId: string;
  /** Object id of who confirmed it. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly state: 'waiting' | 'started' | 'ended';
  /** The publish that carries it out. */
  readonly publishId?: string;
  /** The review as it was confirmed: whoever carries it out does this and nothing else. */
  readonly review: StoredReview;
}

export interface StoredReview {
  readonly route: 'direct' | 'group';
  readonly group?: PlannedGroup;
  readonly changes: readonly PlannedChange[];
  /** Names of the policy and of the service providers that it was made with: with others it is refused. */
  readonly policy: string;
  readonly serviceProviders: readonly string[];
}
