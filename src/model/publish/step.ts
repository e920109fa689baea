import type { WorkspaceService } from '../workspace/workspace.js';

/** A license to assign, or to assign anew with other apps turned off. */
export interface LicenseAdd {
  readonly skuId: string;
  /** The complete list; Graph replaces the old one. */
  readonly disabledPlans: readonly string[];
}

/** Licenses that come and go together. */
export interface LicenseChange {
  /** What is held afterwards. */
  readonly add: readonly LicenseAdd[];
  /** Of `add`, the plans (SKU ids) that are held already: only their apps change. */
  readonly changed: readonly string[];
  /** Plans (SKU ids) that are held no longer. */
  readonly remove: readonly string[];
}

/** A service that somebody has. */
export interface ServiceRemoval extends WorkspaceService {
  /** What the provider needs to find the assignment again. */
  readonly assignmentId?: string;
}

/**
 * One thing that a publish does for one person. A route decides which steps there are; a person's licenses travel in one.
 *
 * - `write-licenses` is one `assignLicense`
 * - `join` and `leave` are about the workspace's own group, which may still be to be made
 * - `ask-again` asks Microsoft to try again what the group could not give
 * - `await-microsoft` writes nothing: the licenses that come and go with the group
 */
export type Step =
  | { readonly kind: 'set-country'; readonly country: string }
  | ({ readonly kind: 'write-licenses' } & LicenseChange)
  | { readonly kind: 'give-service'; readonly service: WorkspaceService }
  | { readonly kind: 'take-service'; readonly service: ServiceRemoval }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'ask-again' }
  | ({ readonly kind: 'await-microsoft' } & LicenseChange);

export type StepKind = Step['kind'];

/** What a holder had of all that a publish touches. Undo is made from it. */
export interface HeldBefore {
  readonly licenses: readonly LicenseAdd[];
  readonly services: readonly WorkspaceService[];
  /** Two-letter country. */
  readonly country?: string;
}

/** All that steps come to for one person, whatever the way. */
export interface StepSummary {
  /** Licenses assigned directly or through the group. */
  readonly licenses: LicenseChange;
  /** Of those, what comes and goes with the group. */
  readonly throughGroup: LicenseChange;
  readonly giveServices: readonly WorkspaceService[];
  readonly takeServices: readonly ServiceRemoval[];
  readonly country?: string;
  readonly move?: 'join' | 'leave';
}

export function summarizeSteps(steps: readonly Step[]): StepSummary {
  const ofKind = <K extends StepKind>(kind: K) =>
    steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  const [location] = ofKind('set-country');
  const move = steps.find(({ kind }) => kind === 'join' || kind === 'leave')?.kind as StepSummary['move'];
  const throughGroup = mergeChanges(ofKind('await-microsoft'));
  return {
    licenses: mergeChanges([...ofKind('write-licenses'), throughGroup]),
    throughGroup,
    giveServices: ofKind('give-service').map(({ service }) => service),
    takeServices: ofKind('take-service').map(({ service }) => service),
    ...(location ? { country: location.country } : {}),
    ...(move ? { move } : {}),
  };
}

function mergeChanges(changes: readonly LicenseChange[]): LicenseChange {
  const [only] = changes;
  if (only && changes.length === 1) return { add: only.add, changed: only.changed, remove: only.remove };
  const added = new Set(changes.flatMap(({ add }) => add.map(({ skuId }) => skuId)));
  return {
    add: changes.flatMap(({ add }) => add),
    changed: changes.flatMap(({ changed }) => changed),
    // What comes from the group in place of a direct license is not lost.
    remove: changes.flatMap(({ remove }) => remove).filter((skuId) => !added.has(skuId)),
  };
}
