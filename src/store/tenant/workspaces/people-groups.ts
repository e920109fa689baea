import { ProvisioningError } from '../../../model/errors.js';
import { deleteGroup, listGroupMembers } from '../../../services/groups/groups.js';
import type { CallOptions } from '../../store.js';
import { addMembers } from '../add-members.js';
import {
  createStoreGroup,
  ifThere,
  lookWhileNew,
  toReadOptions,
  type TenantAccess,
} from '../tenant-groups.js';
import type { KnownGroup, KnownPeople, PeopleList } from './people-list.js';

/** Groups whose members are the people of a list. None changes after it was written, so that each is read once. */
export class PeopleGroups {
  readonly #access: TenantAccess;
  readonly #known = new Map<string, KnownGroup>();

  constructor(access: TenantAccess) {
    this.#access = access;
  }

  /** The members of the groups that these lists name. @throws {ProvisioningError} `record-unreadable` when one is gone */
  async read(lists: readonly (PeopleList | undefined)[], options?: CallOptions): Promise<KnownPeople> {
    const known = new Map<string, KnownGroup>();
    for (const list of lists)
      if (list?.groupId !== undefined && !known.has(list.groupId))
        known.set(list.groupId, await this.#read(list.groupId, list, options));
    return known;
  }

  /** Writes people as the members of a new group. Those whom the directory does not know any more are written out. */
  async create(people: readonly string[], workspaceName: string): Promise<PeopleList> {
    const groupId = await createStoreGroup(this.#access, 'people', {
      displayName: `Workspace subscribers: ${workspaceName}`,
      description: 'The people of a workspace.',
    });
    const unknown = new Set(await addMembers(this.#access, groupId, people, { isNew: true }));
    const members = people.filter((id) => !unknown.has(id));
    const list = { count: members.length, at: this.#access.clock.now() };
    this.#known.set(groupId, { list, members });
    return { groupId, ...list, ...(unknown.size > 0 ? { add: [...unknown] } : {}) };
  }

  async delete(groupIds: Iterable<string>): Promise<void> {
    for (const groupId of groupIds) await deleteGroup(this.#access.graph, groupId);
  }

  async #read(
    groupId: string,
    { count = 0, at = 0 }: PeopleList,
    options?: CallOptions,
  ): Promise<KnownGroup> {
    const known = this.#known.get(groupId);
    if (known) return known;
    const list = { count, at };
    const members = await lookWhileNew(
      this.#access,
      at,
      async (isNew) => {
        const found = await ifThere(this.#list(groupId, options));
        // Of a new group, Graph may show fewer members; of an old one, some were deleted.
        return found && isNew && found.length < count ? undefined : found;
      },
      options,
    );
    if (!members)
      throw new ProvisioningError(
        'record-unreadable',
        `The group ${groupId} that holds the subscribers was deleted.`,
      );
    const group = { list, members };
    this.#known.set(groupId, group);
    return group;
  }

  async #list(groupId: string, options?: CallOptions): Promise<readonly string[]> {
    const members: string[] = [];
    for await (const page of listGroupMembers(this.#access.graph, groupId, toReadOptions(options)))
      members.push(...page.items);
    return members;
  }
}
