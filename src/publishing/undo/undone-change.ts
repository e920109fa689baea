import type { LicenseAdd, StepSummary } from '../../model/step.js';
import type { Effects } from '../../store/journal/publish-record.js';

/** What a publish did for one person. */
export interface UndoneChange {
  readonly userId: string;
  readonly summary: StepSummary;
  /** What the person held before, of licenses. */
  readonly before: readonly LicenseAdd[];
  readonly effects: Effects;
}
