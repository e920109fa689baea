import type { ReactiveControllerHost } from 'lit';
import type { Session } from '../../context/session.js';
import { ActionController, type Failure } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { emit } from '../../events.js';
import type { WorkspaceListStrings } from '../../localization/en/workspace/workspace-list.js';
import { createId } from '../../model/create-id.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import { duplicateWorkspace, getFreeName } from '../../model/workspace/duplicate-workspace.js';
import type { Stamp, Workspace } from '../../model/workspace/workspace.js';
import { exportWorkspaces, importWorkspaces } from '../../store/workspace-file.js';
import { saveFile } from '../../ui/csv.js';
import { openWorkspace } from '../../ui/open-workspace.js';

export interface ActionFailure extends Failure {
  readonly title: string;
}

export interface ActionOptions {
  readonly provider: ProviderController;
  readonly strings: StringsController<WorkspaceListStrings>;
  /** Every workspace, as stored. */
  readonly list: () => readonly Workspace[];
  /** Something new is there that a filter might hide. */
  readonly onNew: () => void;
  readonly chooseFiles: () => void;
}

/** Makes, changes and removes workspaces, says what was done, and keeps what failed to be tried again. */
export class WorkspaceActions {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #options: ActionOptions;
  readonly #action: ActionController;
  #news = '';
  #title = '';
  /** Files of an import that were refused; the others are in. */
  #refusal: ActionFailure | undefined;

  constructor(host: ReactiveControllerHost & EventTarget, options: ActionOptions) {
    this.#host = host;
    this.#options = options;
    this.#action = new ActionController(host, () => options.provider.session?.workspaces);
  }

  /** What was done last, for screen readers and as a line. */
  get news(): string {
    return this.#news;
  }

  /** Whether something is done that is not to be begun twice. */
  get running(): boolean {
    return this.#action.running;
  }

  get failure(): ActionFailure | undefined {
    const { failure } = this.#action;
    return failure ? { ...failure, title: this.#title } : this.#refusal;
  }

  /** Opens it here, unless the page does. Returns whether it did. */
  open(workspaceId: string): boolean {
    return openWorkspace(this.#options.provider, workspaceId);
  }

  review(workspaceId: string): void {
    this.#options.provider.withSession(({ workspaces }) => workspaces.selection.select(workspaceId));
    emit(this.#host, 'o365-review-requested', { workspaceId });
  }

  /** Makes one; a second press meanwhile does not make another. */
  async create(): Promise<void> {
    if (this.#action.running) return;
    const { text } = this.#options.strings;
    await this.#attempt(text.failedTo.create, async ({ workspaces }) => {
      const { id } = await workspaces.create(getFreeName(text.newName, this.#takenNames));
      this.#options.onNew();
      emit(this.#host, 'o365-workspace-created', { workspaceId: id });
      this.open(id);
    });
  }

  rename(workspace: Workspace, name: string): Promise<void> {
    const { text } = this.#options.strings;
    return this.#attempt(text.failedTo.edit, async ({ workspaces }) => {
      await workspaces.edit(workspace.id, [{ kind: 'rename', name }]);
      this.#news = text.renamed(workspace.draft.name, name.trim());
    });
  }

  /** Makes a copy; a second press meanwhile does not make another. */
  async duplicate(workspace: Workspace): Promise<void> {
    if (this.#action.running) return;
    const { text } = this.#options.strings;
    await this.#attempt(text.failedTo.create, async ({ workspaces }) => {
      const copy = duplicateWorkspace(workspace, {
        id: createId(),
        takenNames: this.#takenNames,
        stamp: this.#stamp,
      });
      await workspaces.add([copy]);
      this.#news = text.duplicated(copy.draft.name);
      emit(this.#host, 'o365-workspace-created', { workspaceId: copy.id });
    });
  }

  export(workspaces: readonly Workspace[]): void {
    const file = new Blob([exportWorkspaces(workspaces)], { type: 'application/json' });
    saveFile(file, this.#options.strings.text.fileName);
  }

  /** Takes in files, each whole or not at all: one that cannot be read keeps nobody else's out. */
  import(files: readonly File[]): Promise<void> {
    const { strings, chooseFiles } = this.#options;
    const { text } = strings;
    return this.#attempt(text.failedTo.import([]), async ({ workspaces }) => {
      const workspaceIds: string[] = [];
      const refused: { readonly name: string; readonly error: ProvisioningError }[] = [];
      const takenNames = [...this.#takenNames];
      for (const file of files) {
        try {
          const read = importWorkspaces(await file.text(), { takenNames, stamp: this.#stamp });
          await workspaces.add(read, ({ id, draft }) => {
            workspaceIds.push(id);
            takenNames.push(draft.name);
          });
        } catch (thrown) {
          refused.push({ name: file.name, error: toProvisioningError(thrown) });
        }
      }
      const [first] = refused;
      const title = text.failedTo.import(refused.map(({ name }) => name));
      if (first) this.#refusal = { title, error: first.error, retry: chooseFiles };
      if (workspaceIds.length === 0) return;
      this.#options.onNew();
      this.#news = text.imported(workspaceIds.length);
      emit(this.#host, 'o365-workspaces-imported', { workspaceIds });
    });
  }

  keep({ id, draft }: Workspace): Promise<void> {
    const { text } = this.#options.strings;
    return this.#attempt(text.failedTo.edit, async ({ workspaces }) => {
      await workspaces.edit(id, [{ kind: 'keep' }]);
      this.#news = text.kept(draft.name);
    });
  }

  /** Removes what was never published; marks what was, and leads to the review of what that unassigns. */
  delete({ id, draft }: Workspace): Promise<void> {
    const { text } = this.#options.strings;
    return this.#attempt(text.failedTo.delete, async ({ workspaces }) => {
      const stored = await workspaces.store.workspaces.get(id);
      if (!stored) return;
      const afterPublish = stored.workspace.published !== undefined;
      if (afterPublish) await workspaces.edit(id, [{ kind: 'mark-for-deletion' }]);
      else await workspaces.remove(stored);
      this.#news = afterPublish ? text.marked(draft.name) : text.deleted(draft.name);
      emit(this.#host, 'o365-workspace-deleted', { workspaceId: id, afterPublish });
      if (afterPublish) this.review(id);
    });
  }

  async #attempt(title: string, action: (session: Session) => Promise<void>): Promise<void> {
    const { session } = this.#options.provider;
    if (!session) return;
    await this.#action.runBeside(async () => {
      this.#news = '';
      this.#refusal = undefined;
      try {
        await action(session);
      } catch (thrown) {
        this.#title = title;
        throw thrown;
      } finally {
        void session.graph.refresh('workspaces');
      }
    });
  }

  get #takenNames(): readonly string[] {
    return this.#options.list().map(({ draft }) => draft.name);
  }

  get #stamp(): Stamp {
    return {
      at: new Date().toISOString(),
      by: this.#options.provider.session?.account.objectId ?? '',
    };
  }
}
