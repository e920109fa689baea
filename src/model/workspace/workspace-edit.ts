import { listActions, type HostAction } from '../host-action.js';
import { appChoice, type AppChoice } from '../plan/app-choice.js';
import { exceptionKey, type ExceptionTarget } from './exception.js';
import {
  withAcceptedGroup,
  withException,
  withoutAcceptedGroup,
  withoutException,
} from './workspace-decisions.js';
import * as changes from './workspace-editing.js';
import {
  hasUnpublishedChanges,
  isSameContent,
  serviceKey,
  type PublishRoute,
  type Stamp,
  type Workspace,
  type WorkspaceContent,
  type WorkspacePlan,
  type WorkspaceService,
} from './workspace.js';

/** One thing that an administrator does to a workspace, or that takes it back. */
export type WorkspaceEdit =
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'describe'; readonly description: string }
  | { readonly kind: 'add-plan' | 'remove-plan'; readonly skuId: string }
  /** With its app choices, to where it was. */
  | { readonly kind: 'put-plan'; readonly plan: WorkspacePlan; readonly at: number }
  | {
      readonly kind: 'choose-app';
      readonly skuId: string;
      readonly servicePlanId: string;
      readonly choice: AppChoice;
    }
  /** A workspace gives each service once: putting another option changes it. */
  | { readonly kind: 'put-service' | 'remove-service'; readonly service: WorkspaceService }
  | { readonly kind: 'subscribe' | 'unsubscribe'; readonly userIds: readonly string[] }
  | { readonly kind: 'set-route'; readonly route: PublishRoute }
  | { readonly kind: 'except' | 'end-exceptions'; readonly targets: readonly ExceptionTarget[] }
  | { readonly kind: 'accept-group' | 'withdraw-group'; readonly groupId: string }
  /** Back to what was published last, a wish to delete included. */
  | { readonly kind: 'discard-draft' }
  | { readonly kind: 'put-draft'; readonly draft: WorkspaceContent; readonly isDeleting: boolean }
  | { readonly kind: 'mark-for-deletion' | 'keep' };

/**
 * The workspace with these edits, one after the other, and with the stamp; the same object when they change nothing, so that
 * a caller can tell with `===` whether there is anything to store.
 *
 * @throws {ProvisioningError} `setting-wrong` for a name or a description that cannot be taken
 */
export function applyEdits(workspace: Workspace, edits: readonly WorkspaceEdit[], stamp: Stamp): Workspace {
  const edited = edits.reduce((each, edit) => applyEdit(each, edit, stamp), workspace);
  return isDecided(edits) || edited === workspace ? edited : { ...edited, edited: stamp };
}

/** Decisions are facts with a stamp of their own: the draft is no other one because of them. */
function isDecided(edits: readonly WorkspaceEdit[]): boolean {
  return edits.every(({ kind }) => decisions.has(kind));
}

const decisions: ReadonlySet<WorkspaceEdit['kind']> = new Set([
  'except',
  'end-exceptions',
  'accept-group',
  'withdraw-group',
]);

function applyEdit(workspace: Workspace, edit: WorkspaceEdit, stamp: Stamp): Workspace {
  switch (edit.kind) {
    case 'rename':
      return changes.renameWorkspace(workspace, edit.name);
    case 'describe':
      return changes.describeWorkspace(workspace, edit.description);
    case 'add-plan':
      return changes.addPlan(workspace, edit.skuId);
    case 'remove-plan':
      return changes.removePlan(workspace, edit.skuId);
    case 'put-plan':
      return changes.putPlan(workspace, edit.plan, edit.at);
    case 'choose-app':
      return changes.setAppChoice(workspace, edit.skuId, edit.servicePlanId, edit.choice);
    case 'put-service':
      return changes.putService(workspace, edit.service);
    case 'remove-service':
      return changes.removeService(workspace, edit.service);
    case 'subscribe':
      return changes.addSubscribers(workspace, edit.userIds);
    case 'unsubscribe':
      return changes.removeSubscribers(workspace, edit.userIds);
    case 'set-route':
      return changes.setRoute(workspace, edit.route);
    case 'except':
      return edit.targets.reduce((each, target) => withException(each, target, stamp), workspace);
    case 'end-exceptions':
      return edit.targets.reduce(withoutException, workspace);
    case 'accept-group':
      return withAcceptedGroup(workspace, edit.groupId, stamp);
    case 'withdraw-group':
      return withoutAcceptedGroup(workspace);
    case 'discard-draft':
      return changes.discardDraft(workspace);
    case 'put-draft':
      return changes.putDraft(workspace, edit.draft, edit.isDeleting);
    case 'mark-for-deletion':
      return changes.markForDeletion(workspace);
    case 'keep':
      return changes.keepWorkspace(workspace);
  }
}

/** What the host has to allow for these edits of this workspace. */
export function actionsOf(workspace: Workspace, edits: readonly WorkspaceEdit[]): readonly HostAction[] {
  return listActions(workspace, applyEdits(workspace, edits, workspace.edited));
}

