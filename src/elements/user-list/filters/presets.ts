import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { viewsRead } from '../../../context/reads/reads.js';
import type { WorkspaceServices } from '../../../context/workspace-services.js';
import { ActionController, type Failure } from '../../../controllers/action-controller.js';
import type { ProviderController } from '../../../controllers/provider-controller.js';
import { QueryController } from '../../../controllers/query-controller.js';
import type { NamedView } from '../../../store/named-view.js';
import { createMemo } from '../../../ui/create-memo.js';
import { readView, writeView } from './list-view.js';

/** What the store does not have yet, by name: a view, or `undefined` for one that is to be forgotten. */
type Unsaved = ReadonlyMap<string, NamedView | undefined>;

export interface PresetsOptions {
  /** The host's own, instead of those in the store. */
  readonly given: () => readonly NamedView[] | undefined;
  readonly onChange: (presets: readonly NamedView[]) => void;
}

const noViews: readonly NamedView[] = [];
const nothingUnsaved: Unsaved = new Map();

/**
 * The named views: the host's, or those in the store. What the store refuses is kept as long as the page lives, and tried
 * again on request.
 */
export class Presets implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #options: PresetsOptions;
  readonly #stored: QueryController<readonly NamedView[]>;
  readonly #storing: ActionController;
  readonly #merge = createMemo(mergeViews);
  #services: WorkspaceServices | undefined;
  #unsaved = nothingUnsaved;

  constructor(host: ReactiveControllerHost, provider: ProviderController, options: PresetsOptions) {
    this.#host = host;
    this.#provider = provider;
    this.#options = options;
    this.#stored = new QueryController(host, provider, (session) =>
      options.given() ? undefined : viewsRead(session),
    );
    this.#storing = new ActionController(host, () => provider.session?.workspaces);
    host.addController(this);
  }

  get all(): readonly NamedView[] {
    return this.#options.given() ?? this.#merge(this.#stored.value ?? noViews, this.#unsaved);
  }

  /** Why the store did not give them, or did not take one. */
  get failure(): Failure | undefined {
    const { state } = this.#stored;
    const error = 'error' in state ? state.error : undefined;
    return this.#storing.failure ?? (error && { error, retry: () => void this.#stored.refetch() });
  }

  /** Names a view; another of that name is replaced. */
  save(name: string, view: string): void {
    const trimmed = name.trim().slice(0, 60);
    if (trimmed) this.#change(trimmed, { name: trimmed, view });
  }

  remove(name: string): void {
    this.#change(name, undefined);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const services = this.#provider.session?.workspaces;
    if (services === this.#services) return;
    this.#services = services;
    this.#unsaved = nothingUnsaved;
  }

  #change(name: string, view: NamedView | undefined): void {
    const given = this.#options.given();
    const change: Unsaved = new Map([[name, view]]);
    if (given) return this.#options.onChange(mergeViews(given, change));
    this.#unsaved = new Map([...this.#unsaved, ...change]);
    this.#host.requestUpdate();
    this.#options.onChange(this.all);
    void this.#storing.run((signal) => this.#store(signal));
  }

  async #store(signal: AbortSignal): Promise<void> {
    const unsaved = this.#unsaved;
    const views = this.#services?.store.views;
    if (!views) return;
    for (const [name, view] of unsaved) await (view ? views.put(view) : views.delete(name));
    await this.#provider.refresh('views');
    // What was stored is not unsaved any more, unless it was changed again meanwhile.
    if (!signal.aborted)
      this.#unsaved = new Map([...this.#unsaved].filter(([name, view]) => unsaved.get(name) !== view));
  }
}

/** Views by name, as they are when this is changed. Only what can be read again is offered. */
function mergeViews(views: readonly NamedView[], changes: Unsaved): readonly NamedView[] {
  const changed = [...changes.values()].flatMap((view) => view ?? []);
  return [...views.filter(({ name }) => !changes.has(name)), ...changed]
    .map(({ name, view }) => ({ name, view: writeView(readView(view)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
