import type { ServiceProvider } from '../catalog/service-provider.js';
import type { GraphClient } from '../graph/graph-client.js';
import type { AppPair } from '../model/app-rules.js';
import { ProvisioningError } from '../model/errors.js';
import type { Plan } from '../model/plan.js';
import type { PublishPlan, ReclaimItem } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import type { PublishRoute, Workspace, WorkspaceContent } from '../model/workspace.js';
import { writeGroupsScopes } from '../services/groups.js';
import { listPlans, reprocessScopes, writeLicensesScopes } from '../services/licenses.js';
import { writeUsersScopes } from '../services/users.js';
import { allowsGroupRoute, estimateCost, type PublishCost } from './estimate-cost.js';
import { isStuck } from './group-work.js';
import type { Journal } from './journal.js';
import { Ledger } from './ledger.js';
import { planPublish } from './plan-publish.js';
import { planReclaim } from './plan-reclaim.js';
import { parseServiceKey } from './plan-user.js';
import {
  usersConcerned,
  type HeldGroup,
  type PublishDecisions,
  type PublishInput,
  type PublishPolicy,
} from './publish-input.js';
import type { PublishRecord } from './publish-record.js';
import {
  readGroup,
  readHeldServices,
  readProposedLocation,
  readRecordedGroup,
  readUsers,
  type ReadOptions,
} from './read-tenant.js';
import { overlayRecentWrites } from './recent-writes.js';
import { planUndo } from './undo-publish.js';

/** What a publish would change, with all that the admin needs to decide about it. */
export interface Review {
  readonly workspace: Workspace;
  readonly plan: PublishPlan;
  /** The tenant's plans as read for this review. */
  readonly plans: readonly Plan[];
  /** Everybody concerned who is in the directory. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly decisions: PublishDecisions;
  /** What it costs to publish this on either route; `group` is missing when the tenant has no plan for it. */
  readonly costs: Readonly<Partial<Record<PublishRoute, PublishCost>>>;
  /** Permissions that publishing this needs. */
  readonly scopes: readonly string[];
  /** The publish that this one undoes. */
  readonly undoes?: PublishRecord;
  /** The licenses that this one takes back, whoever gave them. */
  readonly reclaims?: readonly ReclaimItem[];
  /** The same review under other decisions. Nothing is read again. */
  decide(decisions: PublishDecisions): Review;
}

/** What a review is about besides the workspace's draft. */
export type ReviewTopic = Pick<Review, 'undoes' | 'reclaims'>;

export interface ReviewContext {
  readonly graph: GraphClient;
  readonly providers: ReadonlyMap<string, ServiceProvider>;
  readonly journal: Journal;
  readonly policy: Partial<PublishPolicy>;
  readonly refusedPairs: readonly AppPair[];
  readonly now: () => number;
}

/** Reads what is needed to plan, in as few requests as it takes. */
export async function readReview(
  context: ReviewContext,
  workspace: Workspace,
  others: readonly Workspace[],
  decisions: PublishDecisions,
  topic: ReviewTopic,
  options: ReadOptions = {},
): Promise<Review> {
  const { graph, providers, journal } = context;
  const readAt = new Date(context.now()).toISOString();
  const ledger = new Ledger(await journal.grants());
  const about = topic.undoes?.changes ?? topic.reclaims;
  const heldGroup = topic.undoes
    ? await readGroupToUndo(graph, topic.undoes, options)
    : await readGroup(graph, workspace.groupId, options);
  const ids = about ? new Set(about.map(({ userId }) => userId)) : usersConcerned({ workspace, ledger });
  // What changes for the group changes for whoever is in it.
  const everybody = new Set([
    ...ids,
    ...(topic.undoes?.group?.bystanders ?? []),
    ...(heldGroup?.members ?? []),
  ]);
  const [plans, users, services] = await Promise.all([
    listPlans(graph, options),
    readUsers(graph, everybody, options),
    readHeldServices(providers, [...ids], listServices(workspace, ledger, ids), options),
  ]);
  const group = await overlayRecentWrites(users, journal, context.now(), {
    workspaceId: workspace.id,
    group: heldGroup,
  });
  const proposed = await readProposedLocation(graph, users.values(), options);
  return createReview(
    {
      workspace,
      others,
      users,
      plans,
      services,
      ledger,
      ...(group ? { group } : {}),
      policy: context.policy,
      refusedPairs: context.refusedPairs,
      decisions,
      readAt,
      ...(proposed ? { proposedUsageLocation: proposed } : {}),
    },
    topic,
    context.providers,
  );
}

