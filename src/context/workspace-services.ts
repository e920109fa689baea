import type { Catalog } from '../catalog/catalog.js';
import { systemClock } from '../graph/pace/clock.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import { listActions, listActionsToAdd } from '../model/host-action.js';
import { applyEdits, invertEdits, type WorkspaceEdit } from '../model/workspace/workspace-edit.js';
import { createWorkspace, type Workspace } from '../model/workspace/workspace.js';
import { NextPublish } from '../publishing/next/next-publish.js';
import type { Publisher } from '../publishing/publisher.js';
import { defaultPolicy, type PublishPolicy } from '../publishing/review/review-input.js';
import type { Review } from '../publishing/review/review.js';
import type { DamagedRecord, Store, StoredWorkspace } from '../store/store.js';
import { DraftSessions } from './drafts/draft-sessions.js';
import type { GraphServices } from './graph-services.js';
import type { HostPermissions } from './host-permissions.js';
import type { InsightServices } from './insight-services.js';
import { oneAtATime } from './one-at-a-time.js';
import type { Read } from './reads/read-cache.js';
import { storeReads } from './reads/store-reads.js';
import { StoreChoosing } from './store-choosing.js';
import { StoreMove } from './store-move.js';
import { createWorkspaceSelection, type WorkspaceSelection } from './workspace-selection.js';

/** Workspaces, what they can hold, and publishing them, for one signed-in account. */
export interface WorkspaceServices {
  /** What the team remembers of the tenant. */
  readonly store: Store;
  /** Where it has to be said first which store that is. */
  readonly choosing?: StoreChoosing;
  /** Moves what this browser still holds into that store; undefined where it is kept in this browser, or others do not see it. */
  readonly storeMove: StoreMove | undefined;
  readonly catalog: Catalog;
  readonly publisher: Publisher;
  /** What is published when whoever publishes now is done. */
  readonly next: NextPublish;
  /** Usage over time, what is kept on purpose, prices. */
  readonly insights: InsightServices;
  /** What the host lets this administrator do. */
  readonly permissions: HostPermissions;
  /** Who may get something: the host's settings over the defaults. */
  readonly policy: PublishPolicy;
  /** The workspace that elements show when no attribute names one. */
  readonly selection: WorkspaceSelection;
  /** Drafts with the edits that the store does not have yet. */
  readonly drafts: DraftSessions;
  /** All workspaces, shared by everyone who shows them and re-read when the store changes. */
  readonly read: Read<readonly StoredWorkspace[]>;
  /** Records of workspaces that cannot be read; the others work without them. */
  readonly damaged: Read<readonly DamagedRecord[]>;
  /**
   * Makes an empty workspace and selects it.
   * @throws {ProvisioningError} `not-allowed`, `storage-full`, `storage-unavailable`, `offline`
   */
  create(name: string): Promise<Workspace>;
  /**
   * Takes in workspaces that are new here, e.g. a copy or those of a file: none, unless all of them are allowed.
   * @param onAdded - told of each that is stored, for the store may fail at a later one
   * @throws {ProvisioningError} as `create`
   */
  add(workspaces: readonly Workspace[], onAdded?: (workspace: Workspace) => void): Promise<void>;
  /**
   * Edits a workspace; returns what takes that back. Edits of one workspace are made one after another, each on what the one
   * before wrote.
   * @throws {ProvisioningError} `not-found`, `not-allowed`, `stale`, `storage-full`, `storage-unavailable`, `offline`
   */
  edit(id: string, edits: readonly WorkspaceEdit[]): Promise<readonly WorkspaceEdit[]>;
  /**
   * Removes a workspace that was never published.
   * @throws {ProvisioningError} `not-allowed`, `stale`, `still-granted`, `storage-unavailable`, `offline`
   */
  remove(stored: StoredWorkspace): Promise<void>;
  /**
   * Removes the record of a workspace that cannot be read.
   * @throws {ProvisioningError} `not-allowed`, `storage-unavailable`, `offline`
   */
  removeDamaged(id: string): Promise<void>;
  dispose(): void;
}

/** What of them the host's settings decide. */
export interface WorkspaceParts {
  readonly catalog: Catalog;
  readonly policy: Partial<PublishPolicy>;
}

export interface WorkspaceServicesOptions {
  readonly graph: GraphServices;
  readonly store: Store;
  /** What this browser kept before the host set another store. */
  readonly formerStore: Store | undefined;
  readonly publisher: Publisher;
  readonly insights: InsightServices;
  readonly permissions: HostPermissions;
  /** Asked each time, for settings change. */
  readonly current: () => WorkspaceParts;
  /** Whether what has waited may start, where nobody shows it. */
  readonly mayStart: (review: Review) => boolean;
}

