import type { ReactiveControllerHost } from 'lit';

/** A value that is as at first again whenever another sitting begins (`PublishController.sitting`). */
export class SittingState<T> {
  readonly #host: ReactiveControllerHost;
  readonly #sitting: () => object;
  readonly #initial: T;
  #value: T;
  #since: object | undefined;

  constructor(host: ReactiveControllerHost, sitting: () => object, initial: T) {
    this.#host = host;
    this.#sitting = sitting;
    this.#initial = initial;
    this.#value = initial;
  }

  get value(): T {
    return this.#since === this.#sitting() ? this.#value : this.#initial;
  }

  set value(value: T) {
    this.#since = this.#sitting();
    this.#value = value;
    this.#host.requestUpdate();
  }
}
