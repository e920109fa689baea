import { tabStorage } from '../../model/page/text-storage.js';
import { adminConsentKeys } from './admin-consent-keys.js';
import { readAdminConsentAnswer, type AdminConsentAnswer } from './consent.js';

/** Secret of this tab, so that answers it did not ask for are not taken. */
let tabNonce: string | undefined;

/**
 * The way to Microsoft's admin consent page and back: makes the `state` of the link and takes the answer, which the
 * redirect bridge leaves in session storage (same tab) or broadcasts (another tab).
 */
export class AdminConsent {
  readonly #clientId: string;
  readonly #onAnswer: (answer: AdminConsentAnswer) => void;
  #channel: BroadcastChannel | undefined;

  constructor(clientId: string, onAnswer: (answer: AdminConsentAnswer) => void) {
    this.#clientId = clientId;
    this.#onAnswer = onAnswer;
  }

  /** The `state` for a link; from here on, answers are listened to. */
  createState(): string {
    tabStorage.set(adminConsentKeys.returnTo, location.href);
    if (!this.#channel) {
      this.#channel = new BroadcastChannel(adminConsentKeys.channel);
      this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(data);
    }
    return this.#state();
  }

  /** Takes the answer with which this page was loaded, if any. */
  takeLeftAnswer(): void {
    const answer = tabStorage.get(adminConsentKeys.answer);
    if (!answer || !readAdminConsentAnswer(answer, this.#state())) return;
    tabStorage.remove(adminConsentKeys.answer);
    this.#take(answer);
  }

  dispose(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  #take(search: unknown): void {
    const answer = typeof search === 'string' ? readAdminConsentAnswer(search, this.#state()) : undefined;
    if (answer) this.#onAnswer(answer);
  }

  #state(): string {
    return `${adminConsentKeys.statePrefix}${this.#clientId}.${readNonce()}`;
  }
}

function readNonce(): string {
  tabNonce ??= tabStorage.get(adminConsentKeys.nonce) ?? crypto.randomUUID();
  tabStorage.set(adminConsentKeys.nonce, tabNonce);
  return tabNonce;
}