/** @throws {ProvisioningError} `not-found` when somebody deleted the group, and with it what the publish gave */
async function readGroupToUndo(
  graph: GraphClient,
  record: PublishRecord,
  options: ReadOptions,
): Promise<HeldGroup | undefined> {
  if (!record.group) return undefined;
  const held = await readRecordedGroup(graph, record, options);
  if (!held)
    throw new ProvisioningError(
      'not-found',
      'The group is gone, and with it what the publish gave through it.',
    );
  return held;
}

/** Plans what was read and says what it costs. */
function createReview(
  input: PublishInput,
  topic: ReviewTopic = {},
  providers: ReadonlyMap<string, ServiceProvider> = new Map(),
): Review {
  const plan = planTopic(input, topic);
  return {
    workspace: input.workspace,
    plan,
    plans: input.plans,
    users: input.users,
    decisions: input.decisions ?? {},
    costs: estimateCosts(plan, input),
    scopes: listScopes(plan, providers),
    ...topic,
    decide: (decisions) => createReview({ ...input, decisions }, topic, providers),
  };
}

/** Another route is another plan: people come from the one to the other. */
function estimateCosts(plan: PublishPlan, input: PublishInput): Review['costs'] {
  const own = { [plan.route]: estimateCost(plan) };
  if (plan.kind !== 'publish') return own;
  const route = plan.route === 'direct' ? 'group' : 'direct';
  if (route === 'group' && !allowsGroupRoute(input.plans)) return own;
  const other = planPublish({ ...input, workspace: { ...input.workspace, route } });
  return { ...own, [route]: estimateCost(other) };
}

function planTopic(input: PublishInput, { undoes, reclaims }: ReviewTopic): PublishPlan {
  if (undoes) return planUndo(undoes, input);
  return reclaims ? planReclaim(reclaims, input) : planPublish(input);
}

function listScopes(
  { changes, group }: PublishPlan,
  providers: ReadonlyMap<string, ServiceProvider>,
): string[] {
  const scopes = new Set<string>(group ? [...writeGroupsScopes, ...writeLicensesScopes] : []);
  for (const change of changes) {
    if (change.addLicenses.length + change.removeLicenses.length > 0)
      for (const scope of writeLicensesScopes) scopes.add(scope);
    for (const { providerId } of [...change.addServices, ...change.removeServices])
      for (const scope of providers.get(providerId)?.writeScopes ?? []) scopes.add(scope);
    if (change.setUsageLocation) for (const scope of writeUsersScopes) scopes.add(scope);
    if (group && isStuck(change, group)) for (const scope of reprocessScopes) scopes.add(scope);
  }
  return [...scopes].sort();
}

/** The services that the workspace gives or gave, to whomever. */
function listServices(workspace: Workspace, ledger: Ledger, userIds: Iterable<string>) {
  const contents: (WorkspaceContent | undefined)[] = [workspace.draft, workspace.published];
  const services = contents.flatMap((content) => content?.services ?? []);
  for (const userId of userIds)
    for (const key of ledger.keysOf(userId)) {
      const service = ledger.ownersOf(userId, key)?.has(workspace.id) ? parseServiceKey(key) : undefined;
      if (service) services.push(service);
    }
  return services;
}
