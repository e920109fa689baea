import type { CallOptions, GraphClient, GraphWrite } from '../graph/graph-client.js';
import { createId } from '../model/create-id.js';
import { ProvisioningError } from '../model/errors.js';
import { addMembersWrites } from '../services/group-members.js';
import { deleteGroup, listGroupMembers, upsertGroup, writeGroupsScopes } from '../services/groups.js';
import type { StoredSubscribers } from './graph-record.js';
import type { Rosters } from './graph-subscribers.js';

/** How long Graph may take to show everywhere what was written, generously. */
const visibleAfterMs = 10 * 60_000;

/**
 * The rosters of a store: groups whose members are subscribers. A roster never changes after it was written, so whoever
 * reads one reads all of it, and reads it once.
 */
export class RosterShelf {
  readonly #graph: GraphClient;
  readonly #members = new Map<string, readonly string[]>();

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  /** The members of the rosters that a record names. `ageMs`: how long ago it was written. */
  async readAll(
    contents: readonly (StoredSubscribers | undefined)[],
    ageMs: number,
    options: CallOptions,
  ): Promise<Rosters> {
    const rosters = new Map<string, readonly string[]>();
    for (const stored of contents) {
      const roster = stored?.roster;
      if (!stored || roster === undefined || rosters.has(roster)) continue;
      rosters.set(roster, await this.#read(roster, stored.count ?? 0, ageMs, options));
    }
    return rosters;
  }

  /**
   * Writes subscribers as the members of a new group. Those whom the directory does not know any more are kept in `add`.
   *
   * @throws {ProvisioningError} `not-found` when the directory knows none of them, and what writing to groups throws
   */
  async create(
    subscribers: readonly string[],
    displayName: string,
  ): Promise<StoredSubscribers & { readonly roster: string }> {
    const { id } = await upsertGroup(this.#graph, {
      uniqueName: `o365-roster-${createId()}`,
      displayName,
      description: 'Subscribers of a workspace. Managed by the portal; carries no licenses.',
    });
    try {
      const refused = await this.#addMembers(addMembersWrites(this.#graph, id, subscribers));
      // Of 20 who were refused together, usually one is to blame.
      const oneByOne = refused
        .flatMap(listUserIds)
        .flatMap((userId) => addMembersWrites(this.#graph, id, [userId]));
      const unknown = (await this.#addMembers(oneByOne)).flatMap(listUserIds);
      if (unknown.length === subscribers.length)
        throw new ProvisioningError('not-found', 'The directory knows none of the subscribers.');
      const gone = new Set(unknown);
      const members = subscribers.filter((userId) => !gone.has(userId));
      this.#members.set(id, members);
      return { roster: id, count: members.length, ...(unknown.length > 0 ? { add: unknown } : {}) };
    } catch (thrown) {
      await this.discard([id]);
      throw thrown;
    }
  }

  /** Deletes rosters that a failed write leaves behind. One that stays is a group without licenses or meaning. */
  async discard(rosters: readonly string[]): Promise<void> {
    await Promise.allSettled(rosters.map((roster) => deleteGroup(this.#graph, roster)));
  }

  async #read(
    roster: string,
    count: number,
    ageMs: number,
    options: CallOptions,
  ): Promise<readonly string[]> {
    const known = this.#members.get(roster);
    if (known) return known;
    const members: string[] = [];
    for await (const page of listGroupMembers(this.#graph, roster, options)) members.push(...page.items);
    // Later, fewer members mean that people were deleted.
    if (members.length < count && ageMs < visibleAfterMs)
      throw new ProvisioningError(
        'service-unavailable',
        'Microsoft does not show all subscribers yet, they were written a moment ago.',
        { retryable: true },
      );
    this.#members.set(roster, members);
    return members;
  }

  /** Sends the writes and returns those that were refused because the directory does not know somebody. */
  async #addMembers(writes: readonly GraphWrite[]): Promise<GraphWrite[]> {
    const refused: GraphWrite[] = [];
    for await (const outcome of this.#graph.writeAll(writes, { scopes: writeGroupsScopes })) {
      if (outcome.ok) continue;
      if (outcome.error.code !== 'not-found') throw outcome.error;
      refused.push(outcome.write);
    }
    return refused;
  }
}

function listUserIds({ body }: GraphWrite): string[] {
  const references = (body as { 'members@odata.bind': readonly string[] })['members@odata.bind'];
  return references.map((reference) => decodeURIComponent(reference.slice(reference.lastIndexOf('/') + 1)));
}
