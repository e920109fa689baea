import type { CatalogListing } from '../../catalog/catalog.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { WorkspaceEditorStrings } from '../../localization/en/workspace/workspace-editor.js';
import type { AppChoice } from '../../model/plan/app-choice.js';
import type { DependentApp, PlanAppId } from '../../model/plan/dependent-apps.js';
import type { Plan } from '../../model/plan/plan.js';
import type { DraftCheck, PlanDemand } from '../../model/workspace/draft-check.js';
import type { WorkspaceEdit } from '../../model/workspace/workspace-edit.js';
import type { Workspace } from '../../model/workspace/workspace.js';
import type { Subscription } from '../../services/licenses/subscriptions.js';

/** What the parts of the editor render from, and how they change the draft. */
export interface EditorParts {
  readonly strings: StringsController<WorkspaceEditorStrings>;
  readonly headingLevel: number;
  readonly workspace: Workspace;
  readonly plans: readonly Plan[];
  readonly plansById: ReadonlyMap<string, Plan>;
  /** The name of a plan that the tenant lists no more, or its id. */
  readonly nameFormer: (skuId: string) => string;
  /** Empty where subscriptions may not be read. */
  readonly subscriptions: readonly Subscription[];
  readonly catalog: CatalogListing | undefined;
  readonly check: DraftCheck;
  readonly demand: readonly PlanDemand[];
  /** Apps that went off with another one. */
  readonly turnedOff: readonly DependentApp[];
  readonly choose: (app: PlanAppId, choice: AppChoice) => void;
  /** Turns apps off, and with them those that need them. */
  readonly turnOff: (apps: readonly PlanAppId[]) => void;
  /** Takes back that an app went off with another one. */
  readonly keepOn: (app: DependentApp) => void;
  /** The host lets the administrator look, not change. */
  readonly locked: boolean;
  readonly edit: (edit: WorkspaceEdit) => void;
}

/** What a plan is called, also when the tenant does not have it any more. */
export function namePlan(
  { plansById, nameFormer }: Pick<EditorParts, 'plansById' | 'nameFormer'>,
  skuId: string,
): string {
  return plansById.get(skuId)?.name ?? nameFormer(skuId);
}

/** The name of an app, wherever the tenant has it. */
export function nameApp({ plans }: Pick<EditorParts, 'plans'>, servicePlanId: string): string {
  for (const plan of plans) {
    const app = plan.apps.find((each) => each.servicePlanId === servicePlanId);
    if (app) return app.name;
  }
  return servicePlanId;
}
