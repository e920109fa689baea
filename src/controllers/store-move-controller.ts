import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StoreMove, StoreMoveState } from '../context/store-move.js';
import type { ProviderController } from './provider-controller.js';

/** Offers an administrator to move what this browser still holds, asks before it is done, and shows how it goes. */
export class StoreMoveController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #provider: ProviderController;
  #move: StoreMove | undefined;
  #end: (() => void) | undefined;
  #isAsking = false;
  /** Whether the button that was pressed goes, so that the focus must go elsewhere. */
  #takesFocus = false;

  constructor(host: ReactiveControllerHost & HTMLElement, provider: ProviderController) {
    this.#host = host;
    this.#provider = provider;
    host.addController(this);
  }

  get state(): StoreMoveState {
    return this.#move?.state ?? { status: 'nothing' };
  }

  /** Whether the question is open. */
  get isAsking(): boolean {
    return this.#isAsking && this.state.status === 'offered';
  }

  readonly ask = (): void => this.#ask(true);

  readonly cancel = (): void => this.#ask(false);

  /** Moves it, or tries again. */
  readonly start = (): void => {
    this.#ask(false);
    this.#takesFocus = true;
    void this.#move?.move();
  };

  readonly retry = (): void => {
    const { state } = this;
    if (state.status === 'failed' && state.at === 'looking') void this.#move?.look();
    else this.start();
  };

  readonly close = (): void => this.#move?.close();

  hostUpdate(): void {
    const move = this.#provider.session?.workspaces.storeMove;
    if (move === this.#move) return;
    this.#end?.();
    this.#move = move;
    this.#end = move?.subscribe(() => this.#host.requestUpdate());
  }

  hostUpdated(): void {
    const dialog = this.#find<HTMLDialogElement>('dialog.store-move');
    if (dialog && !dialog.open) dialog.showModal();
    if (!this.#takesFocus) return;
    this.#takesFocus = false;
    this.#find<HTMLElement>('[part="store-move"]')?.focus();
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = this.#move = undefined;
    this.#isAsking = false;
  }

  #ask(isAsking: boolean): void {
    // Closing it gives the focus back; taking it out of the page does not.
    if (!isAsking) this.#find<HTMLDialogElement>('dialog.store-move[open]')?.close();
    this.#isAsking = isAsking;
    this.#host.requestUpdate();
  }

  #find<T extends Element>(selector: string): T | null {
    return this.#host.shadowRoot?.querySelector<T>(selector) ?? null;
  }
}
