import type { CatalogListing } from '../../catalog/catalog.js';
import { nameService } from '../../catalog/service-name.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import type { PublishStrings } from '../../localization/en/publish/publish-review.js';
import type { HostAction } from '../../model/host-action.js';
import type { WorkspaceService } from '../../model/workspace/workspace.js';
import type { PublishDecisions } from '../../publishing/review/review-input.js';
import type { Review } from '../../publishing/review/review.js';

/** What the parts of the review render with. */
export interface ReviewParts {
  readonly strings: StringsController<PublishStrings>;
  readonly review: Review;
  /** The same without any decision. */
  readonly base: Review;
  readonly names: Names;
  readonly onDecide: (decisions: PublishDecisions) => void;
  /** Whether the host lets the administrator do this. */
  readonly can: (action: HostAction) => boolean;
}

/** What ids are called. */
export interface Names {
  readonly plan: (skuId: string) => string;
  readonly knowsPlan: (skuId: string) => boolean;
  readonly app: (servicePlanId: string) => string;
  readonly service: (service: WorkspaceService) => string;
  /** Undefined when the directory does not know the user any more. */
  readonly user: (userId: string) => string | undefined;
}

/** Whether somebody gets or loses something besides plans. */
export function changesServices(review: Review | undefined): boolean {
  return (
    review?.changeSet.changes.some(({ steps }) =>
      steps.some(({ kind }) => kind === 'give-service' || kind === 'take-service'),
    ) ?? false
  );
}

export function createNames(
  review: Review | undefined,
  catalog: CatalogListing | undefined,
  provider: Pick<ProviderController, 'nameFormerPlan'>,
): Names {
  const plans = new Map(review?.plans.map(({ skuId, name }) => [skuId, name]));
  const apps = new Map(
    review?.plans.flatMap((plan) =>
      plan.apps.map(({ servicePlanId, name }) => [servicePlanId, name] as const),
    ),
  );
  return {
    plan: (skuId) => plans.get(skuId) ?? provider.nameFormerPlan(skuId),
    knowsPlan: (skuId) => plans.has(skuId),
    app: (servicePlanId) => apps.get(servicePlanId) ?? servicePlanId,
    service: (service) => nameService(catalog, service),
    user: (userId) => review?.users.get(userId)?.displayName,
  };
}
