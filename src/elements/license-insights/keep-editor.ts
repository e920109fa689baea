import type { LitElement } from 'lit';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { Keep, KeepTarget } from '../../model/usage/keep.js';
import type { KeepDraft } from './insights-parts.js';

/** The form in which an administrator says what is kept on purpose, and why. */
export class KeepEditor {
  readonly #host: LitElement;
  readonly #shared: ProviderController;
  #draft: KeepDraft | undefined;
  #failure: ProvisioningError | undefined;

  constructor(host: LitElement, shared: ProviderController) {
    this.#host = host;
    this.#shared = shared;
  }

  /** What is being filled in, if anything is. */
  get draft(): KeepDraft | undefined {
    return this.#draft;
  }

  /** Why the last one could not be noted. */
  get failure(): ProvisioningError | undefined {
    return this.#failure;
  }

  /** Shows the form, with the focus in it when it was elsewhere before. */
  edit(draft: KeepDraft | undefined): void {
    const moves = draft?.place !== this.#draft?.place || draft?.target !== this.#draft?.target;
    this.#draft = draft;
    this.#host.requestUpdate();
    if (draft && moves)
      void this.#host.updateComplete.then(() =>
        this.#host.renderRoot.querySelector<HTMLInputElement>('.keep-form [name="reason"]')?.focus(),
      );
  }

  /** Notes what the form says; without a reason it says so instead. */
  async keep(): Promise<void> {
    const draft = this.#draft;
    const { workspaces, graph } = this.#shared;
    if (!draft || !workspaces || !graph) return;
    const reason = draft.reason.trim();
    if (!reason) return this.edit({ ...draft, incomplete: true });
    const { userId, skuId } = draft.target;
    const keep: Keep = {
      ...(userId ? { userId } : {}),
      ...(skuId ? { skuId } : {}),
      reason,
      ...(draft.until ? { until: draft.until } : {}),
      by: graph.account.objectId,
    };
    await this.#attempt(() => workspaces.insights.keep([keep]));
  }

  async end(target: KeepTarget): Promise<void> {
    await this.#attempt(async () => this.#shared.workspaces?.insights.endKeep([target]));
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#host.requestUpdate();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#failure = undefined;
    try {
      await work();
      this.#draft = undefined;
    } catch (thrown) {
      this.#failure = toProvisioningError(thrown);
    }
    this.#host.requestUpdate();
  }
}
