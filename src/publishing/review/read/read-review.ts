import { readHeldServices, type HeldServices } from '../../../catalog/held-services.js';
import type { ReadOptions } from '../../../graph/graph-client.js';
import { ProvisioningError } from '../../../model/errors.js';
import { GrantIndex } from '../../../model/holding/grant-index.js';
import { isOpen, type Grant } from '../../../model/holding/grant.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { summarizeSteps } from '../../../model/publish/step.js';
import type { WorkspaceService } from '../../../model/workspace/workspace.js';
import { readGroupOwners } from '../../../services/groups/group-owners.js';
import { readLicensedGroup } from '../../../services/groups/licensed-group.js';
import { listPlans } from '../../../services/licenses/licenses.js';
import { readProposedLocation } from '../../../services/organization.js';
import { readUsers } from '../../../services/users/read-users.js';
import { findUnproven } from '../../../store/journal/find-unproven.js';
import type { PublishSummary } from '../../../store/journal/journal-entry.js';
import { readPublishChain } from '../../../store/journal/publish-record.js';
import type { PublishingContext } from '../../publishing-context.js';
import { ifKnown } from '../../routes/group/if-known.js';
import { usersConcerned } from '../review-input.js';
import type { PublishDecisions, HeldGroup } from '../review-input.js';
import { createReview, type Review, type ReviewTopic } from '../review.js';
import { findGroup, type KnownGroup } from './find-group.js';
import { overlayRecentCounts } from './recent-counts.js';
import { readRecentWrites } from './recent-writes.js';
import { readWaiting, reserveForWaiting, type Waiting } from './waiting.js';

