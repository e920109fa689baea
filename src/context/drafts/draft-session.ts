import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { compareWorkspaces } from '../../model/workspace/compare-workspaces.js';
import { keepMine, mergeWorkspaces } from '../../model/workspace/merge-workspaces.js';
import { applyEdits, type WorkspaceEdit } from '../../model/workspace/workspace-edit.js';
import type { Workspace } from '../../model/workspace/workspace.js';

/** Two versions of a workspace that say different things about the same. Nothing is lost: both are here. */
export interface DraftClash {
  /** What both started from. */
  readonly base: Workspace;
  readonly mine: Workspace;
  readonly theirs: Workspace;
}

/** How a clash ends. `both`: all changes of both; where they differ, mine. */
export type ClashChoice = 'both' | 'mine' | 'theirs';

/** Somebody else's changes that were brought together with mine without any question. */
export interface DraftMerge {
  /** Object id of the account; empty when unknown. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface DraftSessionOptions {
  readonly id: string;
  /** Object id of the account. */
  readonly by: string;
  /** Writes a change on top of what is stored then. */
  readonly write: (id: string, change: (workspace: Workspace) => Workspace) => Promise<void>;
  /** Why this administrator may not make the one the other, as far as is known now; `write` asks anew. */
  readonly findRefusal: (before: Workspace, after: Workspace) => ProvisioningError | undefined;
  readonly onChange: () => void;
}

/** How often a write that another one overtook is tried again before the administrator is asked. */
const attempts = 5;

/**
 * One administrator's edits of one workspace: shown at once, kept in the store soon after, brought together with what
 * others write meanwhile. What was typed is never lost: it stays here until the store has it or the administrator drops it.
 */
export class DraftSession {
  readonly id: string;
  readonly #options: DraftSessionOptions;
  /** The newest version known to be stored. */
  #base: Workspace | undefined;
  /** The same with the edits that are not stored yet. */
  #local: Workspace | undefined;
  #flushing: Promise<void> | undefined;
  #keptAt: Date | undefined;
  #problem: ProvisioningError | undefined;
  #clash: DraftClash | undefined;
  #merge: DraftMerge | undefined;

  constructor(options: DraftSessionOptions) {
    this.id = options.id;
    this.#options = options;
  }

  /** The workspace as this administrator sees it. */
  get workspace(): Workspace | undefined {
    return this.#local;
  }

  /** Whether the store lacks something of it. */
  get unsaved(): boolean {
    return this.#local !== this.#base;
  }

  get saving(): boolean {
    return this.#flushing !== undefined;
  }

  /** When edits were stored last from here. */
  get keptAt(): Date | undefined {
    return this.#keptAt;
  }

  /** Why an edit was not allowed, or the store did not take it. `flush` tries again. */
  get problem(): ProvisioningError | undefined {
    return this.#problem;
  }

  /** Set while the administrator has to choose; edits go on meanwhile and count as mine. */
  get clash(): DraftClash | undefined {
    return this.#clash && this.#local ? { ...this.#clash, mine: this.#local } : undefined;
  }

  get merge(): DraftMerge | undefined {
    return this.#merge;
  }

  /** Takes over what the store holds, unless edits are on their way: those are brought together when they are written. */
  show(stored: Workspace | undefined): void {
    if (this.unsaved || this.#flushing || stored === this.#base) return;
    this.#base = this.#local = stored;
  }

  /**
   * Changes what is shown; `flush` stores it. What is not allowed changes nothing, becomes `problem` and gives false.
   * @throws {ProvisioningError} `setting-wrong`; then nothing changed
   */
  edit(edits: readonly WorkspaceEdit[]): boolean {
    if (!this.#local) return false;
    const changed = applyEdits(this.#local, edits, { at: new Date().toISOString(), by: this.#options.by });
    if (changed === this.#local) return true;
    const refusal = this.#options.findRefusal(this.#local, changed);
    if (refusal) this.#problem = refusal;
    else this.#local = changed;
    this.#options.onChange();
    return !refusal;
  }

  /** Stores what is not stored yet. A failure becomes `problem` or `clash`. */
  flush(): Promise<void> {
    this.#flushing ??= this.#writeAll().finally(() => {
      this.#flushing = undefined;
      this.#options.onChange();
    });
    return this.#flushing;
  }

  /** Ends a clash. */
  async settle(choice: ClashChoice): Promise<void> {
    const { clash } = this;
    if (!clash) return;
    const { base, mine, theirs } = clash;
    this.#base = theirs;
    // What I decided about people is a fact, whichever draft stays.
    if (choice === 'theirs') this.#local = keepMine(base, theirs, mine);
    else if (choice === 'mine') this.#local = keepMine(base, mine, theirs);
    else this.#local = mergeWorkspaces(base, mine, theirs).workspace;
    this.#clash = undefined;
    this.#options.onChange();
    await this.flush();
  }

  async #writeAll(): Promise<void> {
    this.#problem = undefined;
    let attempt = 1;
    while (this.#base && this.#local && this.unsaved && !this.#clash) {
      const base = this.#base;
      const mine = this.#local;
      try {
        const written = await this.#write(base, mine);
        const now = this.#local;
        this.#local = now === mine ? written : mergeWorkspaces(mine, now, written).workspace;
        this.#base = written;
        this.#keptAt = new Date();
        attempt = 1;
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        // Another write came between reading and writing; on top of it, the edits usually go together.
        if (error.code === 'stale' && !this.#clash && attempt < attempts) {
          attempt += 1;
          continue;
        }
        if (!this.#clash) this.#problem = error;
        return;
      }
    }
  }

  async #write(base: Workspace, mine: Workspace): Promise<Workspace> {
    let written = mine;
    await this.#options.write(this.id, (theirs) => {
      const changes = compareWorkspaces(base, mine, theirs);
      if (changes.some(({ conflict }) => conflict)) {
        this.#clash = { base, mine, theirs };
        throw new ProvisioningError('stale', 'Someone else changed the same part of this workspace.');
      }
      if (changes.some(({ changedBy }) => changedBy === 'theirs')) this.#merge = theirs.edited;
      written = changes.some(({ changedBy }) => changedBy === 'mine')
        ? mergeWorkspaces(base, mine, theirs).workspace
        : theirs;
      return written;
    });
    return written;
  }
}
