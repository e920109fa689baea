import { withAppChoice, type AppChoice } from '../plan/app-choice.js';
import { compareWorkspaces, type FieldChange } from './compare-workspaces.js';
import { exceptionKey } from './exception.js';
import { withExceptions } from './workspace-decisions.js';
import type { AcceptedGroup, PublishRoute, Workspace, WorkspaceContent, WorkspacePlan } from './workspace.js';

/** Whose value a conflict ends with. */
export type MergeChoice = 'mine' | 'theirs';

export interface MergedWorkspace {
  readonly workspace: Workspace;
  /** Where both changed the same thing; `workspace` holds what was chosen. */
  readonly conflicts: readonly FieldChange[];
}

type MutableWorkspace = { -readonly [K in keyof Workspace]: Workspace[K] };

/**
 * Brings together what two admins made of the same version: "both". Edits that do not touch the same thing are all kept.
 *
 * What was published last is a fact about the tenant and never a matter of choice: the later publish counts.
 * @param choose - decides a conflict; without it mine counts
 */
export function mergeWorkspaces(
  base: Workspace,
  mine: Workspace,
  theirs: Workspace,
  choose: (conflict: FieldChange) => MergeChoice = () => 'mine',
): MergedWorkspace {
  const changes = compareWorkspaces(base, mine, theirs);
  let workspace = theirs;
  for (const change of changes) {
    const takesMine = change.conflict ? choose(change) === 'mine' : change.changedBy === 'mine';
    if (takesMine && !isSetLike(change)) workspace = takeField(workspace, mine, change);
  }
  workspace = takeExceptions(takeSubscribers(workspace, changes), mine, changes);
  return {
    workspace: withLatestPublish(base, workspace, mine, theirs),
    conflicts: changes.filter((change) => change.conflict),
  };
}

/**
 * My draft on top of what they stored: "mine". Their draft is dropped, but neither their publish nor what they decided about
 * people and the group.
 */
export function keepMine(base: Workspace, mine: Workspace, theirs: Workspace): Workspace {
  const { exceptions = [], acceptedGroup } = mergeWorkspaces(base, mine, theirs).workspace;
  const workspace = withExceptions(takeAcceptedGroup(mine, acceptedGroup), exceptions);
  return withLatestPublish(base, workspace, mine, theirs);
}

function takeField(workspace: Workspace, mine: Workspace, { field, mine: value }: FieldChange): Workspace {
  switch (field.kind) {
    case 'name':
      return withDraft(workspace, { name: mine.draft.name });
    case 'description':
      return withDraft(workspace, { description: mine.draft.description });
    case 'route':
      return { ...workspace, route: value as PublishRoute };
    case 'deletion': {
      const changed: MutableWorkspace = { ...workspace };
      if (value === undefined) delete changed.deleting;
      else changed.deleting = true;
      return changed;
    }
    case 'plan': {
      const plan = mine.draft.plans.find((each) => each.skuId === field.skuId);
      const others = workspace.draft.plans;
      return withDraft(workspace, { plans: takeItem(others, plan, (each) => each.skuId === field.skuId) });
    }
    case 'app': {
      const choice = (value ?? 'as-is') as AppChoice;
      const plans = workspace.draft.plans.map((plan) =>
        plan.skuId === field.skuId ? withChoice(plan, field.servicePlanId, choice) : plan,
      );
      return withDraft(workspace, { plans });
    }
    case 'service': {
      const isIt = (each: { providerId: string; serviceId: string }): boolean =>
        each.providerId === field.providerId && each.serviceId === field.serviceId;
      const services = takeItem(workspace.draft.services, mine.draft.services.find(isIt), isIt);
      return withDraft(workspace, { services });
    }
    case 'accepted-group':
      return takeAcceptedGroup(workspace, mine.acceptedGroup);
    case 'subscriber':
    case 'exception':
      return workspace;
  }
}

function takeAcceptedGroup(workspace: Workspace, acceptedGroup: AcceptedGroup | undefined): Workspace {
  const { acceptedGroup: _before, ...rest } = workspace;
  return acceptedGroup ? { ...rest, acceptedGroup } : rest;
}

/** Subscribers are many, so they are taken in one go. */
function takeSubscribers(workspace: Workspace, changes: readonly FieldChange[]): Workspace {
  const subscribers = new Set(workspace.draft.subscribers);
  for (const { field, mine, changedBy } of changes) {
    if (field.kind !== 'subscriber' || changedBy !== 'mine') continue;
    if (mine === undefined) subscribers.delete(field.userId);
    else subscribers.add(field.userId);
  }
  return withDraft(workspace, { subscribers: [...subscribers] });
}

/** Decisions about people may be as many; what both decided stays with who stored it first. */
function takeExceptions(workspace: Workspace, mine: Workspace, changes: readonly FieldChange[]): Workspace {
  const exceptions = new Map((workspace.exceptions ?? []).map((each) => [exceptionKey(each), each]));
  const own = new Map((mine.exceptions ?? []).map((each) => [exceptionKey(each), each]));
  for (const { field, changedBy } of changes) {
    if (field.kind !== 'exception' || changedBy !== 'mine') continue;
    const decided = own.get(field.key);
    if (decided) exceptions.set(field.key, decided);
    else exceptions.delete(field.key);
  }
  return withExceptions(workspace, [...exceptions.values()]);
}

function isSetLike({ field }: FieldChange): boolean {
  return field.kind === 'subscriber' || field.kind === 'exception';
}

function takeItem<T>(items: readonly T[], item: T | undefined, isIt: (each: T) => boolean): readonly T[] {
  if (item === undefined) return items.filter((each) => !isIt(each));
  return items.some(isIt) ? items.map((each) => (isIt(each) ? item : each)) : [...items, item];
}

function withChoice({ skuId, apps }: WorkspacePlan, servicePlanId: string, choice: AppChoice): WorkspacePlan {
  return { skuId, apps: withAppChoice(apps, servicePlanId, choice) };
}

function withDraft(workspace: Workspace, change: Partial<WorkspaceContent>): Workspace {
  return { ...workspace, draft: { ...workspace.draft, ...change } };
}

function withLatestPublish(
  base: Workspace,
  merged: Workspace,
  mine: Workspace,
  theirs: Workspace,
): Workspace {
  const result: MutableWorkspace = { ...merged };
  result.edited = mine.edited.at > theirs.edited.at ? mine.edited : theirs.edited;
  const latest = publishedAt(mine) > publishedAt(theirs) ? mine : theirs;
  delete result.published;
  delete result.lastPublish;
  if (latest.published) result.published = latest.published;
  if (latest.lastPublish) result.lastPublish = latest.lastPublish;
  const groupId = mine.groupId === base.groupId ? theirs.groupId : mine.groupId;
  delete result.groupId;
  if (groupId !== undefined) result.groupId = groupId;
  return result;
}

function publishedAt({ lastPublish }: Workspace): number {
  return lastPublish ? Date.parse(lastPublish.at) : -Infinity;
}