/** The tenant as it was looked at: what is open is settled by it. */
export interface Look {
  readonly grants: readonly Grant[];
  readonly users: ReadonlyMap<string, DirectoryUser>;
  /** Ids of those who were asked for: who of them is not among `users` is not in the directory. */
  readonly asked: ReadonlySet<string>;
  /** Groups that were looked at; null for one that is gone. */
  readonly groups: ReadonlyMap<string, HeldGroup | null>;
  readonly services: HeldServices;
  /** For whom Microsoft had still to do something when a publish ended. */
  readonly waiting: readonly Waiting[];
  /** A group that was being made when the answer was lost. */
  readonly found?: KnownGroup['found'];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What is left when the look was told. */
export interface Settled {
  readonly grants: readonly Grant[];
  /** Of whom (`holderToKey`) a publish that was cut off may still have requests under way. */
  readonly pending: ReadonlySet<string>;
}

/**
 * Reads what is needed to review, in as few requests as it takes, with everybody of whom something is open.
 *
 * @param settle - told what was seen; says what is left then
 */
export async function readReview(
  context: PublishingContext,
  topic: ReviewTopic,
  decisions: PublishDecisions = {},
  settle: (look: Look) => Promise<Settled>,
  call: ReadOptions = {},
): Promise<Review> {
  const { graph, store, providers, clock, subject, policy, names } = context;
  const options = { subject, ...call };
  const at = new Date(clock.now()).toISOString();
  const [grants, { publishes }, stored, refused] = await Promise.all([
    store.grants.list(options),
    store.journal.list(options),
    store.workspaces.list(options),
    store.insights.listRefused(options),
  ]);
  const own = topic.workspace;
  const others = stored.workspaces.map(({ workspace }) => workspace).filter(({ id }) => id !== own?.id);
  const open = grants.filter(isOpen);
  const { groupId, found, foreignGroupId }: KnownGroup = own
    ? await findGroup(graph, own, { ...store, publishes }, options)
    : {};
  const groupIds = new Set([groupId, ...listGroups(open)].filter((id) => id !== undefined));
  const readGroup = async (id: string) =>
    [id, (await readLicensedGroup(graph, id, options)) ?? null] as const;
  const groups = new Map(await Promise.all([...groupIds].map(readGroup)));
  const waiting = await readWaiting(store.journal, publishes, clock.now(), options);
  const index = new GrantIndex(grants);
  const concerned = listConcerned(topic, index);
  const asked = new Set([
    ...concerned,
    ...open.flatMap(({ holder }) => (holder.kind === 'user' ? [holder.userId] : [])),
    ...waiting.map(({ change }) => change.userId),
    // What changes for the group changes for whoever is in it.
    ...(groupId === undefined ? [] : (groups.get(groupId)?.members ?? [])),
  ]);
  const services = listServices(topic, grants);
  const [plans, read, answered, unproven] = await Promise.all([
    listPlans(graph, { ...options, names }),
    readUsers(graph, asked, options),
    readHeldServices(providers, [...concerned, ...listServiceUsers(open)], services, options),
    findUnproven(others, store, options),
  ]);
  const recent = await readRecentWrites(store.journal, index, () => clock.now(), options);
  const users = new Map([...read].map(([id, user]) => [id, recent.showOnPerson(user)]));
  const shownGroups = new Map(
    [...groups].map(([id, group]) => [id, recent.showGroup(id, group ?? undefined) ?? null]),
  );
  const held = { ...answered, services: recent.showOnServices(answered.services) };
  const left = await settle({
    grants,
    users,
    asked,
    groups: shownGroups,
    services: held,
    waiting,
    ...(found ? { found } : {}),
    at,
  });
  const group = groupId === undefined ? undefined : shownGroups.get(groupId);
  if (topic.kind === 'undo' && topic.record.plannedGroup && !group)
    throw new ProvisioningError(
      'not-found',
      'The group was deleted, and with it everything that this publish assigned through it.',
    );
  const strangers = group ? await readStrangers(context, group.groupId, publishes, options) : [];
  const counted = await overlayRecentCounts(plans, publishes, index, store.journal, clock.now(), options);
  // What a publish did may be known only now that it was settled.
  const topicNow: ReviewTopic =
    topic.kind === 'undo' && left.grants !== grants
      ? { ...topic, record: await readPublishChain(store.journal, topic.record.head.publishId, options) }
      : topic;
  const proposed = await readProposedLocation(graph, users.values(), options);
  return createReview(
    {
      subject,
      others,
      unproven,
      users,
      plans: reserveForWaiting(counted, waiting, users, groupId),
      services: held.services,
      silentProviders: held.silentProviders,
      grants: new GrantIndex(left.grants),
      pending: left.pending,
      ...(group ? { group: { ...group, strangers } } : {}),
      ...(foreignGroupId === undefined ? {} : { foreignGroupId }),
      policy,
      refusedPairs: refused.map(({ ids, on }) => ({ ids, at: on })),
      readAt: at,
      ...(proposed ? { proposedUsageLocation: proposed } : {}),
    },
    topicNow,
    decisions,
    providers,
  );
}

/** The people whom the topic is about. */
function listConcerned(topic: ReviewTopic, grants: GrantIndex): ReadonlySet<string> {
  switch (topic.kind) {
    case 'publish':
      return usersConcerned({ workspace: topic.workspace, grants });
    case 'undo':
      return new Set([
        ...topic.record.changes.map(({ userId }) => userId),
        ...(topic.record.plannedGroup?.bystanders ?? []),
      ]);
    case 'reclaim':
      return new Set(topic.items.map(({ userId }) => userId));
  }
}

/** Owners of our group who neither made it nor are administrators. Whoever published through it may have made it. */
async function readStrangers(
  { graph, subject }: PublishingContext,
  groupId: string,
  publishes: readonly PublishSummary[],
  options: ReadOptions,
): Promise<NonNullable<HeldGroup['strangers']>> {
  const makers = new Set([
    subject.objectId,
    ...publishes.filter(({ group }) => group?.groupId === groupId).map(({ head }) => head.by),
  ]);
  const owners = await ifKnown(readGroupOwners(graph, groupId, options), []);
  return owners
    .filter(({ userId, isAdministrator }) => isAdministrator === false && !makers.has(userId))
    .map(({ userId, displayName }) => ({ userId, displayName }));
}

/** Groups of which something is open. */
function listGroups(open: readonly Grant[]): string[] {
  return open.flatMap(({ holder, entitlement }) => [
    ...(holder.kind === 'group' ? [holder.groupId] : []),
    ...(entitlement.kind === 'membership' ? [entitlement.groupId] : []),
  ]);
}

/** The services that the topic is about, or of which something is open. */
function listServices(topic: ReviewTopic, grants: readonly Grant[]): WorkspaceService[] {
  const own = topic.workspace;
  const undone = topic.kind === 'undo' ? topic.record.changes.map(({ steps }) => summarizeSteps(steps)) : [];
  return [
    ...grants
      .filter((grant) => isOpen(grant) || grant.workspaceId === own?.id)
      .flatMap(({ entitlement }) => (entitlement.kind === 'service' ? [entitlement] : [])),
    ...(own?.draft.services ?? []),
    ...(own?.published?.services ?? []),
    ...undone.flatMap(({ giveServices, takeServices }) => [...giveServices, ...takeServices]),
  ];
}

/** People (ids) of whom a service is open. */
function listServiceUsers(open: readonly Grant[]): string[] {
  return open.flatMap(({ holder, entitlement }) =>
    holder.kind === 'user' && entitlement.kind === 'service' ? [holder.userId] : [],
  );
}
