import type { ProviderController } from '../controllers/provider-controller.js';
import { emit } from '../events.js';

/** Opens a workspace for the elements of the same provider, unless the page, or the console, does it. Returns whether it did. */
export function openWorkspace(provider: ProviderController, workspaceId: string): boolean {
  if (!emit(provider.host, 'o365-workspace-selected', { workspaceId }, { cancelable: true })) return false;
  provider.withSession(({ workspaces }) => workspaces.selection.select(workspaceId));
  return true;
}
