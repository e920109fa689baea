import { knownSkus, type PartNumber } from '../../src/emulator/index.js';
import { listServicePlans } from '../../src/emulator/tenant/service-plans.js';
import type { GraphTransport } from '../../src/graph/http/graph-transport.js';

interface PlanList {
  readonly value?: readonly object[];
}

/** A list of plans, or a batch of answers. */
interface Answer extends PlanList {
  readonly responses?: readonly { readonly id: string; readonly body: PlanList }[];
}

/** A tenant whose list of plans names these too, ten licenses of each. They can be planned with, not assigned. */
export function alsoOwning(tenant: GraphTransport, plans: readonly PartNumber[]): GraphTransport {
  return async (request) => {
    const batched = request.url.endsWith('/$batch');
    if (!batched && !isPlanList(request.url)) return tenant(request);
    const asked = batched
      ? ((await request.clone().json()) as { requests: { id: string; url: string }[] }).requests
      : [];
    const lists = new Set(asked.filter(({ url }) => isPlanList(url)).map(({ id }) => id));
    const response = await tenant(request);
    if (!response.ok || (batched && lists.size === 0)) return response;
    const answer = (await response.json()) as Answer;
    return Response.json(
      batched
        ? {
            ...answer,
            responses: answer.responses?.map((each) =>
              lists.has(each.id) ? { ...each, body: addPlans(each.body, plans) } : each,
            ),
          }
        : addPlans(answer, plans),
      response,
    );
  };
}

function isPlanList(url: string): boolean {
  return url.includes('/subscribedSkus?');
}

function addPlans(body: PlanList, plans: readonly PartNumber[]): object {
  if (!body.value) return body;
  const added = plans.map((plan) => ({
    skuId: knownSkus[plan].skuId,
    skuPartNumber: plan,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: 0,
    prepaidUnits: { enabled: 10, warning: 0, suspended: 0, lockedOut: 0 },
    servicePlans: listServicePlans(plan),
    subscriptionIds: [],
  }));
  return { ...body, value: [...body.value, ...added] };
}
