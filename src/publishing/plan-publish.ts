import type {
  BlockedUser,
  LedgerChange,
  PublishPlan,
  ServiceRemoval,
  UserChange,
} from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { serviceKey } from '../model/workspace.js';
import { AppInspector, createBlock } from './blockers.js';
import { describeDesired } from './desired.js';
import { changesAnything, planUser, type PlanningContext, type UserDraft } from './plan-user.js';
import { defaultPolicy, usersConcerned, type HeldService, type PublishInput } from './publish-input.js';
import { allocateSeats, countSeats } from './seats.js';
import { collectWarnings } from './warnings.js';

/**
 * Compares what everybody should have with what everybody has, and says exactly what a publish would change.
 * Pure and synchronous: the same input, in any order, gives the same plan. Once all is right there is nothing in it.
 *
 * A user who is blocked keeps everything as it is, except with `licensed-by-group`, which concerns one plan only.
 * Licenses are handed out by name, then by id; people who only swap or give back do not lose their place.
 */
export function planPublish(input: PublishInput): PublishPlan {
  const { workspace, ledger, decisions = {} } = input;
  const desired = describeDesired(input);
  const plans = new Map(input.plans.map((plan) => [plan.skuId, plan]));
  const inspector = new AppInspector(plans);
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

  const blocked: BlockedUser[] = [];
  const ledgerChanges: LedgerChange[] = [];
  const leftOut: string[] = [];
  const ready: UserDraft[] = [];
  const everybody: UserDraft[] = [];
  const excluded = new Set(decisions.leftOut);
  let unchangedCount = 0;

  const { present, missing } = splitUsers(input);
  for (const userId of missing) {
    if (desired.own?.subscribers.has(userId)) {
      if (excluded.has(userId)) leftOut.push(userId);
      else blocked.push(createBlock(unknownUser(userId), 'user-missing'));
    } else
      for (const key of ledger.keysOf(userId))
        if (ledger.ownersOf(userId, key)?.has(workspace.id))
          ledgerChanges.push({ action: 'drop', workspaceId: workspace.id, userId, key });
  }
  for (const user of present) {
    const draft = planUser(context, user);
    const changes = changesAnything(draft);
    if (excluded.has(user.id) && (changes || draft.blocks.length > 0)) {
      leftOut.push(user.id);
      continue;
    }
    everybody.push(draft);
    blocked.push(...draft.blocks);
    ledgerChanges.push(...draft.ledger);
    if (draft.blocks.some((block) => block.blocks === 'user')) continue;
    if (changes) ready.push(draft);
    else if (draft.blocks.length === 0 && desired.own?.subscribers.has(user.id)) unchangedCount += 1;
  }

  const { seated, unseated } = allocateSeats(ready, plans);
  for (const { item, lacking } of unseated)
    for (const skuId of lacking) blocked.push(createBlock(item.user, 'no-licenses-left', { skuId }));

  return {
    kind: 'publish',
    route: 'direct',
    workspaceId: workspace.id,
    readAt: input.readAt,
    changes: orderChanges(seated),
    blocked,
    seats: countSeats(
      desired.own?.plans.keys() ?? [],
      plans,
      seated.map(({ item }) => item),
      unseated,
    ),
    warnings: collectWarnings(
      seated.map(({ item }) => item),
      everybody,
      inspector,
    ),
    unchangedCount,
    leftOut: leftOut.sort(),
    ledger: ledgerChanges,
  };
}

/** By wave; in a wave those that free licenses first; the order by name and id stays otherwise. */
function orderChanges(seated: readonly { readonly item: UserDraft; readonly wave: number }[]): UserChange[] {
  const rank = ({ item, wave }: (typeof seated)[number]): number =>
    wave * 2 + (item.frees.length > 0 && item.needs.length === 0 ? 0 : 1);
  return [...seated].sort((a, b) => rank(a) - rank(b)).map(({ item, wave }) => ({ ...item.change, wave }));
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

/** By code unit, not by language: the order must be the same on every machine. */
function byNameAndId(a: DirectoryUser, b: DirectoryUser): number {
  if (a.displayName !== b.displayName) return a.displayName < b.displayName ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function unknownUser(id: string): Pick<DirectoryUser, 'id' | 'displayName' | 'userPrincipalName'> {
  return { id, displayName: id, userPrincipalName: '' };
}

function indexServices(
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
