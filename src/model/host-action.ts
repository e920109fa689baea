import { isSameContent, type Workspace } from './workspace/workspace.js';

export const hostActions = [
  'edit',
  'subscribe',
  'delete',
  'publish',
  'undo',
  'reclaim',
  'reprocess',
] as const;

/**
 * What a portal can keep an administrator from. Looking is always allowed.
 *
 * - `edit`: making workspaces, and changing what they give and how, accepting a group for one included
 * - `subscribe`: changing who is subscribed, and who is left out or assigned anyway
 * - `delete`: deleting workspaces, and keeping those that are marked for it
 * - `publish`, `undo`, `reclaim`: changing licenses and services by a review, and going on with that
 * - `reprocess`: asking Microsoft to try again what a group gives
 */
export type HostAction = (typeof hostActions)[number];

/**
 * Says whether the administrator may do this: `true`, or a promise of it, allows it; everything else does not. Asked before
 * it is offered and again before it is done, never in the middle of a publish.
 *
 * @param workspaceId - the workspace concerned; missing where it is about none, or about one that is still to be made
 */
export type CanDo = (action: HostAction, workspaceId?: string) => boolean | PromiseLike<boolean>;

/** What it takes to make one version of a workspace the other. */
export function listActions(before: Workspace, after: Workspace): HostAction[] {
  const actions: HostAction[] = [];
  const { subscribers } = before.draft;
  const sameSubscribers = { ...after.draft, subscribers };
  if (before.deleting !== after.deleting) actions.push('delete');
  if (!isSameContent(sameSubscribers, after.draft) || !isSame(before.exceptions, after.exceptions))
    actions.push('subscribe');
  if (
    !isSameContent(before.draft, sameSubscribers) ||
    before.route !== after.route ||
    !isSame(before.acceptedGroup, after.acceptedGroup)
  )
    actions.push('edit');
  return actions;
}

/** What it takes to take in a workspace that is new here: people who come with it are subscribed by that. */
export function listActionsToAdd({
  draft,
  exceptions = [],
}: Pick<Workspace, 'draft' | 'exceptions'>): HostAction[] {
  return draft.subscribers.length + exceptions.length > 0 ? ['edit', 'subscribe'] : ['edit'];
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What it takes to bring in what another store holds: workspaces, and what was published. */
export const actionsToMove: readonly HostAction[] = ['edit', 'subscribe', 'publish'];
