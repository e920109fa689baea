import { removePlan, setAppChoice, setRoute } from '../../model/workspace-editing.js';
import type { PublishRoute, Stamp, Workspace } from '../../model/workspace.js';

/** An edit of the workspace that the review offers. */
export type WorkspaceEdit =
  | { readonly kind: 'switch-app-off'; readonly skuId: string; readonly servicePlanId: string }
  | { readonly kind: 'remove-plan'; readonly skuId: string }
  | { readonly kind: 'set-route'; readonly route: PublishRoute };

export function applyWorkspaceEdit(workspace: Workspace, edit: WorkspaceEdit, stamp: Stamp): Workspace {
  switch (edit.kind) {
    case 'switch-app-off':
      return setAppChoice(workspace, edit.skuId, edit.servicePlanId, 'off', stamp);
    case 'remove-plan':
      return removePlan(workspace, edit.skuId, stamp);
    case 'set-route':
      return setRoute(workspace, edit.route, stamp);
  }
}
