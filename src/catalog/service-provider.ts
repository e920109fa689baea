import type { CallOptions } from '../graph/graph-client.js';

/** A role, size or the like of which a subscriber gets one. */
export interface ServiceOption {
  readonly id: string;
  readonly name: string;
}

/** A service that a workspace can hold. */
export interface Service {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** What it is, in two words, e.g. "enterprise application". */
  readonly kind: string;
  /** Empty when there is nothing to pick. */
  readonly options: readonly ServiceOption[];
  /** What an option is, e.g. "Size". */
  readonly optionLabel?: string;
}

/** That a user has a service. */
export interface ServiceAssignment {
  readonly userId: string;
  readonly serviceId: string;
  readonly optionId?: string;
  /** What `unassign` needs to find it again, where the provider needs anything. */
  readonly assignmentId?: string;
}

/** `subject`: in whose name; what is Graph's own is not done in anybody else's. */
export type ServiceCallOptions = Pick<CallOptions, 'signal' | 'subject'>;

/** Something besides Microsoft plans that workspaces can give: what the portal adds to the catalogue. */
export interface ServiceProvider {
  /** Stable; stored in workspaces. */
  readonly id: string;
  /** Whom to name when its services cannot be listed. */
  readonly name: string;
  /** Permissions of Microsoft Graph that assigning needs, so that they are asked for before a publish starts. */
  readonly writeScopes?: readonly string[];
  list(options?: ServiceCallOptions): Promise<readonly Service[]>;
  /** Who of these users has which of these services. */
  read(
    userIds: readonly string[],
    serviceIds: readonly string[],
    options?: ServiceCallOptions,
  ): Promise<readonly ServiceAssignment[]>;
  /** Assigning what is assigned already succeeds. */
  assign(assignment: ServiceAssignment, options?: ServiceCallOptions): Promise<void>;
  /** Unassigning what is not assigned succeeds. */
  unassign(assignment: ServiceAssignment, options?: ServiceCallOptions): Promise<void>;
}
