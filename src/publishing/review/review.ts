import type { TokenSubject } from '../../auth/auth.js';
import type { ServiceProvider } from '../../catalog/service-provider.js';
import { GrantIndex } from '../../model/holding/grant-index.js';
import type { Grant } from '../../model/holding/grant.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import type { ChangeSet, ReclaimItem } from '../../model/publish/change-set.js';
import { allowsGroupRoute } from '../../model/publish/group-route.js';
import type { Step, StepKind } from '../../model/publish/step.js';
import type { PublishRoute, Workspace } from '../../model/workspace/workspace.js';
import { writeGroupsScopes } from '../../services/groups/groups.js';
import { reprocessScopes, writeLicensesScopes } from '../../services/licenses/licenses.js';
import { writeUsersScopes } from '../../services/users/users.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';
import type { LaterChanges } from '../undo/later-changes.js';
import { reviewUndo } from '../undo/review-undo.js';
import { estimateCost, type PublishCost } from './licenses/publish-cost.js';
import type { PublishDecisions, ReviewInput } from './review-input.js';
import { reviewReclaim } from './review-reclaim.js';
import { reviewWorkspace } from './review-workspace.js';

/** What is reviewed: a workspace as it says, an earlier publish taken back, or licenses to take back. */
export type ReviewTopic =
  | {
      readonly kind: 'publish';
      readonly workspace: Workspace;
      /** The publish that it goes on with. */ readonly of?: string;
    }
  | {
      readonly kind: 'undo';
      /** What is left of a workspace that is gone says what it was called. */
      readonly workspace: Workspace;
      readonly record: PublishRecord;
      readonly later: LaterChanges;
    }
  | {
      readonly kind: 'reclaim';
      /** It is about none. */ readonly workspace?: undefined;
      readonly items: readonly ReclaimItem[];
      readonly of?: string;
    };

/** What a publish would change, with all that the administrator needs to decide about it. */
export interface Review {
  /** Who made it: nobody else publishes it. */
  readonly subject: TokenSubject;
  readonly topic: ReviewTopic;
  readonly changeSet: ChangeSet;
  /** The tenant's plans as read for this review. */
  readonly plans: readonly Plan[];
  /** Everybody concerned who is in the directory. */
  readonly users: ReadonlyMap<string, DirectoryUser>;
  readonly decisions: PublishDecisions;
  /** What it costs to publish this on either route; `group` is missing when the tenant has no plan for it. */
  readonly costs: Readonly<Partial<Record<PublishRoute, PublishCost>>>;
  /** Permissions that publishing this needs. */
  readonly scopes: readonly string[];
  /** The same review under other decisions. Nothing is read again. */
  decide(decisions: PublishDecisions): Review;
  /** What it would say if the team's memory were as given; the tenant as it was read. */
  withMemory(memory: ReviewMemory): ChangeSet;
}

/** What the team remembers, as far as a review depends on it. */
export interface ReviewMemory {
  /** All workspaces but the one that is reviewed. */
  readonly others: readonly Workspace[];
  /** Those of them (ids) whose `published` no publish in the journal stands for. */
  readonly unproven: ReadonlySet<string>;
  readonly grants: readonly Grant[];
}

/** All that was read, without what the topic says. */
type ReadInput = Omit<ReviewInput, 'workspace' | 'decisions'> & { readonly subject: TokenSubject };

/** Reviews what was read and says what it costs. Pure. */
export function createReview(
  input: ReadInput,
  topic: ReviewTopic,
  decisions: PublishDecisions,
  providers: ReadonlyMap<string, ServiceProvider>,
): Review {
  const changeSet = review(input, topic, decisions);
  return {
    subject: input.subject,
    topic,
    changeSet,
    plans: input.plans,
    users: input.users,
    decisions,
    costs: estimateCosts(changeSet, input, topic, decisions),
    scopes: listScopes(changeSet, providers),
    decide: (others) => createReview(input, topic, others, providers),
    withMemory: ({ grants, ...memory }) =>
      review({ ...input, ...memory, grants: new GrantIndex(grants) }, topic, decisions),
  };
}

/** What a publish would change, and nothing else. Pure and synchronous; the order of what is given never matters. */
function review(input: ReadInput, topic: ReviewTopic, decisions: PublishDecisions): ChangeSet {
  switch (topic.kind) {
    case 'publish':
      return reviewWorkspace({
        ...input,
        workspace: topic.workspace,
        decisions: withExceptions(topic.workspace, decisions),
      });
    case 'undo':
      return reviewUndo(topic.record, topic.later, { ...input, workspace: topic.workspace, decisions });
    case 'reclaim':
      return reviewReclaim(topic.items, { ...input, decisions });
  }
}

/** Who is left out or assigned anyway is a fact about the workspace, whoever decided it. */
function withExceptions({ exceptions = [] }: Workspace, decisions: PublishDecisions): PublishDecisions {
  if (exceptions.length === 0) return decisions;
  const out = exceptions.filter(({ kind }) => kind === 'left-out').map(({ userId }) => userId);
  const assignAnyway = { ...decisions.assignAnyway };
  for (const { userId, kind, reason } of exceptions)
    if (kind !== 'left-out' && reason !== undefined)
      assignAnyway[userId] = [...(assignAnyway[userId] ?? []), reason];
  return { ...decisions, leftOut: [...(decisions.leftOut ?? []), ...out], assignAnyway };
}

/** Another route is another change set: people come from the one to the other. */
function estimateCosts(
  changeSet: ChangeSet,
  input: ReadInput,
  topic: ReviewTopic,
  decisions: PublishDecisions,
): Review['costs'] {
  const own = { [changeSet.route]: estimateCost(changeSet) };
  if (topic.kind !== 'publish') return own;
  const route = changeSet.route === 'direct' ? 'group' : 'direct';
  if (route === 'group' && !allowsGroupRoute(input.plans)) return own;
  const workspace = { ...topic.workspace, route } as const;
  return { ...own, [route]: estimateCost(review(input, { ...topic, workspace }, decisions)) };
}

/** What somebody's own steps need besides what the group's do. */
const writeScopes: Readonly<Partial<Record<StepKind, readonly string[]>>> = {
  'write-licenses': writeLicensesScopes,
  'set-country': writeUsersScopes,
  'ask-again': reprocessScopes,
};

function listScopes(
  { changes, group }: ChangeSet,
  providers: ReadonlyMap<string, ServiceProvider>,
): string[] {
  const scopesOf = (step: Step): readonly string[] => {
    if ('service' in step) return providers.get(step.service.providerId)?.writeScopes ?? [];
    return writeScopes[step.kind] ?? [];
  };
  const forGroup = group ? [...writeGroupsScopes, ...writeLicensesScopes] : [];
  const scopes = new Set([...forGroup, ...changes.flatMap(({ steps }) => steps.flatMap(scopesOf))]);
  return [...scopes].sort();
}
