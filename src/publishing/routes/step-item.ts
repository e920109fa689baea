import type { UserChange } from '../../model/publish/change-set.js';
import type { Step, StepKind } from '../../model/publish/step.js';

/** One step of one person's change. */
export type StepItem<K extends StepKind = StepKind> = K extends StepKind
  ? { readonly change: UserChange; readonly step: Extract<Step, { kind: K }> }
  : never;
