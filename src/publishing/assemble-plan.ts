import type { Plan } from '../model/plan.js';
import type { BlockedUser, PublishPlan, ServiceRemoval, UserChange } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import { findNewConflicts } from './block-apps.js';
import { createBlock, type AppInspector } from './blockers.js';
import { nameBystanders, type Bystanders } from './plan-bystanders.js';
import type { HeldService } from './publish-input.js';
import { allocateSeats, countSeats } from './seats.js';
import type { UserDraft } from './user-draft.js';
import { collectWarnings } from './warnings.js';

type PlanHead = Pick<PublishPlan, 'kind' | 'route' | 'workspaceId' | 'readAt' | 'group'>;

export interface PlanParts {
  readonly plans: ReadonlyMap<string, Plan>;
  readonly inspector: AppInspector;
  /** Those who can be written as soon as there are licenses, and bystanders; who comes first is served first. */
  readonly line: readonly UserDraft[];
  /** Only on the group route. Microsoft gives them their licenses whatever becomes of the others. */
  readonly bystanders?: Bystanders;
  /** Those and the blocked ones. */
  readonly everybody: readonly UserDraft[];
  readonly blocked: readonly BlockedUser[];
  /** Plans whose counts are shown in any case. */
  readonly skuIds: Iterable<string>;
}

/** Hands out licenses and makes the plan that the review shows. */
export function assemblePlan(
  head: PlanHead,
  { plans, inspector, line, bystanders = nobody, everybody, blocked, skuIds }: PlanParts,
  rest: Pick<PublishPlan, 'unchangedCount' | 'leftOut' | 'ledger'>,
): PublishPlan {
  const others = new Set(bystanders.drafts);
  const allocation = allocateSeats(line, plans);
  const seated = allocation.seated.filter(({ item }) => !others.has(item));
  const unseated = allocation.unseated.filter(({ item }) => !others.has(item));
  const drafts = seated.map(({ item }) => item);
  const lacking = unseated.map(({ item }) => item).filter(({ user }) => bystanders.members.has(user.id));
  const plan: PublishPlan = {
    ...head,
    changes: orderChanges(seated, inspector),
    blocked: [
      ...blocked,
      ...unseated.flatMap(({ item, lacking: skus }) =>
        skus.map((skuId) => createBlock(item.user, 'no-licenses-left', { skuId })),
      ),
    ],
    seats: countSeats(
      skuIds,
      plans,
      allocation.seated.map(({ item }) => item),
      unseated,
    ),
    warnings: collectWarnings([...drafts, ...others, ...lacking], everybody, inspector),
    ...rest,
  };
  return nameBystanders(plan, bystanders, lacking);
}

const nobody: Bystanders = { drafts: [], members: new Set() };

/** Puts those last who let the others go first where licenses run out. */
export function lineUp(ready: readonly UserDraft[], waiting: readonly string[] = []): readonly UserDraft[] {
  if (waiting.length === 0) return ready;
  const last = new Set(waiting);
  const isLast = ({ user }: UserDraft): boolean => last.has(user.id);
  return [...ready.filter((draft) => !isLast(draft)), ...ready.filter(isLast)];
}

/** By wave; in a wave those that free licenses first; by name and id otherwise. */
function orderChanges(
  seated: readonly { readonly item: UserDraft; readonly wave: number }[],
  inspector: AppInspector,
): UserChange[] {
  const rank = ({ item, wave }: (typeof seated)[number]): number =>
    wave * 2 + (item.frees.length > 0 && item.needs.length === 0 ? 0 : 1);
  return [...seated]
    .sort((a, b) => rank(a) - rank(b) || byNameAndId(a.item.user, b.item.user))
    .map(({ item, wave }) => {
      const anyway = findNewConflicts(inspector, item).map(({ servicePlanIds }) => servicePlanIds);
      return { ...item.change, wave, ...(anyway.length > 0 ? { anyway } : {}) };
    });
}

/** By code unit, not by language: the order must be the same on every machine. */
export function byNameAndId(a: DirectoryUser, b: DirectoryUser): number {
  if (a.displayName !== b.displayName) return a.displayName < b.displayName ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

export function indexServices(
  services: readonly HeldService[],
): (userId: string) => ReadonlyMap<string, ServiceRemoval> {
  const byUser = new Map<string, Map<string, ServiceRemoval>>();
  for (const { userId, ...service } of services) {
    const held = byUser.get(userId);
    if (held) held.set(serviceKey(service), service);
    else byUser.set(userId, new Map([[serviceKey(service), service]]));
  }
  const none: ReadonlyMap<string, ServiceRemoval> = new Map();
  return (userId) => byUser.get(userId) ?? none;
}
