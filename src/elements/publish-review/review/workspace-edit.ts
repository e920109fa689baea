import { appChoice, type AppChoice } from '../../../model/app-choice.js';
import { exceptionKey, type ExceptionTarget } from '../../../model/exception.js';
import {
  withAcceptedGroup,
  withException,
  withoutAcceptedGroup,
  withoutException,
} from '../../../model/workspace-decisions.js';
import {
  addSubscribers,
  putPlan,
  removePlan,
  removeSubscribers,
  setAppChoice,
  setRoute,
} from '../../../model/workspace-editing.js';
import type { PublishRoute, Stamp, Workspace, WorkspacePlan } from '../../../model/workspace.js';

/** An edit of the workspace that the review offers, or that takes one back. */
export type WorkspaceEdit =
  | {
      readonly kind: 'switch-app';
      readonly skuId: string;
      readonly servicePlanId: string;
      readonly choice: AppChoice;
    }
  | { readonly kind: 'remove-plan'; readonly skuId: string }
  | { readonly kind: 'put-plan'; readonly plan: WorkspacePlan; readonly at: number }
  | { readonly kind: 'unsubscribe' | 'subscribe'; readonly userIds: readonly string[] }
  | { readonly kind: 'set-route'; readonly route: PublishRoute }
  | { readonly kind: 'except' | 'end-exceptions'; readonly targets: readonly ExceptionTarget[] }
  | { readonly kind: 'accept-group' | 'withdraw-group'; readonly groupId: string };

export function applyWorkspaceEdit(workspace: Workspace, edit: WorkspaceEdit, stamp: Stamp): Workspace {
  switch (edit.kind) {
    case 'switch-app':
      return setAppChoice(workspace, edit.skuId, edit.servicePlanId, edit.choice, stamp);
    case 'remove-plan':
      return removePlan(workspace, edit.skuId, stamp);
    case 'put-plan':
      return putPlan(workspace, edit.plan, edit.at, stamp);
    case 'unsubscribe':
      return removeSubscribers(workspace, edit.userIds, stamp);
    case 'subscribe':
      return addSubscribers(workspace, edit.userIds, stamp);
    case 'set-route':
      return setRoute(workspace, edit.route, stamp);
    case 'except':
      return edit.targets.reduce((each, target) => withException(each, target, stamp), workspace);
    case 'end-exceptions':
      return edit.targets.reduce(withoutException, workspace);
    case 'accept-group':
      return withAcceptedGroup(workspace, edit.groupId, stamp);
    case 'withdraw-group':
      return withoutAcceptedGroup(workspace);
  }
}

/** What takes an edit of this workspace back, or undefined when the edit changes nothing. */
export function invertWorkspaceEdit(
  { draft, route, exceptions, acceptedGroup }: Workspace,
  edit: WorkspaceEdit,
): WorkspaceEdit | undefined {
  const findPlan = (skuId: string): number => draft.plans.findIndex((plan) => plan.skuId === skuId);
  switch (edit.kind) {
    case 'switch-app': {
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
    case 'switch-app': {
      const plan = draft.plans.find(({ skuId }) => skuId === edit.skuId);
      return plan !== undefined && appChoice(plan.apps, edit.servicePlanId) === edit.choice;
    }
    case 'remove-plan':
      return draft.plans.every(({ skuId }) => skuId !== edit.skuId);
    case 'put-plan':
      return draft.plans.some(({ skuId }) => skuId === edit.plan.skuId);
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