/** What takes these edits of this workspace back, in the order in which it is done; empty when they change nothing. */
export function invertEdits(workspace: Workspace, edits: readonly WorkspaceEdit[]): readonly WorkspaceEdit[] {
  const inverses: WorkspaceEdit[] = [];
  let before = workspace;
  for (const edit of edits) {
    const after = applyEdit(before, edit, before.edited);
    const inverse = after === before ? undefined : invertEdit(before, edit);
    if (inverse) inverses.unshift(inverse);
    before = after;
  }
  return inverses;
}

/** What takes an edit back that changes this workspace. */
function invertEdit(
  { draft, deleting, route, exceptions, acceptedGroup }: Workspace,
  edit: WorkspaceEdit,
): WorkspaceEdit | undefined {
  const findPlan = (skuId: string): number => draft.plans.findIndex((plan) => plan.skuId === skuId);
  switch (edit.kind) {
    case 'choose-app': {
      const plan = draft.plans[findPlan(edit.skuId)];
      return plan && { ...edit, choice: appChoice(plan.apps, edit.servicePlanId) };
    }
    case 'remove-plan': {
      const at = findPlan(edit.skuId);
      const plan = draft.plans[at];
      return plan && { kind: 'put-plan', plan, at };
    }
    case 'put-plan':
      return { kind: 'remove-plan', skuId: edit.plan.skuId };
    case 'rename':
      return { kind: 'rename', name: draft.name };
    case 'describe':
      return { kind: 'describe', description: draft.description };
    case 'add-plan':
      return { kind: 'remove-plan', skuId: edit.skuId };
    case 'put-service':
    case 'remove-service': {
      const present = draft.services.find((each) => changes.isSameService(each, edit.service));
      return present ? { kind: 'put-service', service: present } : { ...edit, kind: 'remove-service' };
    }
    case 'discard-draft':
    case 'put-draft':
      return { kind: 'put-draft', draft, isDeleting: deleting ?? false };
    case 'mark-for-deletion':
      return { kind: 'keep' };
    case 'keep':
      return { kind: 'mark-for-deletion' };
    case 'unsubscribe':
    case 'subscribe': {
      const subscribed = new Set(draft.subscribers);
      const leaves = edit.kind === 'unsubscribe';
      const userIds = edit.userIds.filter((id) => subscribed.has(id) === leaves);
      return userIds.length > 0 ? { kind: leaves ? 'subscribe' : 'unsubscribe', userIds } : undefined;
    }
    case 'set-route':
      return { kind: 'set-route', route };
    case 'except':
    case 'end-exceptions': {
      const decided = new Set(exceptions?.map(exceptionKey));
      const ends = edit.kind === 'end-exceptions';
      const targets = edit.targets.filter((target) => decided.has(exceptionKey(target)) === ends);
      return targets.length > 0 ? { kind: ends ? 'except' : 'end-exceptions', targets } : undefined;
    }
    case 'accept-group':
      return acceptedGroup
        ? { kind: 'accept-group', groupId: acceptedGroup.groupId }
        : { kind: 'withdraw-group', groupId: edit.groupId };
    case 'withdraw-group':
      return acceptedGroup && { kind: 'accept-group', groupId: acceptedGroup.groupId };
  }
}

/** Whether a workspace is as the edit leaves it. */
export function isInEffect(workspace: Workspace, edit: WorkspaceEdit): boolean {
  const { draft } = workspace;
  switch (edit.kind) {
    case 'choose-app': {
      const plan = draft.plans.find(({ skuId }) => skuId === edit.skuId);
      return plan !== undefined && appChoice(plan.apps, edit.servicePlanId) === edit.choice;
    }
    case 'remove-plan':
      return draft.plans.every(({ skuId }) => skuId !== edit.skuId);
    case 'put-plan':
      return draft.plans.some(({ skuId }) => skuId === edit.plan.skuId);
    case 'add-plan':
      return draft.plans.some(({ skuId }) => skuId === edit.skuId);
    case 'rename':
      return draft.name === edit.name.trim();
    case 'describe':
      return draft.description === edit.description;
    case 'put-service':
      return draft.services.some((each) => serviceKey(each) === serviceKey(edit.service));
    case 'remove-service':
      return !draft.services.some((each) => changes.isSameService(each, edit.service));
    case 'discard-draft':
      return !hasUnpublishedChanges(workspace);
    case 'put-draft':
      return isSameContent(draft, edit.draft);
    case 'mark-for-deletion':
    case 'keep':
      return (workspace.deleting ?? false) === (edit.kind === 'mark-for-deletion');
    case 'unsubscribe':
    case 'subscribe': {
      const subscribed = new Set(draft.subscribers);
      return edit.userIds.every((id) => subscribed.has(id) === (edit.kind === 'subscribe'));
    }
    case 'set-route':
      return workspace.route === edit.route;
    case 'except':
    case 'end-exceptions': {
      const decided = new Set(workspace.exceptions?.map(exceptionKey));
      return edit.targets.every((target) => decided.has(exceptionKey(target)) === (edit.kind === 'except'));
    }
    case 'accept-group':
      return workspace.acceptedGroup?.groupId === edit.groupId;
    case 'withdraw-group':
      return workspace.acceptedGroup === undefined;
  }
}
