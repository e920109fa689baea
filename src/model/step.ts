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
  | {
      readonly kind: 'write-licenses';
      readonly add: readonly LicenseAdd[];
      readonly remove: readonly string[];
    }
  | { readonly kind: 'give-service'; readonly service: WorkspaceService }
  | { readonly kind: 'take-service'; readonly service: WorkspaceService; readonly assignmentId?: string }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | {
      readonly kind: 'await-microsoft';
      readonly gains: readonly string[];
      readonly loses: readonly string[];
    };

export type StepKind = Step['kind'];

/** What a holder had of all that a publish touches. Undo is made from it. */
export interface HeldBefore {
  readonly licenses: readonly LicenseAdd[];
  readonly services: readonly WorkspaceService[];
  /** Two-letter country. */
  readonly country?: string;
}
