import type { LitElement } from 'lit';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { emit } from '../../../events.js';
import { toProvisioningError, type ProvisioningError } from '../../../model/errors.js';
import type { HostAction } from '../../../model/host-action.js';
import type { ReclaimItem } from '../../../model/publish/change-set.js';

/** What is about to be done with the selected users. Empty ids: nothing chosen yet. */
export type BulkAction =
  | {
      readonly kind: 'subscribe' | 'unsubscribe';
      readonly workspaceId: string;
      readonly error?: ProvisioningError;
    }
  | { readonly kind: 'reclaim'; readonly skuId: string }
  | { readonly kind: 'swap'; readonly skuId: string; readonly insteadSkuId: string };

/** What is done with users from the list. Nothing is written: each action ends in a review. */
export class BulkController {
  readonly #host: LitElement;
  readonly #provider: ProviderController;
  #action: BulkAction | undefined;

  constructor(host: LitElement, provider: ProviderController) {
    this.#host = host;
    this.#provider = provider;
  }

  get action(): BulkAction | undefined {
    return this.#action;
  }

  set action(action: BulkAction | undefined) {
    this.#action = action;
    this.#host.requestUpdate();
  }

  /** Whether the host lets the administrator do this, to this workspace where one is named. */
  can(action: HostAction, workspaceId?: string): boolean {
    return this.#provider.can(action, workspaceId);
  }

  /** Takes licenses back, or swaps them, by review. */
  reclaim(items: readonly ReclaimItem[]): void {
    const { workspaces } = this.#provider;
    if (!workspaces || items.length === 0) return;
    this.action = undefined;
    workspaces.selection.reclaim(items);
    emit(this.#host, 'o365-review-requested', { reclaim: items });
  }

  /** Subscribes users in the draft of a workspace, or takes them out of it, and asks for its review. */
  async subscribe(
    action: BulkAction & { readonly kind: 'subscribe' | 'unsubscribe' },
    userIds: ReadonlySet<string>,
  ): Promise<void> {
    const services = this.#provider.workspaces;
    if (!services) return;
    const { kind, workspaceId } = action;
    let changed = 0;
    try {
      const undo = await services.edit(workspaceId, [{ kind, userIds: [...userIds] }]);
      changed = undo.flatMap((edit) => ('userIds' in edit ? edit.userIds : [])).length;
    } catch (error) {
      this.action = { ...action, error: toProvisioningError(error) };
      return;
    }
    this.action = undefined;
    services.selection.select(workspaceId);
    emit(this.#host, 'o365-subscribers-changed', {
      workspaceId,
      added: kind === 'subscribe' ? changed : 0,
      removed: kind === 'unsubscribe' ? changed : 0,
    });
    emit(this.#host, 'o365-review-requested', { workspaceId });
  }
}
