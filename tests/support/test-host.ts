import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** An element as its controllers see it, without anything to draw. */
export class TestHost implements ReactiveControllerHost {
  readonly #controllers = new Set<ReactiveController>();
  /** How often it was drawn. */
  updates = 0;
  #pending: Promise<boolean> | undefined;

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  requestUpdate(): void {
    this.#pending ??= Promise.resolve().then(() => {
      this.#pending = undefined;
      this.updates += 1;
      for (const controller of this.#controllers) controller.hostUpdate?.();
      return true;
    });
  }

  get updateComplete(): Promise<boolean> {
    return this.#pending ?? Promise.resolve(true);
  }

  connect(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnect(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }
}
