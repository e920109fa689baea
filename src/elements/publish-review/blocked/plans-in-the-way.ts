import type { Review } from '../../../publishing/review/review.js';
import { workspaceOf } from '../review-topic.js';
import type { BlockedGroup } from './blocked-groups.js';

/** The plans of the workspace that it is about: the one blocked, or those that give an app that stands in the way. */
export function findPlans(review: Review, { reason, skuId, servicePlanIds = [] }: BlockedGroup): string[] {
  const own = listOwn(review);
  if (skuId) return own.filter((id) => id === skuId);
  const inTheWay = reason === 'prerequisite-missing' ? servicePlanIds.slice(0, 1) : servicePlanIds;
  return review.plans
    .filter(({ apps }) => apps.some(({ servicePlanId }) => inTheWay.includes(servicePlanId)))
    .map((plan) => plan.skuId)
    .filter((id) => own.includes(id));
}

/** Of the apps that conflict, those that the workspace itself gives. */
export function findSwitchableApps(
  review: Review,
  servicePlanIds: readonly string[],
): { readonly skuId: string; readonly servicePlanId: string }[] {
  const own = new Set(listOwn(review));
  return review.plans
    .filter(({ skuId }) => own.has(skuId))
    .flatMap(({ skuId, apps }) =>
      apps
        .filter((app) => app.switchable && servicePlanIds.includes(app.servicePlanId))
        .map(({ servicePlanId }) => ({ skuId, servicePlanId })),
    );
}

function listOwn(review: Review): string[] {
  return workspaceOf(review)?.draft.plans.map((plan) => plan.skuId) ?? [];
}
