import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClashChoice, DraftSession } from '../context/drafts/draft-session.js';
import type { OpenDraft } from '../context/drafts/draft-sessions.js';
import type { WorkspaceServices } from '../context/workspace-services.js';
import type { WorkspaceEdit } from '../model/workspace/workspace-edit.js';
import type { Workspace } from '../model/workspace/workspace.js';
import type { StoredWorkspace } from '../store/store.js';
import { ActorNames } from './names/actor-names.js';
import { ClashNames } from './names/clash-names.js';
import type { ProviderController } from './provider-controller.js';
import { QueryController, type ReadState } from './query-controller.js';
import { SelectionController } from './selection-controller.js';

/** How long after the last keystroke a text is stored, in milliseconds. */
const typingPauseMs = 500;

/** The workspace that an element shows and edits: the one that its attribute names, else the one that is selected. */
export class DraftController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #getId: () => string;
  readonly #onOpen: () => void;
  readonly #selection: SelectionController;
  readonly #query: QueryController<readonly StoredWorkspace[]>;
  /** What is called how in `session.clash`. */
  readonly clashNames: ClashNames;
  /** Who else changed the workspace. */
  readonly actors: ActorNames;
  #services: WorkspaceServices | undefined;
  #open: OpenDraft | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param getId - the id from the element's attribute; empty for the selected workspace
   * @param onOpen - told when another workspace, or none, is shown from now on: what was typed and unfolded goes with the one before
   */
  constructor(
    host: ReactiveControllerHost,
    provider: ProviderController,
    getId: () => string,
    onOpen: () => void,
  ) {
    this.#host = host;
    this.#provider = provider;
    this.#getId = getId;
    this.#onOpen = onOpen;
    this.#selection = new SelectionController(host, provider);
    this.#query = new QueryController(host, provider, ({ workspaces }) => workspaces.read);
    this.clashNames = new ClashNames(host, provider, () => this.session?.clash !== undefined);
    this.actors = new ActorNames(host, provider, {
      ids: () =>
        [this.session?.clash?.theirs.edited.by, this.session?.merge?.by].filter((id) => id !== undefined),
    });
    host.addController(this);
  }

  /** Where reading the workspaces stands. */
  get state(): ReadState<readonly StoredWorkspace[]> {
    return this.#query.state;
  }

  /** The workspace with its edits; undefined when there is none of this id, or nothing is selected. */
  get workspace(): Workspace | undefined {
    return this.session?.workspace;
  }

  /** The other workspaces, as stored. */
  get others(): readonly Workspace[] {
    return (this.#query.value ?? [])
      .map(({ workspace }) => workspace)
      .filter(({ id }) => id !== this.session?.id);
  }

  get session(): DraftSession | undefined {
    return this.#open?.session;
  }

  /** Asks the store again. */
  refetch(): Promise<void> {
    return this.#query.refetch();
  }

  /**
   * Changes the draft. It is shown at once and stored at once, or after a pause while somebody types. False when it is not
   * allowed; then nothing changed.
   * @throws {ProvisioningError} `setting-wrong`; then nothing changed
   */
  edit(edits: readonly WorkspaceEdit[], { typing = false } = {}): boolean {
    if (!this.session?.edit(edits)) return false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (typing) this.#timer = setTimeout(() => void this.flush(), typingPauseMs);
    else void this.flush();
    return true;
  }

  /** Stores what is not stored yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.session?.flush();
  }

  /** Stores what is not stored yet, for whoever goes on with what is stored. Gives the workspace's id, or undefined when the store did not take it. */
  async store(): Promise<string | undefined> {
    await this.flush();
    return this.session?.unsaved ? undefined : this.session?.id;
  }

  async settle(choice: ClashChoice): Promise<void> {
    await this.session?.settle(choice);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#onPagehide);
  }

  hostUpdate(): void {
    const services = this.#provider.session?.workspaces;
    if (services !== this.#services) this.#follow(services);
    const id = this.#getId() || this.#selection.id;
    if (id !== this.session?.id) this.#show(id);
    const stored = this.#query.value?.find(({ workspace }) => workspace.id === id);
    if (this.#query.value) this.session?.show(stored?.workspace);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#onPagehide);
    this.#follow(undefined);
    this.#show(undefined);
  }

  readonly #onPagehide = (): void => void this.flush();

  #follow(services: WorkspaceServices | undefined): void {
    this.#show(undefined);
    this.#services = services;
  }

  /** Starts with another workspace. What was typed for the one before is stored on its own. */
  #show(id: string | undefined): void {
    if (this.#timer !== undefined) void this.flush();
    this.#open?.close();
    this.#open =
      id === undefined ? undefined : this.#services?.drafts.open(id, () => this.#host.requestUpdate());
    this.#onOpen();
  }
}
