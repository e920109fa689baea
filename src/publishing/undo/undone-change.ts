import { disabledPlans } from '../../model/plan/app-choice.js';
import type { LicenseAdd, StepSummary } from '../../model/publish/step.js';
import type { Effects, PublishRecord } from '../../store/journal/publish-record.js';
import type { ReviewContext } from '../review/review-context.js';
import type { LaterChanges } from './later-changes.js';

/** What taking back needs to know. */
export interface UndoContext extends ReviewContext {
  /** The publish that is taken back, with those that it went on with. */
  readonly record: PublishRecord;
  readonly later: LaterChanges;
}

/** What a publish did for one person. */
export interface UndoneChange {
  readonly userId: string;
  readonly summary: StepSummary;
  /** What the person held before, of licenses. */
  readonly before: readonly LicenseAdd[];
  readonly effects: Effects;
}

/** A license as it was, without apps that the plan has lost since, and with those on that are promised now. */
export function restoreLicense(
  { plans }: UndoContext,
  { skuId, disabledPlans: offBefore }: LicenseAdd,
  promised: ReadonlySet<string> = new Set(),
): LicenseAdd {
  const off = offBefore.filter((id) => !promised.has(id));
  const plan = plans.get(skuId);
  return { skuId, disabledPlans: plan ? disabledPlans(plan, {}, off) : off };
}
