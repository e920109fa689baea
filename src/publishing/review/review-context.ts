import type { DirectoryUser } from '../../model/holding/user.js';
import { AppInspector } from '../../model/plan/app-inspector.js';
import type { Plan } from '../../model/plan/plan.js';
import type { ServiceRemoval } from '../../model/publish/step.js';
import { groupBy } from '../../model/usage/group-by.js';
import { serviceKey } from '../../model/workspace/workspace.js';
import { describeDesired, type Bundle, type Desired } from './desired.js';
import { defaultPolicy, type PublishPolicy, type ReviewInput } from './review-input.js';

/** What a review is given, ready for looking up. */
export interface ReviewContext
  extends
    Pick<ReviewInput, 'users' | 'grants' | 'proposedUsageLocation' | 'readAt'>,
    Required<Pick<ReviewInput, 'decisions' | 'silentProviders' | 'pending'>> {
  /** Empty where the review is about no workspace. */
  readonly workspaceId: string;
  readonly desired: Desired;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly policy: PublishPolicy;
  /** The workspace's group as it is. */
  readonly held: ReviewInput['group'];
  /** Services that somebody has, by service key. */
  readonly servicesOf: (userId: string) => ReadonlyMap<string, ServiceRemoval>;
  readonly inspector: AppInspector;
  /** What the workspace gives people through its group: of a direct license of theirs it says which apps are on, too. */
  readonly throughGroup?: Bundle | undefined;
  /** Whether a direct license stays because the workspace's group does not give the plan; only on the group route. */
  readonly keepsDirect?: (user: DirectoryUser, skuId: string) => boolean;
  /** The workspace's group: what somebody has through it only is no reason to leave the person without a direct license. */
  readonly groupId?: string | undefined;
}

export function createContext(
  input: Omit<ReviewInput, 'workspace'> & Partial<Pick<ReviewInput, 'workspace'>>,
): ReviewContext {
  const { workspace, decisions = {}, silentProviders = new Set(), pending = new Set(), group } = input;
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  return {
    ...input,
    workspaceId: workspace?.id ?? '',
    desired: describeDesired(input),
    plans,
    policy: { ...defaultPolicy, ...input.policy },
    held: group,
    servicesOf: indexServices(input.services),
    inspector: new AppInspector(plans, input.refusedPairs),
    decisions,
    silentProviders,
    pending,
  };
}

/** Who has which services, by service key. */
function indexServices(services: ReviewInput['services']): ReviewContext['servicesOf'] {
  const byUser = groupBy(
    services,
    ({ userId }) => userId,
    ({ userId: _userId, ...service }) => [serviceKey(service), service] as const,
  );
  return (userId) => new Map(byUser.get(userId));
}
