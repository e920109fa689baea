import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import type { Workspace } from '../model/workspace.js';
import { readGroupExtensionsScopes } from '../services/group-extensions.js';
import { deleteGroup, renameGroup, upsertGroup } from '../services/groups.js';
import { encodeRecord, recordCapacity, type GraphRecord, type StoredSubscribers } from './graph-record.js';
import { addRevision, listRosters, removeOldRevisions, type Revision } from './graph-revisions.js';
import { RosterShelf } from './graph-roster.js';
import { GraphShelves, toUniqueName, type Shelf } from './graph-shelves.js';
import {
  fromStoredSubscribers,
  toStoredSubscribers,
  withoutSubscribers,
  type Rosters,
} from './graph-subscribers.js';
import { staleError } from './store-errors.js';
import { createTabChannel } from './tab-channel.js';
import { isWorkspaceId, parseWorkspace } from './workspace-schema.js';
import type { StoredWorkspace, WorkspaceStore } from './workspace-store.js';

export interface GraphGroupStoreOptions {
  /** Starts the display name of every group of ours; the store finds its groups by it. Default: `Workspace: `. */
  readonly prefix?: string;
  /** Milliseconds since the epoch. Default: the machine's time. */
  readonly now?: () => number;
}

/** How often a read starts again because a writer replaced what it was reading. */
const readAttempts = 3;
/** How many subscribers are written out in the record: first many, and when the record is too long then, none. */
const inlineAttempts = [40, 0] as const;

/**
 * Keeps workspaces in the tenant itself, for all of its administrators and without any server: one security group for each
 * workspace, with the definition as an open extension. Longer lists of subscribers are the members of a second, unlicensed
 * group. Nothing here gives anybody a license; publishing does.
 *
 * Every write is a new numbered version, and Graph lets only one writer have a number, so no update is lost.
 * An extension holds 2 KB: about 45 different ids of plans, switched apps and services. Beyond, `put` is refused with `storage-full`.
 * Needs Group.Read.All; for writing Group.ReadWrite.All and a role such as Groups Administrator.
 *
 * @see https://learn.microsoft.com/graph/extensibility-open-users
 */
export function createGraphGroupStore(
  graph: GraphClient,
  options: GraphGroupStoreOptions = {},
): WorkspaceStore {
  return new GraphGroupStore(graph, options);
}

class GraphGroupStore implements WorkspaceStore {
  readonly #graph: GraphClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #shelves: GraphShelves;
  readonly #rosters: RosterShelf;
  readonly #tabs;

  constructor(graph: GraphClient, options: GraphGroupStoreOptions) {
    this.#graph = graph;
    this.#prefix = options.prefix ?? 'Workspace: ';
    this.#now = options.now ?? (() => Date.now());
    this.#shelves = new GraphShelves(graph, this.#prefix, this.#now);
    this.#rosters = new RosterShelf(graph);
    this.#tabs = createTabChannel(`o365-workspaces:groups:${this.#prefix}`);
  }

