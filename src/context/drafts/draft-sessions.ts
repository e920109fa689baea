import { DraftSession, type DraftSessionOptions } from './draft-session.js';

interface SharedDraft {
  readonly session: DraftSession;
  readonly listeners: Set<() => void>;
}

/** A draft as one element holds it. */
export interface OpenDraft {
  readonly session: DraftSession;
  /** The element does not show it any more. */
  close(): void;
}

/**
 * The drafts that are edited, each shared by all elements that show it. One that the store has not taken yet, or that
 * waits for a choice, outlives them: it is there again when somebody opens it.
 */
export class DraftSessions {
  readonly #options: Pick<DraftSessionOptions, 'by' | 'write' | 'findRefusal'>;
  readonly #drafts = new Map<string, SharedDraft>();

  constructor(options: Pick<DraftSessionOptions, 'by' | 'write' | 'findRefusal'>) {
    this.#options = options;
  }

  /** @param onChange - told whenever there is something new to show */
  open(id: string, onChange: () => void): OpenDraft {
    const draft = this.#drafts.get(id) ?? this.#create(id);
    const listener = (): void => onChange();
    draft.listeners.add(listener);
    return {
      session: draft.session,
      close: () => {
        draft.listeners.delete(listener);
        this.#forgetIfDone(draft);
      },
    };
  }

  #create(id: string): SharedDraft {
    const listeners = new Set<() => void>();
    const draft: SharedDraft = {
      listeners,
      session: new DraftSession({
        ...this.#options,
        id,
        onChange: () => {
          for (const listener of [...listeners]) listener();
          this.#forgetIfDone(draft);
        },
      }),
    };
    this.#drafts.set(id, draft);
    return draft;
  }

  #forgetIfDone({ session, listeners }: SharedDraft): void {
    if (listeners.size === 0 && !session.unsaved && !session.saving) this.#drafts.delete(session.id);
  }
}