/** A publish under way adds to the journal all the time, and a list of publishes reads all that is known of it. */
const historyRestMs = 1_000;

export function createWorkspaceServices(options: WorkspaceServicesOptions): WorkspaceServices {
  const { graph, store, formerStore, publisher, insights, permissions, current, mayStart } = options;
  const records = store.workspaces;
  const selection = createWorkspaceSelection(`o365-workspace:${graph.account.tenantId}`);
  const queues = new Map<string, Promise<void>>();
  const by = graph.account.objectId;
  const refreshHistory = oneAtATime(() => graph.refresh('history', 'damaged-publishes'), historyRestMs);
  const next = new NextPublish({
    publisher,
    store,
    clock: systemClock,
    permit: ({ changeSet: { kind, workspaceId } }) => permissions.require([kind], workspaceId),
    mayStart,
  });
  const storeMove = formerStore && new StoreMove({ from: formerStore, to: store, permissions });
  const endListening = [
    store.subscribe((part) => {
      if (part === 'workspaces') void graph.refresh('workspaces', 'damaged-workspaces');
      if (part === 'journal') void refreshHistory();
      if (part === 'views') void graph.refresh('views');
      if (part === 'insights') void graph.refresh('keeps', 'snapshots');
    }),
    publisher.subscribe(() => {
      // When a publish ends, whoever shows licenses, people or services asks again.
      if (publisher.current?.state.status === 'finished')
        void graph.refresh('plans', 'users', 'user-search', 'services', 'workspaces', 'history');
    }),
  ];

  const add: WorkspaceServices['add'] = async (workspaces, onAdded) => {
    await permissions.require([...new Set(workspaces.flatMap(listActionsToAdd))]);
    for (const workspace of workspaces) {
      await records.put(workspace, { etag: null });
      onAdded?.(workspace);
    }
    await graph.refresh('workspaces');
  };

  const apply = async (id: string, change: (workspace: Workspace) => Workspace): Promise<void> => {
    const stored = await records.get(id);
    if (!stored) throw new ProvisioningError('not-found', `There is no workspace with the id ${id}.`);
    const changed = change(stored.workspace);
    if (changed === stored.workspace) return;
    await permissions.require(listActions(stored.workspace, changed), id);
    const edited = { at: new Date().toISOString(), by };
    await records.put({ ...changed, edited }, { etag: stored.etag });
    await graph.refresh('workspaces');
  };

  const change = (id: string, work: (workspace: Workspace) => Workspace): Promise<void> => {
    const before = queues.get(id) ?? Promise.resolve();
    // An edit that failed was told to whoever made it; the next one starts from what is stored.
    const edited = before.catch((_error: ProvisioningError) => undefined).then(() => apply(id, work));
    queues.set(id, edited);
    return edited;
  };

  const edit: WorkspaceServices['edit'] = async (id, edits) => {
    let undo: readonly WorkspaceEdit[] = [];
    await change(id, (workspace) => {
      undo = invertEdits(workspace, edits);
      return applyEdits(workspace, edits, { at: new Date().toISOString(), by });
    });
    return undo;
  };

  const choosing = store.choice && new StoreChoosing(store.choice, () => void graph.refresh(...storeReads));
  return {
    store,
    ...(choosing ? { choosing } : {}),
    storeMove,
    get catalog() {
      return current().catalog;
    },
    publisher,
    next,
    insights,
    get policy() {
      return { ...defaultPolicy, ...current().policy };
    },
    selection,
    permissions,
    drafts: new DraftSessions({
      by,
      write: change,
      findRefusal: (before, after) => permissions.findRefusal(listActions(before, after), before.id),
    }),
    read: {
      cache: graph.cache,
      key: ['workspaces'],
      read: async (signal) => (await records.list({ signal })).workspaces,
    },
    damaged: {
      cache: graph.cache,
      key: ['damaged-workspaces'],
      read: async (signal) => (await records.list({ signal })).damaged,
    },
    async create(name) {
      const workspace = createWorkspace(createId(), name, { at: new Date().toISOString(), by });
      await add([workspace]);
      selection.select(workspace.id);
      return workspace;
    },
    add,
    edit,
    async remove({ workspace: { id }, etag }) {
      await permissions.require(['delete'], id);
      await records.delete(id, { etag });
      if (selection.id === id) selection.select(undefined);
      await graph.refresh('workspaces');
    },
    async removeDamaged(id) {
      await permissions.require(['delete'], id);
      await records.remove(id);
      await graph.refresh('damaged-workspaces');
    },
    dispose() {
      next.end();
      for (const end of endListening) end();
      insights.dispose();
      storeMove?.dispose();
    },
  };
}
