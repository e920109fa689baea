import { ProvisioningError } from './errors.js';
import { isSameContent, type Workspace } from './workspace/workspace.js';

/**
 * What a portal can keep an administrator from. Looking is always allowed.
 *
 * - `edit`: making workspaces, and changing what they give and how, accepting a group for one included
 * - `subscribe`: changing who is subscribed, and who is left out or assigned anyway
 * - `delete`: deleting workspaces, and keeping those that are marked for it
 * - `publish`, `undo`, `reclaim`: changing licenses and services by a review, and going on with that
 * - `reprocess`: asking Microsoft to try again what a group gives
 */
export type HostAction = 'edit' | 'subscribe' | 'delete' | 'publish' | 'undo' | 'reclaim' | 'reprocess';

/**
 * Says whether the administrator may do this; asked before it is offered and again before it is done.
 *
 * @param workspaceId - the workspace concerned; missing where it is about none, or about one that is still to be made
 */
export type CanDo = (action: HostAction, workspaceId?: string) => boolean;

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

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** @throws {ProvisioningError} `not-allowed` when the portal does not allow one of these */
export function requireAllowed(can: CanDo, actions: readonly HostAction[], workspaceId?: string): void {
  const refused = actions.find((action) => !can(action, workspaceId));
  if (refused) throw new ProvisioningError('not-allowed', `The portal doesn't allow you to ${refused}.`);
}
