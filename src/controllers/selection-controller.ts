import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WorkspaceServices } from '../context/workspace-services.js';
import type { ReclaimItem } from '../model/publish/change-set.js';

/** Follows which workspace the elements of one provider show. */
export class SelectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #services: () => WorkspaceServices | undefined;
  #followed: WorkspaceServices | undefined;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, services: () => WorkspaceServices | undefined) {
    this.#host = host;
    this.#services = services;
    host.addController(this);
  }

  get id(): string | undefined {
    return this.#followed?.selection.id;
  }

  /** Licenses to take back that are to be reviewed instead of the workspace. */
  get reclaims(): readonly ReclaimItem[] | undefined {
    return this.#followed?.selection.reclaims;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const services = this.#services();
    if (services === this.#followed) return;
    this.hostDisconnected();
    this.#followed = services;
    this.#end = services?.selection.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
    this.#followed = undefined;
  }
}
