import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { ProvisioningError } from '../model/errors.js';
import { getGroupByUniqueName, listGroupsByPrefix, type Group } from '../services/groups.js';
import { readRevisions, type Revision } from './graph-revisions.js';

/** A workspace's group with the versions stored with it. */
export interface Shelf {
  readonly groupId: string;
  readonly displayName: string;
  readonly description: string;
  /** The current one last. */
  readonly revisions: readonly Revision[];
}

/** How long what this store wrote itself counts more than an older version that Graph still shows. */
const trustOwnWritesMs = 60_000;

/**
 * Finds the groups of workspaces. Graph shows writes late, sometimes by many seconds: for a while, what was written here
 * is trusted over an older answer.
 */
export class GraphShelves {
  readonly #graph: GraphClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #own = new Map<string, { readonly shelf: Shelf; readonly seen: boolean }>();

  constructor(graph: GraphClient, prefix: string, now: () => number) {
    this.#graph = graph;
    this.#prefix = prefix;
    this.#now = now;
  }

  async list(call: CallOptions): Promise<readonly Shelf[]> {
    const groups = await listGroupsByPrefix(this.#graph, this.#prefix, call);
    const shelves = new Map<string, Shelf>();
    await Promise.all(
      groups.map(async (group) => {
        const id = toWorkspaceId(group);
        const shelf = id === undefined ? undefined : this.#pick(id, await this.#read(group, call));
        if (id !== undefined && shelf) shelves.set(id, shelf);
      }),
    );
    for (const id of [...this.#own.keys()]) {
      const shelf = shelves.has(id) ? undefined : this.#pick(id, undefined);
      if (shelf) shelves.set(id, shelf);
    }
    return [...shelves.values()];
  }

  /** `to-write`: a group that is not shown any more is still tried when it was written to here a moment ago. */
  async find(id: string, call: CallOptions, purpose?: 'to-write'): Promise<Shelf | undefined> {
    const group = await getGroupByUniqueName(this.#graph, toUniqueName(id), call);
    return this.#pick(id, group && (await this.#read(group, call)), purpose);
  }

  /** The same group's shelf as it is now. */
  async readAgain(
    { groupId, displayName, description }: Shelf,
    call: CallOptions,
  ): Promise<Shelf | undefined> {
    return this.#read({ id: groupId, displayName, description }, call);
  }

  remember(id: string, shelf: Shelf): void {
    this.#own.set(id, { shelf, seen: this.#own.get(id)?.seen ?? shelf.revisions.length > 1 });
  }

  forget(id: string): void {
    this.#own.delete(id);
  }

  #pick(id: string, read: Shelf | undefined, purpose?: 'to-write'): Shelf | undefined {
    const own = this.#own.get(id);
    const newest = own?.shelf.revisions.at(-1);
    if (!own || !newest || this.#now() - newest.record.at > trustOwnWritesMs) return read;
    // A group made here is not shown at once; one that had been shown and is not any more was deleted by somebody.
    if (!read) return !own.seen || purpose === 'to-write' ? own.shelf : undefined;
    this.#own.set(id, { ...own, seen: true });
    const late = read.groupId === own.shelf.groupId && (read.revisions.at(-1)?.number ?? 0) < newest.number;
    return late ? own.shelf : read;
  }

  async #read({ id, displayName, description }: Group, call: CallOptions): Promise<Shelf | undefined> {
    try {
      return { groupId: id, displayName, description, revisions: await readRevisions(this.#graph, id, call) };
    } catch (thrown) {
      if (thrown instanceof ProvisioningError && thrown.code === 'not-found') return undefined;
      throw thrown;
    }
  }
}

const uniquePrefix = 'o365-workspace-';

/**
 * The unique name of a workspace's group.
 *
 * @throws {ProvisioningError} `setting-wrong` when the id is too long for a group
 */
export function toUniqueName(id: string): string {
  const uniqueName = `${uniquePrefix}${id}`;
  if (uniqueName.length <= 64) return uniqueName;
  throw new ProvisioningError('setting-wrong', `The workspace id ${id} is too long to be kept in a group.`);
}

function toWorkspaceId({ uniqueName }: Group): string | undefined {
  return uniqueName?.startsWith(uniquePrefix) ? uniqueName.slice(uniquePrefix.length) : undefined;
}
