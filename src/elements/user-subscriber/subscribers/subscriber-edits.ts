import type { ReactiveControllerHost } from 'lit';
import type { DraftSession } from '../../../context/drafts/draft-session.js';
import type { DraftController } from '../../../controllers/draft-controller.js';
import { emit } from '../../../events.js';

/** What was done last, and how to take it back. */
export interface SubscriberNews {
  readonly text: string;
  readonly undo: () => void;
}

/** How an edit is told about: how many people it concerned. */
export type CountMessage = (count: number) => string;

/** Subscribes and unsubscribes people in the draft, remembers what was done last, and tells the page. */
export class SubscriberEdits {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #draft: DraftController;
  #news: SubscriberNews | undefined;
  #list: readonly string[] | undefined;
  #subscribed: ReadonlySet<string> = new Set();

  constructor(host: ReactiveControllerHost & EventTarget, draft: DraftController) {
    this.#host = host;
    this.#draft = draft;
  }

  get news(): SubscriberNews | undefined {
    return this.#news;
  }

  /** The draft that is edited. */
  get session(): DraftSession | undefined {
    return this.#draft.session;
  }

  /** Ids of everybody subscribed in the draft. */
  get subscribed(): ReadonlySet<string> {
    const list = this.#draft.workspace?.draft.subscribers ?? [];
    if (list !== this.#list) {
      this.#list = list;
      this.#subscribed = new Set(list);
    }
    return this.#subscribed;
  }

  add(ids: readonly string[], tell: CountMessage): void {
    const fresh = ids.filter((id) => !this.subscribed.has(id));
    this.#change(fresh, [], tell(fresh.length));
  }

  remove(ids: readonly string[], tell: CountMessage): void {
    const present = ids.filter((id) => this.subscribed.has(id));
    this.#change([], present, tell(present.length));
  }

  /** Forgets what was done last: another workspace is shown. */
  clear(): void {
    this.#news = undefined;
  }

  #change(added: readonly string[], removed: readonly string[], text: string): void {
    if (!this.#apply(added, removed)) return;
    this.#news = {
      text,
      undo: () => {
        this.#apply(removed, added);
        this.#news = undefined;
        this.#host.requestUpdate();
      },
    };
    this.#host.requestUpdate();
  }

  /** False when it is not allowed. */
  #apply(added: readonly string[], removed: readonly string[]): boolean {
    const workspaceId = this.#draft.workspace?.id;
    if (workspaceId === undefined || added.length + removed.length === 0) return true;
    const isMade = this.#draft.edit([
      { kind: 'subscribe', userIds: added },
      { kind: 'unsubscribe', userIds: removed },
    ]);
    if (isMade)
      emit(this.#host, 'o365-subscribers-changed', {
        workspaceId,
        added: added.length,
        removed: removed.length,
      });
    return isMade;
  }
}
