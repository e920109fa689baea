import { ProvisioningError } from '../../../model/errors.js';
import { deleteGroup } from '../../../services/groups/groups.js';
import type { Row, RowKey } from '../../records/database.js';
import { getField, staleError } from '../../records/store-parts.js';
import { nothingIfDamaged } from '../../schema/record.js';
import { NumberedRecords, type NumberedRecord } from '../numbered-record.js';
import type { RootGroup } from '../root-group.js';
import type { RowChange, SharedTable } from '../shared-table.js';
import { createStoreGroup, ifThere, trustMs, type TenantAccess } from '../tenant-groups.js';
import { PeopleGroups } from './people-groups.js';
import { deletePages, readText, writeText } from './record-pages.js';
import { listPeopleGroups, readWorkspace, writeWorkspace } from './workspace-text.js';

/** A workspace's group, with what is known to be stored with it. */
interface Shelf {
  readonly groupId: string;
  readonly workspaceId: string;
  /** The current one last. One without an etag says that the workspace was deleted. */
  readonly records: readonly NumberedRecord[];
}

interface OwnShelf {
  readonly shelf: Shelf;
  readonly atMs: number;
  /** Whether Graph has shown it: if it does not any more, somebody deleted the group. */
  isShown: boolean;
}

/**
 * Workspaces, each as a numbered record of a group of its own. Every write is the next number, of which Graph lets one
 * writer have each: nobody overwrites what she has not read. The one before stays until the next write, for those who are
 * reading it.
 */
export class WorkspaceTable implements SharedTable {
  readonly name = 'workspaces';
  readonly isReadByKey = true;
  readonly #access: TenantAccess;
  readonly #root: RootGroup;
  readonly #people: PeopleGroups;
  /** By workspace id: what was written or read here last. */
  readonly #shelves = new Map<string, Shelf>();
  /** By group id: what was written here a moment ago, which Graph may not show yet. */
  readonly #own = new Map<string, OwnShelf>();

  constructor(access: TenantAccess, root: RootGroup) {
    this.#access = access;
    this.#root = root;
    this.#people = new PeopleGroups(access);
  }

