import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Puts text on the clipboard and remembers what became of it, so that the host can say so. */
export class ClipboardController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #last: { readonly text: string; readonly copied: boolean } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#last = undefined;
  }

  /** `refused` when the browser does not let the page write; the host then shows the text to be copied by hand. */
  outcome(text: string): 'copied' | 'refused' | undefined {
    if (this.#last?.text !== text) return undefined;
    return this.#last.copied ? 'copied' : 'refused';
  }

  async copy(text: string): Promise<void> {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // No permission, or no secure context: the outcome says so.
      copied = false;
    }
    this.#last = { text, copied };
    this.#host.requestUpdate();
  }
}