  async list({ signal }: { signal?: AbortSignal } = {}): Promise<readonly StoredWorkspace[]> {
    const call = toCall(signal);
    const shelves = await this.#shelves.list(call);
    const stored = await Promise.all(
      shelves.map((shelf) => this.#toStored(shelf, () => this.#shelves.readAgain(shelf, call), call)),
    );
    return stored.filter((each) => each !== undefined);
  }

  async get(id: string, { signal }: { signal?: AbortSignal } = {}): Promise<StoredWorkspace | undefined> {
    const call = toCall(signal);
    const read = (): Promise<Shelf | undefined> => this.#shelves.find(id, call);
    return isWorkspaceId(id) ? this.#toStored(await read(), read, call) : undefined;
  }

  async put(workspace: Workspace, { etag }: { etag: string | null }): Promise<string> {
    const checked = parseWorkspace(workspace);
    const { id } = checked;
    const displayName = `${this.#prefix}${checked.draft.name}`.slice(0, 256);
    // Graph takes no empty description.
    const description = checked.draft.description.trim().slice(0, 1024) || 'A workspace of the portal.';
    const shelf = await this.#requireEtag(id, etag);
    const current = shelf?.revisions.at(-1);
    const names = { displayName, description };
    const groupId =
      shelf?.groupId ?? (await upsertGroup(this.#graph, { uniqueName: toUniqueName(id), ...names })).id;
    if (shelf && (shelf.displayName !== displayName || shelf.description !== description))
      await renameGroup(this.#graph, groupId, names);
    const { record, data, created } = await this.#encode(checked, current, displayName);
    const revision = { number: (current?.number ?? 0) + 1, record };
    try {
      await this.#add(id, { groupId, ...names, revisions: shelf?.revisions ?? [] }, revision, data);
    } catch (thrown) {
      await this.#rosters.discard(created);
      throw thrown;
    }
    this.#tabs.announce();
    return formatEtag(revision);
  }

  async delete(id: string, { etag }: { etag: string }): Promise<void> {
    const shelf = isWorkspaceId(id) ? await this.#requireEtag(id, etag) : undefined;
    const current = shelf?.revisions.at(-1);
    if (!shelf || !current) throw staleError(id);
    // From this version on nobody can write to the workspace any more; only then it is taken apart.
    const record: GraphRecord = { v: 1, nonce: createId(), at: this.#now(), workspace: null, draft: {} };
    await this.#add(id, shelf, { number: current.number + 1, record }, await encodeRecord(record));
    for (const roster of listRosters(current.record)) await deleteGroup(this.#graph, roster);
    await deleteGroup(this.#graph, shelf.groupId);
    this.#shelves.forget(id);
    this.#tabs.announce();
  }

  subscribe(listener: () => void): () => void {
    return this.#tabs.subscribe(listener);
  }

  async #requireEtag(id: string, etag: string | null): Promise<Shelf | undefined> {
    const shelf = await this.#shelves.find(id, toCall(), 'to-write');
    if (toEtag(shelf?.revisions.at(-1)) === etag) return shelf;
    this.#shelves.forget(id);
    throw staleError(id);
  }

  async #add(id: string, shelf: Shelf, revision: Revision, data: string): Promise<void> {
    const { groupId, revisions } = shelf;
    try {
      await removeOldRevisions(this.#graph, groupId, revisions);
      if (!(await addRevision(this.#graph, groupId, revision, data))) throw staleError(id);
    } catch (thrown) {
      this.#shelves.forget(id);
      // Somebody deleted the workspace, and its group, after it was read here.
      const gone = thrown instanceof ProvisioningError && thrown.code === 'not-found' && revisions.length > 0;
      throw gone ? staleError(id) : thrown;
    }
    this.#shelves.remember(id, { ...shelf, revisions: [...revisions.slice(-1), revision] });
  }

  /** The record of a workspace, short enough to be stored, and the rosters that had to be written for it. */
  async #encode(
    workspace: Workspace,
    current: Revision | undefined,
    displayName: string,
  ): Promise<{ record: GraphRecord; data: string; created: string[] }> {
    const created: string[] = [];
    const rosters = new Map(await this.#readKnownRosters(current));
    const rosterName = `${displayName.slice(0, 240)} (subscribers)`;
    const store = async (subscribers: readonly string[], inline: number): Promise<StoredSubscribers> => {
      const stored = toStoredSubscribers(subscribers, rosters, inline);
      if (stored) return stored;
      const roster = await this.#rosters.create(subscribers, rosterName);
      created.push(roster.roster);
      const unknown = new Set(roster.add);
      rosters.set(
        roster.roster,
        subscribers.filter((id) => !unknown.has(id)),
      );
      return roster;
    };
    const compose = (draft: StoredSubscribers, published: StoredSubscribers | undefined): GraphRecord => ({
      v: 1,
      nonce: createId(),
      at: this.#now(),
      workspace: withoutSubscribers(workspace),
      draft,
      ...(published ? { published } : {}),
    });
    // With every subscriber in a group it is shortest: if that is too long, no group need be written.
    const shortest = { roster: createId(), count: workspace.draft.subscribers.length };
    const shortestData = await encodeRecord(compose(shortest, workspace.published && shortest));
    if (shortestData.length > recordCapacity) throw createTooLarge();
    try {
      for (const inline of inlineAttempts) {
        const draft = await store(workspace.draft.subscribers, inline);
        const published = workspace.published && (await store(workspace.published.subscribers, inline));
        const record = compose(draft, published);
        const data = await encodeRecord(record);
        if (data.length <= recordCapacity) return { record, data, created };
      }
      throw createTooLarge();
    } catch (thrown) {
      await this.#rosters.discard(created);
      throw thrown;
    }
  }

  /** The rosters that a new version may go on using. One that cannot be read is replaced. */
  async #readKnownRosters(current: Revision | undefined): Promise<Rosters> {
    if (!current) return new Map();
    try {
      return await this.#readRosters(current.record, toCall());
    } catch (thrown) {
      if (thrown instanceof ProvisioningError && thrown.code === 'not-found') return new Map();
      throw thrown;
    }
  }

  /** A workspace with its subscribers; reads again when a writer has replaced a part of it meanwhile. */
  async #toStored(
    shelf: Shelf | undefined,
    read: () => Promise<Shelf | undefined>,
    call: CallOptions,
  ): Promise<StoredWorkspace | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const current: Revision | undefined = shelf?.revisions.at(-1);
      const etag = toEtag(current);
      if (!current || etag === null) return undefined;
      try {
        return { workspace: await this.#toWorkspace(current.record, call), etag };
      } catch (thrown) {
        if (!(thrown instanceof ProvisioningError && thrown.code === 'not-found')) throw thrown;
        if (attempt === readAttempts)
          throw new ProvisioningError(
            'record-unreadable',
            `The group with the subscribers of "${shelf?.displayName}" was deleted.`,
            { cause: thrown },
          );
      }
      shelf = await read();
    }
  }

  async #toWorkspace(record: GraphRecord, call: CallOptions): Promise<Workspace> {
    const workspace = parseWorkspace(record.workspace);
    const rosters = await this.#readRosters(record, call);
    const { draft, published } = workspace;
    return {
      ...workspace,
      draft: { ...draft, subscribers: fromStoredSubscribers(record.draft, rosters) },
      ...(published && record.published
        ? { published: { ...published, subscribers: fromStoredSubscribers(record.published, rosters) } }
        : {}),
    };
  }

  #readRosters(record: GraphRecord, call: CallOptions): Promise<Rosters> {
    return this.#rosters.readAll([record.draft, record.published], this.#now() - record.at, call);
  }
}

function createTooLarge(): ProvisioningError {
  return new ProvisioningError(
    'storage-full',
    'This workspace has too many plans, services and app choices to be kept in a group. Nothing was written.',
  );
}

function toEtag(revision: Revision | undefined): string | null {
  return revision === undefined || revision.record.workspace === null ? null : formatEtag(revision);
}

function formatEtag({ number, record }: Revision): string {
  return `${number}.${record.nonce}`;
}

function toCall(signal?: AbortSignal): CallOptions {
  return { scopes: readGroupExtensionsScopes, ...(signal ? { signal } : {}) };
}