  async pull([id]: RowKey): Promise<readonly Row[]> {
    const known = id === undefined ? undefined : this.#shelves.get(String(id));
    const found = known && (await this.#readShelf(known.groupId));
    const shelves = isThere(found) ? [found] : await this.#readAll();
    const rows = await Promise.all(shelves.map((shelf) => this.#toRow(shelf)));
    return rows.filter((row) => row !== undefined);
  }

  async push(changes: readonly RowChange[]): Promise<void> {
    for (const { key, before, after } of changes) {
      const id = String(key[0]);
      const known = this.#shelves.get(id);
      const shelf = isThere(known) ? known : undefined;
      // What was read is what is replaced, or Graph refuses.
      if (getField(before, 'etag') !== toEtag(shelf?.records.at(-1))) throw staleError(`Workspace ${id}`);
      if (after !== undefined) await this.#write(id, shelf, after);
      else if (shelf) await this.#delete(id, shelf);
    }
  }

  async #write(id: string, shelf: Shelf | undefined, row: unknown): Promise<void> {
    const workspace = getField(row, 'workspace');
    const name = toText(getField(getField(workspace, 'draft'), 'name')) ?? id;
    const before = shelf && (await this.#readText(shelf.records.at(-1)));
    const written = await writeWorkspace(this.#people, workspace, name, before);
    const stored = await writeText(this.#access, written.text, name);
    const values = { about: id, nonce: toText(getField(row, 'etag')) ?? '', ...stored };
    try {
      if (shelf) await this.#replace(shelf, values);
      else await this.#create(id, name, values);
    } catch (thrown) {
      // Nobody knows of what was made for it.
      await deletePages(this.#access, values);
      const kept = new Set(before === undefined ? [] : await listPeopleGroups(before));
      await this.#people.delete([...written.groupIds].filter((groupId) => !kept.has(groupId)));
      throw thrown;
    }
  }

  async #create(id: string, name: string, values: NumberedRecord['values']): Promise<void> {
    const groupId = await createStoreGroup(this.#access, 'workspace', {
      displayName: `Workspace: ${name}`,
      description: 'What a workspace gives to whom.',
    });
    await this.#records(groupId).add({ number: 1, values }, true);
    await this.#root.add(groupId, 'workspace');
    this.#remember({ groupId, workspaceId: id, records: [{ number: 1, values }] });
  }

  async #replace(shelf: Shelf, values: NumberedRecord['values']): Promise<void> {
    const { groupId, workspaceId, records } = shelf;
    const current = records.at(-1);
    if (!current) throw staleError(`Workspace ${workspaceId}`);
    const next: NumberedRecord = { number: current.number + 1, values };
    await this.#removeOld(groupId, records);
    const isOurs = await ifThere(this.#records(groupId).add(next));
    if (!isOurs) {
      this.#forget(shelf);
      throw staleError(`Workspace ${workspaceId}`);
    }
    this.#remember({ ...shelf, records: [current, next] });
  }

  async #delete(id: string, shelf: Shelf): Promise<void> {
    const { groupId } = shelf;
    // From this record on nobody can write to the workspace any more; only then it is taken apart.
    await this.#replace(shelf, { about: id });
    const records = this.#own.get(groupId)?.shelf.records ?? [];
    await this.#removeOld(groupId, records);
    await deleteGroup(this.#access.graph, groupId);
  }

  /** Removes the records before the current one, with all that only they need. */
  async #removeOld(groupId: string, records: readonly NumberedRecord[]): Promise<void> {
    const current = records.at(-1);
    const needed = new Set(await this.#listPeopleGroups(current));
    for (const old of records.slice(0, -1)) {
      const people = await this.#listPeopleGroups(old);
      await this.#people.delete(people.filter((each) => !needed.has(each)));
      await deletePages(this.#access, old.values);
      await this.#records(groupId).remove(old.number);
    }
  }

  async #listPeopleGroups(record: NumberedRecord | undefined): Promise<readonly string[]> {
    const text = await this.#readText(record);
    return text === undefined ? [] : listPeopleGroups(text).catch(() => []);
  }

  /** Undefined of one that is damaged, or says that the workspace was deleted. */
  async #readText(record: NumberedRecord | undefined): Promise<string | undefined> {
    if (!record || toEtag(record) === undefined) return undefined;
    return readText(this.#access, record.values).catch(nothingIfDamaged);
  }

  async #readAll(): Promise<readonly Shelf[]> {
    const groupIds = await this.#root.list('workspace');
    const shelves = await Promise.all(groupIds.map((groupId) => this.#readShelf(groupId)));
    this.#shelves.clear();
    // Of two groups of one workspace the first one counts, for everybody.
    for (const shelf of shelves.filter(isThere).sort((a, b) => (a.groupId < b.groupId ? 1 : -1)))
      this.#shelves.set(shelf.workspaceId, shelf);
    return [...this.#shelves.values()];
  }

  async #readShelf(groupId: string): Promise<Shelf | undefined> {
    const records = (await ifThere(this.#records(groupId).list())) ?? [];
    const own = this.#own.get(groupId);
    const current = records.at(-1);
    if (own && this.#access.clock.counted() - own.atMs < trustMs) {
      const isGone = !current && own.isShown;
      const isLate = (current?.number ?? 0) < (own.shelf.records.at(-1)?.number ?? 0);
      if (isLate && !isGone) return own.shelf;
      own.isShown = true;
    }
    return current && { groupId, workspaceId: current.values['about'] ?? groupId, records };
  }

  async #toRow({ workspaceId, records }: Shelf): Promise<Row | undefined> {
    const current = records.at(-1);
    const etag = toEtag(current);
    if (!current || etag === undefined) return undefined;
    try {
      const workspace = await readWorkspace(this.#people, await readText(this.#access, current.values));
      return { key: [workspaceId], value: { etag, workspace } };
    } catch (thrown) {
      if (!(thrown instanceof ProvisioningError && thrown.code === 'record-unreadable')) throw thrown;
      return { key: [workspaceId], value: { etag, workspace: current.values } };
    }
  }

  #remember(shelf: Shelf): void {
    this.#shelves.set(shelf.workspaceId, shelf);
    const isShown = this.#own.get(shelf.groupId)?.isShown ?? shelf.records.length > 1;
    this.#own.set(shelf.groupId, { shelf, atMs: this.#access.clock.counted(), isShown });
  }

  #forget({ groupId, workspaceId }: Shelf): void {
    this.#shelves.delete(workspaceId);
    this.#own.delete(groupId);
  }

  #records(groupId: string): NumberedRecords {
    return new NumberedRecords(this.#access, groupId, 'o365.workspace');
  }
}

/** Undefined when there is none, or it says that the workspace was deleted. */
function toEtag(record: NumberedRecord | undefined): string | undefined {
  return record?.values['nonce'];
}

function isThere(shelf: Shelf | undefined): shelf is Shelf {
  return toEtag(shelf?.records.at(-1)) !== undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
