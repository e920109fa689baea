import type { AppChoices } from '../plan/app-choice.js';
import type { Exception } from './exception.js';

/** A plan in a workspace. */
export interface WorkspacePlan {
  readonly skuId: string;
  readonly apps: AppChoices;
}

/** A service in a workspace: an enterprise application or something the portal offers. */
export interface WorkspaceService {
  /** The `ServiceProvider` that knows it; `enterprise-apps` is built in. */
  readonly providerId: string;
  readonly serviceId: string;
  /** The role or size picked, where the service offers some. */
  readonly optionId?: string;
}

/** What a workspace gives and to whom. */
export interface WorkspaceContent {
  readonly name: string;
  readonly description: string;
  readonly plans: readonly WorkspacePlan[];
  readonly services: readonly WorkspaceService[];
  /** Directory ids of the subscribers, each once. */
  readonly subscribers: readonly string[];
}

/** When something was done and by whom. */
export interface Stamp {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Object id of the account; empty when unknown. */
  readonly by: string;
}

/** When something was published and by whom, and which publish of the journal that was. */
export interface PublishStamp extends Stamp {
  readonly publishId: string;
}

/** A group that we did not make, and that an administrator accepted by name. */
export interface AcceptedGroup extends Stamp {
  readonly groupId: string;
}

export type PublishRoute = 'direct' | 'group';

/** The version of the record below; stores upgrade older ones and refuse newer ones. */
export const workspaceSchemaVersion = 1;

/** A bundle of plans and services with its subscribers: what the admin edits, and what was published last. */
export interface Workspace {
  readonly schemaVersion: typeof workspaceSchemaVersion;
  readonly id: string;
  readonly draft: WorkspaceContent;
  /** Undefined until the first publish. */
  readonly published?: WorkspaceContent;
  readonly edited: Stamp;
  /** Says where the journal has the publish that `published` comes from; by itself it proves nothing. */
  readonly lastPublish?: PublishStamp;
  /** Asked for deletion; the record goes when that is published. */
  readonly deleting?: boolean;
  readonly route: PublishRoute;
  /** The group that carries the plans on the group route. */
  readonly groupId?: string;
  /** Decisions about single people: facts, which need no publish. */
  readonly exceptions?: readonly Exception[];
  /** Missing where the group is ours. */
  readonly acceptedGroup?: AcceptedGroup;
}

/** An empty workspace. */
export function createWorkspace(id: string, name: string, stamp: Stamp): Workspace {
  return {
    schemaVersion: workspaceSchemaVersion,
    id,
    draft: { name, description: '', plans: [], services: [], subscribers: [] },
    edited: stamp,
    route: 'direct',
  };
}

/** Whether publishing would change anything about what the workspace says. The name alone needs no publish. */
export function hasUnpublishedChanges(workspace: Workspace): boolean {
  if (workspace.deleting) return true;
  const difference = draftDifference(workspace);
  return (
    workspace.published === undefined ||
    Object.values(difference).some((items: readonly unknown[]) => items.length > 0)
  );
}

/** Whether a publish has anything to do: not while a workspace that was never published is empty. */
export function hasSomethingToPublish(workspace: Workspace): boolean {
  const { plans, services, subscribers } = workspace.draft;
  const isEmpty = plans.length + services.length + subscribers.length === 0;
  return hasUnpublishedChanges(workspace) && (workspace.published !== undefined || !isEmpty);
}

/** How the draft differs from what was published last. */
export interface DraftDifference {
  readonly plansAdded: readonly string[];
  readonly plansRemoved: readonly string[];
  /** Plans whose app choices changed. */
  readonly plansChanged: readonly string[];
  readonly servicesAdded: readonly WorkspaceService[];
  readonly servicesRemoved: readonly WorkspaceService[];
  readonly subscribersAdded: readonly string[];
  readonly subscribersRemoved: readonly string[];
}

/** Workspaces never change, only others take their place, and this is asked for with every key that somebody presses. */
const differences = new WeakMap<Workspace, DraftDifference>();

export function draftDifference(workspace: Workspace): DraftDifference {
  const known = differences.get(workspace);
  if (known) return known;
  const difference = compareDraft(workspace);
  differences.set(workspace, difference);
  return difference;
}

function compareDraft({ draft, published }: Workspace): DraftDifference {
  const before = published ?? { plans: [], services: [], subscribers: [] };
  const plansBefore = new Map(before.plans.map((plan) => [plan.skuId, plan]));
  const plansNow = new Set(draft.plans.map((plan) => plan.skuId));
  const servicesBefore = new Set(before.services.map(serviceKey));
  const servicesNow = new Set(draft.services.map(serviceKey));
  const subscribersBefore = new Set(before.subscribers);
  const subscribersNow = new Set(draft.subscribers);
  return {
    plansAdded: draft.plans.map((plan) => plan.skuId).filter((id) => !plansBefore.has(id)),
    plansRemoved: [...plansBefore.keys()].filter((id) => !plansNow.has(id)),
    plansChanged: draft.plans
      .filter(({ skuId, apps }) => {
        const old = plansBefore.get(skuId);
        return old !== undefined && !sameChoices(old.apps, apps);
      })
      .map((plan) => plan.skuId),
    servicesAdded: draft.services.filter((service) => !servicesBefore.has(serviceKey(service))),
    servicesRemoved: before.services.filter((service) => !servicesNow.has(serviceKey(service))),
    subscribersAdded: draft.subscribers.filter((id) => !subscribersBefore.has(id)),
    subscribersRemoved: before.subscribers.filter((id) => !subscribersNow.has(id)),
  };
}

/** Whether two contents say the same, in the same order. */
export function isSameContent(a: WorkspaceContent, b: WorkspaceContent): boolean {
  if (a === b) return true;
  const { subscribers: ours, ...rest } = a;
  const { subscribers: theirs, ...others } = b;
  return (
    ours.length === theirs.length &&
    ours.every((id, index) => id === theirs[index]) &&
    JSON.stringify(rest) === JSON.stringify(others)
  );
}

/** One string that identifies a service with its option. */
export function serviceKey({ providerId, serviceId, optionId }: WorkspaceService): string {
  return JSON.stringify([providerId, serviceId, optionId ?? null]);
}

function sameChoices(a: AppChoices, b: AppChoices): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/**
 * What publishing the deletion of a workspace would take, and from whom: what was published last. Undefined when it was
 * never published, so that the record can simply go. A license that another workspace gives too stays: the review says.
 */
export function getDeletionEffect(
  workspace: Workspace,
): Pick<WorkspaceContent, 'plans' | 'services' | 'subscribers'> | undefined {
  return workspace.published;
}
