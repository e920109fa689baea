import type { LitElement } from 'lit';
import { ActionController, type Failure } from '../../../controllers/action-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { emit } from '../../../events.js';
import type { HostAction } from '../../../model/host-action.js';
import type { ReclaimItem } from '../../../model/publish/change-set.js';

/** What is about to be done with the selected users. Empty ids: nothing chosen yet. */
export type BulkAction =
  | { readonly kind: 'subscribe' | 'unsubscribe'; readonly workspaceId: string }
  | { readonly kind: 'reclaim'; readonly skuId: string }
  | { readonly kind: 'swap'; readonly skuId: string; readonly insteadSkuId: string };

/** What is done with users from the list. Nothing is written: each action ends in a review. */
export class BulkController {
  readonly #host: LitElement;
  readonly #provider: ProviderController;
  readonly #editing: ActionController;
  #action: BulkAction | undefined;

  constructor(host: LitElement, provider: ProviderController) {
    this.#host = host;
    this.#provider = provider;
    this.#editing = new ActionController(host, () => provider.session?.workspaces);
  }

  get action(): BulkAction | undefined {
    return this.#action;
  }

  set action(action: BulkAction | undefined) {
    this.#action = action;
    // What failed was chosen before.
    if (this.#editing.failure) this.#editing.reset();
    this.#host.requestUpdate();
  }

  /** Whether the draft of a workspace is being changed. */
  get running(): boolean {
    return this.#editing.running;
  }

  /** Why the draft of a workspace could not be changed. */
  get failure(): Failure | undefined {
    return this.#editing.failure;
  }

  /** Whether the host lets the administrator do this, to this workspace where one is named. */
  can(action: HostAction, workspaceId?: string): boolean {
    return this.#provider.can(action, workspaceId);
  }

  /** Takes licenses back, or swaps them, by review. */
  reclaim(items: readonly ReclaimItem[]): void {
    if (items.length === 0) return;
    this.#provider.withSession(({ workspaces }) => {
      this.action = undefined;
      workspaces.selection.reclaim(items);
      emit(this.#host, 'o365-review-requested', { reclaim: items });
    });
  }

  /** Subscribes users in the draft of a workspace, or takes them out of it, and asks for its review. */
  async subscribe(
    action: BulkAction & { readonly kind: 'subscribe' | 'unsubscribe' },
    userIds: ReadonlySet<string>,
  ): Promise<void> {
    const { session } = this.#provider;
    if (!session || this.#editing.running) return;
    const { workspaces } = session;
    const { kind, workspaceId } = action;
    await this.#editing.run(async () => {
      const undo = await workspaces.edit(workspaceId, [{ kind, userIds: [...userIds] }]);
      const changed = undo.flatMap((edit) => ('userIds' in edit ? edit.userIds : [])).length;
      this.action = undefined;
      workspaces.selection.select(workspaceId);
      emit(this.#host, 'o365-subscribers-changed', {
        workspaceId,
        added: kind === 'subscribe' ? changed : 0,
        removed: kind === 'unsubscribe' ? changed : 0,
      });
      emit(this.#host, 'o365-review-requested', { workspaceId });
    });
  }
}
