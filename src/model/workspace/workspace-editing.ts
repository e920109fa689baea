import { ProvisioningError } from '../errors.js';
import { appChoice, withAppChoice, type AppChoice } from '../plan/app-choice.js';
import { workspaceLimits } from './workspace-limits.js';
import {
  isSameContent,
  type PublishRoute,
  type Workspace,
  type WorkspaceContent,
  type WorkspacePlan,
  type WorkspaceService,
} from './workspace.js';

// What each edit does to a draft (`workspace-edit.ts`). Each returns a new workspace, or the same object when it changes
// nothing.

/**
 * @throws {ProvisioningError} `setting-wrong` when the name is empty or too long
 */
export function renameWorkspace(workspace: Workspace, name: string): Workspace {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > workspaceLimits.nameLength)
    throw new ProvisioningError(
      'setting-wrong',
      `A workspace needs a name of 1 to ${workspaceLimits.nameLength} characters.`,
    );
  return trimmed === workspace.draft.name ? workspace : edit(workspace, { name: trimmed });
}

/**
 * @throws {ProvisioningError} `setting-wrong` when the description is too long
 */
export function describeWorkspace(workspace: Workspace, description: string): Workspace {
  if (description.length > workspaceLimits.descriptionLength)
    throw new ProvisioningError(
      'setting-wrong',
      `A description has at most ${workspaceLimits.descriptionLength} characters.`,
    );
  return description === workspace.draft.description ? workspace : edit(workspace, { description });
}

/** Adds a plan with every app as is. */
export function addPlan(workspace: Workspace, skuId: string): Workspace {
  const { plans } = workspace.draft;
  if (plans.some((plan) => plan.skuId === skuId)) return workspace;
  return edit(workspace, { plans: [...plans, { skuId, apps: {} }] });
}

/** Puts a plan with its app choices back to where it was. A draft that has it back meanwhile is left alone. */
export function putPlan(workspace: Workspace, plan: WorkspacePlan, at: number): Workspace {
  const { plans } = workspace.draft;
  if (plans.some(({ skuId }) => skuId === plan.skuId)) return workspace;
  return edit(workspace, { plans: plans.toSpliced(at, 0, plan) });
}

export function removePlan(workspace: Workspace, skuId: string): Workspace {
  const plans = workspace.draft.plans.filter((plan) => plan.skuId !== skuId);
  return plans.length === workspace.draft.plans.length ? workspace : edit(workspace, { plans });
}

/** Says what becomes of an app of a plan. A plan that the draft does not have is left alone. */
export function setAppChoice(
  workspace: Workspace,
  skuId: string,
  servicePlanId: string,
  choice: AppChoice,
): Workspace {
  const plan = workspace.draft.plans.find((each) => each.skuId === skuId);
  if (!plan || appChoice(plan.apps, servicePlanId) === choice) return workspace;
  const changed = { skuId, apps: withAppChoice(plan.apps, servicePlanId, choice) };
  const plans = workspace.draft.plans.map((each) => (each === plan ? changed : each));
  return edit(workspace, { plans });
}

/** Adds a service, or changes its option: a workspace gives each service once. */
export function putService(workspace: Workspace, service: WorkspaceService): Workspace {
  const { services } = workspace.draft;
  const at = services.findIndex((each) => isSameService(each, service));
  const present = services[at];
  if (!present) return edit(workspace, { services: [...services, service] });
  if (present.optionId === service.optionId) return workspace;
  return edit(workspace, { services: services.map((each) => (each === present ? service : each)) });
}

/** Removes a service, whatever its option. */
export function removeService(workspace: Workspace, service: WorkspaceService): Workspace {
  const services = workspace.draft.services.filter((each) => !isSameService(each, service));
  return services.length === workspace.draft.services.length ? workspace : edit(workspace, { services });
}

/** Subscribes users. Those who are subscribed already stay where they are in the list. */
export function addSubscribers(workspace: Workspace, userIds: Iterable<string>): Workspace {
  const { subscribers } = workspace.draft;
  const all = new Set(subscribers);
  for (const id of userIds) all.add(id);
  return all.size === subscribers.length ? workspace : edit(workspace, { subscribers: [...all] });
}

export function removeSubscribers(workspace: Workspace, userIds: Iterable<string>): Workspace {
  const gone = new Set(userIds);
  const subscribers = workspace.draft.subscribers.filter((id) => !gone.has(id));
  return subscribers.length === workspace.draft.subscribers.length
    ? workspace
    : edit(workspace, { subscribers });
}

/** Picks how the plans reach the subscribers. */
export function setRoute(workspace: Workspace, route: PublishRoute): Workspace {
  return workspace.route === route ? workspace : { ...workspace, route };
}

/** Goes back to what was published last, and takes back a wish to delete. A workspace never published keeps its draft. */
export function discardDraft(workspace: Workspace): Workspace {
  const kept = keepWorkspace(workspace);
  return workspace.published ? edit(kept, workspace.published) : kept;
}

/** Puts another draft in place of the present one. */
export function putDraft(workspace: Workspace, draft: WorkspaceContent, isDeleting: boolean): Workspace {
  const marked = isDeleting ? markForDeletion(workspace) : keepWorkspace(workspace);
  return isSameContent(draft, marked.draft) ? marked : edit(marked, draft);
}

/** Asks for deletion. The record goes, and licenses are taken, when that is published. */
export function markForDeletion(workspace: Workspace): Workspace {
  return workspace.deleting ? workspace : { ...workspace, deleting: true };
}

/** Takes back a wish to delete. */
export function keepWorkspace(workspace: Workspace): Workspace {
  if (workspace.deleting === undefined) return workspace;
  const { deleting: _deleting, ...kept } = workspace;
  return kept;
}

function edit(workspace: Workspace, change: Partial<WorkspaceContent>): Workspace {
  return { ...workspace, draft: { ...workspace.draft, ...change } };
}

export function isSameService(a: WorkspaceService, b: WorkspaceService): boolean {
  return a.providerId === b.providerId && a.serviceId === b.serviceId;
}
