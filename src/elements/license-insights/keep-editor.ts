import type { LitElement } from 'lit';
import type { Session } from '../../context/session.js';
import { ActionController, type Failure } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { Keep, KeepTarget } from '../../model/usage/keep.js';
import type { KeepDraft } from './insights-parts.js';

/** The form in which an administrator says what is kept on purpose, and why. */
export class KeepEditor {
  readonly #host: LitElement;
  readonly #shared: ProviderController;
  readonly #noting: ActionController;
  #draft: KeepDraft | undefined;

  constructor(host: LitElement, shared: ProviderController) {
    this.#host = host;
    this.#shared = shared;
    this.#noting = new ActionController(host, () => shared.session?.workspaces);
  }

  /** What is being filled in, if anything is. */
  get draft(): KeepDraft | undefined {
    return this.#draft;
  }

  /** Why the last one could not be noted. */
  get failure(): Failure | undefined {
    return this.#noting.failure;
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
    if (!draft) return;
    const reason = draft.reason.trim();
    if (!reason) return this.edit({ ...draft, incomplete: true });
    const { userId, skuId } = draft.target;
    const keep: Omit<Keep, 'by'> = {
      ...(userId ? { userId } : {}),
      ...(skuId ? { skuId } : {}),
      reason,
      ...(draft.until ? { until: draft.until } : {}),
    };
    await this.#note(({ account, workspaces }) =>
      workspaces.insights.keep([{ ...keep, by: account.objectId }]),
    );
  }

  async end(target: KeepTarget): Promise<void> {
    await this.#note(({ workspaces }) => workspaces.insights.endKeep([target]));
  }

  #note(work: (session: Session) => Promise<void>): Promise<void> {
    const draft = this.#draft;
    return this.#noting.runBeside(async () => {
      await this.#shared.withSession(work);
      if (this.#draft === draft) this.#draft = undefined;
    });
  }
}
