import { appChoice, withAppChoice, type AppChoice } from './app-choice.js';
import { ProvisioningError } from './errors.js';
import { workspaceLimits } from './workspace-limits.js';
import type {
  PublishRoute,
  Stamp,
  Workspace,
  WorkspaceContent,
  WorkspacePlan,
  WorkspaceService,
} from './workspace.js';

// Edits of a draft. Each returns a new workspace with the stamp, or the same object when the edit changes nothing,
// so that a caller can tell with `===` whether there is anything to store.

/**
 * @throws {ProvisioningError} `setting-wrong` when the name is empty or too long
 */
export function renameWorkspace(workspace: Workspace, name: string, stamp: Stamp): Workspace {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > workspaceLimits.nameLength)
    throw new ProvisioningError(
      'setting-wrong',
      `A workspace needs a name of 1 to ${workspaceLimits.nameLength} characters.`,
    );
  return trimmed === workspace.draft.name ? workspace : edit(workspace, { name: trimmed }, stamp);
}

/**
 * @throws {ProvisioningError} `setting-wrong` when the description is too long
 */
export function describeWorkspace(workspace: Workspace, description: string, stamp: Stamp): Workspace {
  if (description.length > workspaceLimits.descriptionLength)
    throw new ProvisioningError(
      'setting-wrong',
      `A description has at most ${workspaceLimits.descriptionLength} characters.`,
    );
  return description === workspace.draft.description ? workspace : edit(workspace, { description }, stamp);
}

/** Adds a plan with every app as is. */
export function addPlan(workspace: Workspace, skuId: string, stamp: Stamp): Workspace {
  const { plans } = workspace.draft;
  if (plans.some((plan) => plan.skuId === skuId)) return workspace;
  return edit(workspace, { plans: [...plans, { skuId, apps: {} }] }, stamp);
}

/** Puts a plan with its app choices back to where it was. A draft that has it back meanwhile is left alone. */
export function putPlan(workspace: Workspace, plan: WorkspacePlan, at: number, stamp: Stamp): Workspace {
  const { plans } = workspace.draft;
  if (plans.some(({ skuId }) => skuId === plan.skuId)) return workspace;
  return edit(workspace, { plans: plans.toSpliced(at, 0, plan) }, stamp);
}

export function removePlan(workspace: Workspace, skuId: string, stamp: Stamp): Workspace {
  const plans = workspace.draft.plans.filter((plan) => plan.skuId !== skuId);
  return plans.length === workspace.draft.plans.length ? workspace : edit(workspace, { plans }, stamp);
}

/** Says what becomes of an app of a plan. A plan that the draft does not have is left alone. */
export function setAppChoice(
  workspace: Workspace,
  skuId: string,
  servicePlanId: string,
  choice: AppChoice,
  stamp: Stamp,
): Workspace {
  const plan = workspace.draft.plans.find((each) => each.skuId === skuId);
  if (!plan || appChoice(plan.apps, servicePlanId) === choice) return workspace;
  const changed = { skuId, apps: withAppChoice(plan.apps, servicePlanId, choice) };
  const plans = workspace.draft.plans.map((each) => (each === plan ? changed : each));
  return edit(workspace, { plans }, stamp);
}

/** Adds a service, or changes its option: a workspace gives each service once. */
export function addService(workspace: Workspace, service: WorkspaceService, stamp: Stamp): Workspace {
  const { services } = workspace.draft;
  const at = services.findIndex((each) => isSameService(each, service));
  const present = services[at];
  if (!present) return edit(workspace, { services: [...services, service] }, stamp);
  if (present.optionId === service.optionId) return workspace;
  return edit(workspace, { services: services.map((each) => (each === present ? service : each)) }, stamp);
}

/** Removes a service, whatever its option. */
export function removeService(workspace: Workspace, service: WorkspaceService, stamp: Stamp): Workspace {
  const services = workspace.draft.services.filter((each) => !isSameService(each, service));
  return services.length === workspace.draft.services.length
    ? workspace
    : edit(workspace, { services }, stamp);
}

/** Subscribes users. Those who are subscribed already stay where they are in the list. */
export function addSubscribers(workspace: Workspace, userIds: Iterable<string>, stamp: Stamp): Workspace {
  const { subscribers } = workspace.draft;
  const all = new Set(subscribers);
  for (const id of userIds) all.add(id);
  return all.size === subscribers.length ? workspace : edit(workspace, { subscribers: [...all] }, stamp);
}

export function removeSubscribers(workspace: Workspace, userIds: Iterable<string>, stamp: Stamp): Workspace {
  const gone = new Set(userIds);
  const subscribers = workspace.draft.subscribers.filter((id) => !gone.has(id));
  return subscribers.length === workspace.draft.subscribers.length
    ? workspace
    : edit(workspace, { subscribers }, stamp);
}

/** Picks how the plans reach the subscribers. */
export function setRoute(workspace: Workspace, route: PublishRoute, stamp: Stamp): Workspace {
  return workspace.route === route ? workspace : { ...workspace, route, edited: stamp };
}

/** Goes back to what was published last, and takes back a wish to delete. A workspace never published keeps its draft. */
export function discardDraft(workspace: Workspace, stamp: Stamp): Workspace {
  const kept = keepWorkspace(workspace, stamp);
  return workspace.published ? edit(kept, workspace.published, stamp) : kept;
}

/** Asks for deletion. The record goes, and licenses are taken, when that is published. */
export function markForDeletion(workspace: Workspace, stamp: Stamp): Workspace {
  return workspace.deleting ? workspace : { ...workspace, deleting: true, edited: stamp };
}

/** Takes back a wish to delete. */
export function keepWorkspace(workspace: Workspace, stamp: Stamp): Workspace {
  if (workspace.deleting === undefined) return workspace;
  const kept: { -readonly [K in keyof Workspace]: Workspace[K] } = { ...workspace, edited: stamp };
  delete kept.deleting;
  return kept;
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

function edit(workspace: Workspace, change: Partial<WorkspaceContent>, stamp: Stamp): Workspace {
  return { ...workspace, draft: { ...workspace.draft, ...change }, edited: stamp };
}

function isSameService(a: WorkspaceService, b: WorkspaceService): boolean {
  return a.providerId === b.providerId && a.serviceId === b.serviceId;
}
