import type { Auth } from '../auth/auth.js';
import type { ProvisioningError } from '../model/errors.js';
import type { WaitBoard } from './wait-board.js';

/** Holds many writes back while somebody has to sign in again, and lets them go on afterwards. */
export class SignInGate {
  readonly #auth: Auth;
  readonly #waits: WaitBoard;
  readonly #onOpen: () => void;
  #open: (() => void) | undefined;

  constructor(auth: Auth, waits: WaitBoard, onOpen: () => void) {
    this.#auth = auth;
    this.#waits = waits;
    this.#onOpen = onOpen;
  }

  get closed(): boolean {
    return this.#open !== undefined;
  }

  /** Closes until the next change after which somebody is signed in. */
  close(error: ProvisioningError): void {
    if (this.#open) return;
    const endWait = this.#waits.begin({ reason: 'sign-in', until: Infinity, error });
    const unsubscribe = this.#auth.subscribe(() => {
      if (this.#auth.state.status === 'signed-in') this.open();
    });
    this.#open = () => {
      unsubscribe();
      endWait();
    };
  }

  open(): void {
    if (!this.#open) return;
    this.#open();
    this.#open = undefined;
    this.#onOpen();
  }
}

/** Whether a person has to act at Microsoft before anything can be sent. */
export function isSignInNeeded({ code }: ProvisioningError): boolean {
  return code === 'sign-in-again' || code === 'not-signed-in';
}
