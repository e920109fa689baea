import type { LicenseAdd } from './publish-plan.js';
import type { WorkspaceService } from './workspace.js';

/**
 * One thing that a publish does for one holder. A route decides which steps there are; a person's licenses travel in one.
 *
 * - `write-licenses` of a person is one `assignLicense`; of a workspace's group it changes what the group carries
 * - `join` and `leave` are about the workspace's own group, which may still be to be made
 * - `await-microsoft` writes nothing: the licenses that come and go with membership of the group
 */
export type Step =
  | { readonly kind: 'set-country'; readonly country: string }
  | ({ readonly kind: 'write-licenses'; readonly remove: readonly string[] } & LicenseGain)
  | { readonly kind: 'give-service'; readonly service: WorkspaceService }
  | { readonly kind: 'take-service'; readonly service: WorkspaceService; readonly assignmentId?: string }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | ({ readonly kind: 'await-microsoft'; readonly remove: readonly string[] } & LicenseGain);

export type StepKind = Step['kind'];

/** Licenses that somebody is to have afterwards, with their apps. */
export interface LicenseGain {
  readonly add: readonly LicenseAdd[];
  /** Of `add`, the plans (SKU ids) that are held already: only their apps change. */
  readonly changed: readonly string[];
}

/** What a holder had of all that a publish touches. Undo is made from it. */
export interface HeldBefore {
  readonly licenses: readonly LicenseAdd[];
  readonly services: readonly WorkspaceService[];
  /** Two-letter country. */
  readonly country?: string;
}
