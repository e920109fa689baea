import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WorkspaceSelection } from '../context/workspace-selection.js';
import type { ReclaimItem } from '../model/publish/change-set.js';
import type { ProviderController } from './provider-controller.js';

/** Follows which workspace the elements of one provider show. */
export class SelectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: Pick<ProviderController, 'session'>;
  #followed: WorkspaceSelection | undefined;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, provider: Pick<ProviderController, 'session'>) {
    this.#host = host;
    this.#provider = provider;
    host.addController(this);
  }

  get id(): string | undefined {
    return this.#followed?.id;
  }

  /** Licenses to take back that are to be reviewed instead of the workspace. */
  get reclaims(): readonly ReclaimItem[] | undefined {
    return this.#followed?.reclaims;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const selection = this.#provider.session?.workspaces.selection;
    if (selection === this.#followed) return;
    this.hostDisconnected();
    this.#followed = selection;
    this.#end = selection?.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
    this.#followed = undefined;
  }
}
