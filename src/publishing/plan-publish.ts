import type { BlockedUser, LedgerChange, PublishPlan } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { assemblePlan, byNameAndId, indexServices, lineUp } from './assemble-plan.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeDesired } from './desired.js';
import { draftBystanders } from './plan-bystanders.js';
import {
  addMembership,
  isFromGroup,
  letOut,
  planFormerGroup,
  planGroup,
  type GroupPlanning,
} from './plan-group.js';
import { planUser, type PlanningContext } from './plan-user.js';
import { defaultPolicy, usersConcerned, type PublishInput } from './publish-input.js';
import { changesAnything, type UserDraft } from './user-draft.js';

/**
 * Compares what everybody should have with what everybody has, and says exactly what a publish would change.
 * Pure and synchronous: the same input, in any order, gives the same plan. Once all is right there is nothing in it.
 *
 * A user who is blocked keeps everything as it is, except with `licensed-by-group`, which concerns one plan only.
 * Licenses are handed out by name, then by id; on the group route to its members first, whom Microsoft serves in any case.
 * Whom the administrator chose to wait comes last. People who only swap or give back do not lose their place.
 */
export function planPublish(input: PublishInput): PublishPlan {
  const { workspace, ledger, decisions = {} } = input;
  const desired = describeDesired(input);
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans, input.refusedPairs);
  const onGroup = workspace.route === 'group';
  const context: PlanningContext = {
    workspaceId: workspace.id,
    desired,
    plans,
    ledger,
    policy: { ...defaultPolicy, ...input.policy },
    decisions,
    proposedUsageLocation: input.proposedUsageLocation,
    servicesOf: indexServices(input.services),
    inspector,
  };
  const group = (onGroup ? planGroup : planFormerGroup)(context, input.group, input.users);
  const move = onGroup ? addMembership : letOut;
  const direct = group ? forGroup(context, group, onGroup) : context;

  const blocked: BlockedUser[] = [];
  const ledgerChanges: LedgerChange[] = [...(group?.ledger ?? [])];
  const leftOut: string[] = [];
  const ready: UserDraft[] = [];
  const everybody: UserDraft[] = [];
  const excluded = new Set(decisions.leftOut);
  let unchangedCount = 0;

  const { present, missing } = splitUsers(input);
  for (const userId of missing) {
    if (desired.own?.subscribers.has(userId)) {
      if (excluded.has(userId)) leftOut.push(userId);
      else
        blocked.push(createBlock({ id: userId, displayName: userId, userPrincipalName: '' }, 'user-missing'));
    } else
      for (const key of ledger.keysOf(userId))
        if (ledger.ownersOf(userId, key)?.has(workspace.id))
          ledgerChanges.push({ action: 'drop', workspaceId: workspace.id, userId, key });
  }
  for (const user of present) {
    const planned = planUser(direct, user);
    const { draft, blocks, ledger: changes } = group ? move(context, group, planned) : planned;
    const hasWork = changesAnything(draft);
    if (excluded.has(user.id) && (hasWork || blocks.length > 0)) {
      leftOut.push(user.id);
      continue;
    }
    everybody.push(draft);
    blocked.push(...blocks);
    ledgerChanges.push(...changes);
    if (blocks.some((block) => block.blocks === 'user')) continue;
    if (hasWork) ready.push(draft);
    else if (blocks.length === 0 && desired.own?.subscribers.has(user.id)) unchangedCount += 1;
  }
  const changing = new Set(ready.map(({ user }) => user.id));
  const bystanders = group && draftBystanders(group, input.users, changing);
  const inLine = lineUp(ready, decisions.waiting);
  return assemblePlan(
    {
      kind: 'publish',
      route: workspace.route,
      workspaceId: workspace.id,
      readAt: input.readAt,
      ...(group ? { group: group.change } : {}),
    },
    {
      plans,
      inspector,
      line: [...(bystanders?.drafts ?? []), ...(group && onGroup ? putMembersFirst(inLine, group) : inLine)],
      ...(bystanders ? { bystanders } : {}),
      everybody,
      blocked,
      skuIds: desired.own?.plans.keys() ?? [],
    },
    { unchangedCount, leftOut: leftOut.sort(), ledger: ledgerChanges },
  );
}

/** Who is in the group gets its plans in any case, and so counts before those who join. */
function putMembersFirst(drafts: readonly UserDraft[], { members }: GroupPlanning): UserDraft[] {
  const isMember = ({ user }: UserDraft): boolean => members.has(user.id);
  return [...drafts.filter(isMember), ...drafts.filter((draft) => !isMember(draft))];
}

/** On the group route users get services and lose direct licenses themselves; plans come through the group. */
function forGroup(context: PlanningContext, group: GroupPlanning, onGroup: boolean): PlanningContext {
  if (!onGroup) return { ...context, formerGroupId: group.groupId };
  const { own, before } = context.desired;
  const none = new Map<string, never>();
  return {
    ...context,
    desired: {
      ...context.desired,
      own: own && { ...own, plans: none },
      before: before && { ...before, plans: none },
    },
    // Microsoft could not give it through the group; who joins, or gets a plan that is new to it, is waited for.
    keepsDirect: (user, skuId) =>
      (own?.subscribers.has(user.id) ?? false) &&
      (own?.plans.has(skuId) ?? false) &&
      group.members.has(user.id) &&
      group.carriedBefore.has(skuId) &&
      !isFromGroup(user, skuId, group),
  };
}

/** Everybody concerned: those in the directory by name and id, those that are not by id. */
function splitUsers(input: PublishInput): { present: DirectoryUser[]; missing: string[] } {
  const present: DirectoryUser[] = [];
  const missing: string[] = [];
  for (const userId of usersConcerned(input)) {
    const user = input.users.get(userId);
    if (user) present.push(user);
    else missing.push(userId);
  }
  return { present: present.sort(byNameAndId), missing: missing.sort() };
}
