import { ProvisioningError } from '../../model/errors.js';

/** What is answered now, so that an end can wait for it. */
export class RunningRequests {
  readonly #running = new Set<Promise<unknown>>();
  #isClosing = false;

  get isClosing(): boolean {
    return this.#isClosing;
  }

  async run<T>(answer: Promise<T>): Promise<T> {
    this.#running.add(answer);
    try {
      return await answer;
    } finally {
      this.#running.delete(answer);
    }
  }

  /** @throws {ProvisioningError} `service-unavailable` once it is closing */
  requireOpen(): void {
    if (this.#isClosing)
      throw new ProvisioningError('service-unavailable', 'The portal is being started anew.', {
        retryable: true,
        retryAfterMs: 1_000,
      });
  }

  /** Lets nothing new begin, and resolves when all that runs has been answered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#running);
  }
}
