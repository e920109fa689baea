import { entitlementFromKey, entitlementToKey, toPlan } from '../../model/holding/entitlement.js';
import { isElsewhere, isOpen, publishElsewhere, type Grant } from '../../model/holding/grant.js';
import { groupHolder, holderFromKey, holderToKey, userHolder } from '../../model/holding/holder.js';
import { removeMemberWrite } from '../../services/groups/group-members.js';
import { deleteGroup, writeGroupsScopes } from '../../services/groups/groups.js';
import type { Row, RowKey } from '../records/database.js';
import { getField } from '../records/store-parts.js';
import { grantRecord } from '../schema/grant.js';
import { readStored, readUnlessDamaged } from '../schema/record.js';
import { addMembers } from './add-members.js';
import {
  findOwnGroup,
  grantGroupKey,
  mostNamed,
  readGrantGroup,
  readGrantMembers,
  writeGrantGroup,
  type GrantGroupRecord,
  type OpenMark,
} from './grant-group.js';
import type { RootGroup } from './root-group.js';
import type { RowChange, SharedTable } from './shared-table.js';
import { createStoreGroup, ifThere, trustMs, type TenantAccess } from './tenant-groups.js';

/** A group of people who have something because of a workspace. */
interface GrantGroup {
  readonly groupId: string;
  record: GrantGroupRecord;
  readonly members: Set<string>;
  /** Of whom something is open, as far as this browser knows. */
  readonly open: Set<string>;
}

/** What this session knows of the lease. */
export interface LeaseAccess {
  /** The number of the hold that it has. */
  readonly holdOf: () => number | undefined;
  /** The number of the last one that it had, 0 where it had none. */
  readonly lastHeld: () => number;
  /** The number of the last one that anybody had. */
  readonly readFence: () => Promise<number>;
}

/**
 * Grants as memberships: for each workspace and each thing that it gives, one group of those who have it because of the
 * workspace; on the group route the workspace's own group is that. Of whom something is open is noted with the group: by
 * name where it is a few people, else of all of them, until the publish ends. When and by which publish something was given
 * stays in the browser that published.
 *
 * Only who has the lease writes here. While this browser has it, its copy is right.
 */
export class GrantTable implements SharedTable {
  readonly name = 'grants';
  readonly #access: TenantAccess;
  readonly #root: RootGroup;
  readonly #lease: LeaseAccess;
  readonly #groups = new Map<string, GrantGroup>();
  /** Under which hold the groups were read. */
  #readUnder: number | undefined;
  /** What was written here a moment ago, which Graph may not show yet: by row key. */
  readonly #own = new Map<string, { readonly isThere: boolean; readonly atMs: number }>();

  constructor(access: TenantAccess, root: RootGroup, lease: LeaseAccess) {
    this.#access = access;
    this.#root = root;
    this.#lease = lease;
  }

  async pull(
    _beginning: RowKey,
    readCopy: () => Promise<readonly Row[]>,
  ): Promise<readonly Row[] | undefined> {
    const hold = this.#lease.holdOf();
    if (hold !== undefined && this.#readUnder === hold) return undefined;
    await this.#readGroups();
    const rows = this.#merge(await readCopy());
    this.#readUnder = hold;
    return rows;
  }

  async push(changes: readonly RowChange[]): Promise<void> {
    for (const [key, each] of this.#byGroup(changes.filter(({ after }) => after !== undefined)))
      await this.#give(await this.#require(key, each), each);
  }

  async finish(changes: readonly RowChange[]): Promise<void> {
    for (const [key, each] of this.#byGroup(changes.filter(({ after }) => after === undefined))) {
      const group = this.#groups.get(key);
      if (group) await this.#take(group, each);
    }
  }

  /** Whether a group carries the plans of a workspace: the root group has it, and it says so. */
  async isOwnGroup(workspaceId: string, groupId: string): Promise<boolean> {
    const listed = await this.#root.list('grants');
    if (!listed.includes(groupId)) return false;
    const record = await ifThere(readGrantGroup(this.#access, groupId));
    const entitlementKey = entitlementToKey({ kind: 'membership', groupId });
    return record?.workspaceId === workspaceId && record.entitlementKey === entitlementKey;
  }

  /** Notes exactly of whom something is open: a publish ended. */
  async noteOpen(): Promise<void> {
    for (const group of this.#groups.values()) {
      const open = toMark(group.open);
      if (JSON.stringify(open) !== JSON.stringify(group.record.open)) await this.#write(group, { open });
    }
  }

  /** Deletes what is left of a workspace that gives nothing any longer. */
  async forgetWorkspace(workspaceId: string): Promise<void> {
    for (const [key, { groupId, record }] of this.#groups)
      if (record.workspaceId === workspaceId) {
        this.#groups.delete(key);
        if (findOwnGroup(entitlementFromKey(record.entitlementKey)) === undefined)
          await deleteGroup(this.#access.graph, groupId);
      }
  }

  async #readGroups(): Promise<void> {
    const groupIds = await this.#root.list('grants');
    const [read] = await Promise.all([
      Promise.all(groupIds.map((groupId) => this.#readGroup(groupId))),
      this.#forgetOvertaken(),
    ]);
    const known = new Map(this.#groups);
    this.#groups.clear();
    for (const group of read
      .filter((each) => each !== undefined)
      .sort((a, b) => (a.groupId < b.groupId ? 1 : -1)))
      this.#groups.set(grantGroupKey(group.record), group);
    // What was made here a moment ago is not shown yet.
    for (const [key, group] of known)
      if (!this.#groups.has(key) && [...group.members].some((userId) => this.#isOwn(group, userId)))
        this.#groups.set(key, group);
  }

  /** Once somebody else had the lease, what was written here is not what counts any more. */
  async #forgetOvertaken(): Promise<void> {
    if (this.#own.size > 0 && (await this.#lease.readFence()) > this.#lease.lastHeld()) this.#own.clear();
  }

  async #readGroup(groupId: string): Promise<GrantGroup | undefined> {
    const [record, members] = await Promise.all([
      ifThere(readGrantGroup(this.#access, groupId)),
      ifThere(readGrantMembers(this.#access, groupId)),
    ]);
    if (!record || !members) return undefined;
    // A workspace's own group says itself which one it is; that it says so of another one proves nothing.
    const own = findOwnGroup(entitlementFromKey(record.entitlementKey));
    if (own !== undefined && own !== groupId) return undefined;
    const open = record.open === 'all' ? members : record.open;
    return { groupId, record, members: new Set(members), open: new Set(open) };
  }

  /** The copy as the groups say, with what only this browser knows of it. */
  #merge(local: readonly Row[]): readonly Row[] {
    const known = new Map(local.map((row) => [JSON.stringify(row.key), row]));
    const publishes = new Set(local.map(({ value }) => getField(value, 'publishId')));
    const rows = new Map<string, Row>();
    const add = (key: RowKey, state: 'given' | 'open', missing: Grant['state'] = 'giving'): void => {
      const text = JSON.stringify(key);
      rows.set(text, { key, value: toGrant(key, known.get(text), state, missing) });
    };
    this.#layOwnOver();
    for (const group of this.#groups.values()) {
      const { workspaceId, entitlementKey, plans, notedBy } = group.record;
      const isOwnMark = notedBy !== undefined && publishes.has(notedBy);
      for (const userId of group.members) {
        const key = toKey(group, userId);
        const row = isOwnMark ? known.get(JSON.stringify(key)) : undefined;
        add(key, (row ? isOpenRow(row.value) : group.open.has(userId)) ? 'open' : 'given');
      }
      if (findOwnGroup(entitlementFromKey(entitlementKey)) === undefined) continue;
      // Who left the group may still have its licenses: that is for Microsoft to take.
      for (const userId of group.open)
        if (!group.members.has(userId)) add(toKey(group, userId), 'open', 'taking');
      for (const [skuId, state] of Object.entries(plans))
        add([holderToKey(groupHolder(group.groupId)), entitlementToKey(toPlan(skuId)), workspaceId], state);
    }
    for (const row of local)
      if (!rows.has(JSON.stringify(row.key)) && this.#stays(row)) rows.set(JSON.stringify(row.key), row);
    return [...rows.values()];
  }

  /** Whether a row stays that the groups say nothing of: what this browser left open, and what has no group (any more). */
  #stays({ key, value }: Row): boolean {
    if (this.#own.get(JSON.stringify(key))?.isThere === false) return false;
    const grant = readUnlessDamaged(() => readStored(grantRecord, value));
    // What only a group said ends with the group.
    if (!grant || isElsewhere(grant.publishId)) return false;
    return isOpen(grant) || !this.#groups.has(this.#groupKeyOf(key));
  }

  #layOwnOver(): void {
    const nowMs = this.#access.clock.counted();
    for (const [text, { isThere, atMs }] of this.#own) {
      if (nowMs - atMs > trustMs) {
        this.#own.delete(text);
        continue;
      }
      const key = JSON.parse(text) as RowKey;
      const holder = holderFromKey(String(key[0]));
      const group = this.#groups.get(this.#groupKeyOf(key));
      if (holder.kind !== 'user' || !group) continue;
      if (isThere) group.members.add(holder.userId);
      else group.members.delete(holder.userId);
    }
  }

  #isOwn(group: GrantGroup, userId: string): boolean {
    const own = this.#own.get(JSON.stringify(toKey(group, userId)));
    return own?.isThere === true && this.#access.clock.counted() - own.atMs < trustMs;
  }

  #byGroup(changes: readonly RowChange[]): ReadonlyMap<string, readonly RowChange[]> {
    const groups = new Map<string, RowChange[]>();
    for (const change of changes) {
      const key = this.#groupKeyOf(change.key);
      groups.set(key, [...(groups.get(key) ?? []), change]);
    }
    return groups;
  }

  /** The group in which a row is recorded: plans of a workspace's group, with its members. */
  #groupKeyOf(key: RowKey): string {
    const [holder = '', entitlementKey = '', workspaceId = ''] = key.map(String);
    const found = holderFromKey(holder);
    return grantGroupKey({
      workspaceId,
      entitlementKey:
        found.kind === 'group'
          ? entitlementToKey({ kind: 'membership', groupId: found.groupId })
          : entitlementKey,
    });
  }

  async #require(key: string, [change]: readonly RowChange[]): Promise<GrantGroup> {
    const known = this.#groups.get(key);
    if (known) return known;
    const [workspaceId = '', entitlementKey = ''] = JSON.parse(key) as readonly string[];
    const entitlement = entitlementFromKey(entitlementKey);
    const own = findOwnGroup(entitlement);
    const groupId =
      own ??
      (await createStoreGroup(this.#access, 'grants', {
        displayName: `Workspace grants: ${describe(entitlementKey)}`,
        description: `Who has ${describe(entitlementKey)} because of the workspace ${workspaceId}.`,
      }));
    const record: GrantGroupRecord = {
      workspaceId,
      entitlementKey,
      open: toNewMark(change),
      plans: {},
      ...toNotedBy(change ? [change] : []),
    };
    await writeGrantGroup(this.#access, groupId, record, { isNew: true });
    await this.#root.add(groupId, 'grants');
    const group: GrantGroup = { groupId, record, members: new Set(), open: new Set() };
    this.#groups.set(key, group);
    return group;
  }

  async #give(group: GrantGroup, changes: readonly RowChange[]): Promise<void> {
    const ownGroup = findOwnGroup(entitlementFromKey(group.record.entitlementKey));
    const joining: string[] = [];
    const plans: Record<string, 'given' | 'open'> = { ...group.record.plans };
    for (const { key, after } of changes) {
      const state = isOpenRow(after) ? 'open' : 'given';
      const holder = holderFromKey(String(key[0]));
      const entitlement = entitlementFromKey(String(key[1]));
      if (holder.kind === 'group') {
        if (entitlement.kind === 'plan') plans[entitlement.skuId] = state;
        continue;
      }
      if (state === 'open') group.open.add(holder.userId);
      else group.open.delete(holder.userId);
      // Into the workspace's own group people are let by the publish itself.
      if (ownGroup === undefined && !group.members.has(holder.userId)) joining.push(holder.userId);
    }
    const { open } = group.record;
    const isOurs = group.open.size === 0 || group.record.notedBy === toNotedBy(changes).notedBy;
    const isNoted = isOurs && (open === 'all' || [...group.open].every((userId) => open.includes(userId)));
    const hasOtherPlans = JSON.stringify(plans) !== JSON.stringify(group.record.plans);
    if (!isNoted || hasOtherPlans)
      await this.#write(group, {
        plans,
        ...(isNoted || open === 'all' ? {} : { open: toMark(group.open) }),
        ...toNotedBy(changes),
      });
    const unknown = new Set(
      await addMembers(this.#access, group.groupId, joining, { isNew: group.members.size === 0 }),
    );
    for (const userId of joining) {
      group.members.add(userId);
      if (!unknown.has(userId)) this.#note(group, userId, true);
    }
  }

  async #take(group: GrantGroup, changes: readonly RowChange[]): Promise<void> {
    const ownGroup = findOwnGroup(entitlementFromKey(group.record.entitlementKey));
    const leaving: string[] = [];
    const plans: Record<string, 'given' | 'open'> = { ...group.record.plans };
    for (const { key } of changes) {
      const holder = holderFromKey(String(key[0]));
      const entitlement = entitlementFromKey(String(key[1]));
      if (holder.kind === 'group') {
        if (entitlement.kind === 'plan') delete plans[entitlement.skuId];
        continue;
      }
      group.open.delete(holder.userId);
      if (ownGroup === undefined && group.members.delete(holder.userId)) leaving.push(holder.userId);
    }
    if (JSON.stringify(plans) !== JSON.stringify(group.record.plans)) await this.#write(group, { plans });
    const { graph } = this.#access;
    const writes = leaving.map((userId) => ({
      ...removeMemberWrite(group.groupId, userId),
      doneWhen: 'not-found' as const,
      repeatable: true as const,
    }));
    for await (const outcome of graph.writeAll(writes, { scopes: writeGroupsScopes }))
      if (!outcome.ok) throw outcome.error;
    for (const userId of leaving) this.#note(group, userId, false);
  }

  async #write(group: GrantGroup, change: Partial<GrantGroupRecord>): Promise<void> {
    const record = { ...group.record, ...change };
    await writeGrantGroup(this.#access, group.groupId, record);
    group.record = record;
  }

  #note(group: GrantGroup, userId: string, isThere: boolean): void {
    const text = JSON.stringify(toKey(group, userId));
    this.#own.set(text, { isThere, atMs: this.#access.clock.counted() });
  }
}

function toKey({ record: { entitlementKey, workspaceId } }: GrantGroup, userId: string): RowKey {
  return [holderToKey(userHolder(userId)), entitlementKey, workspaceId];
}

/** A grant as its group says, with what this browser knows of it. */
function toGrant(
  [holder, entitlementKey, workspace]: RowKey,
  local: Row | undefined,
  state: 'given' | 'open',
  missing: Grant['state'],
): Grant {
  const known = local && readUnlessDamaged(() => readStored(grantRecord, local.value));
  if (known && isOpen(known) === (state === 'open')) return known;
  const grant: Grant = known ?? {
    workspaceId: String(workspace),
    holder: holderFromKey(String(holder)),
    entitlement: entitlementFromKey(String(entitlementKey)),
    state: 'given',
    publishId: publishElsewhere(String(workspace)),
  };
  if (state === 'open') return { ...grant, state: missing, openBefore: true };
  const { openBefore: _openBefore, ...settled } = grant;
  return { ...settled, state: 'given' };
}

function isOpenRow(value: unknown): boolean {
  const grant = readUnlessDamaged(() => readStored(grantRecord, value));
  return !grant || isOpen(grant);
}

function toMark(open: ReadonlySet<string>): OpenMark {
  return open.size > mostNamed ? 'all' : [...open].sort();
}

/** A group that is made now is made for what is about to be given. */
function toNewMark(change: RowChange | undefined): OpenMark {
  return change && isOpenRow(change.after) ? 'all' : [];
}

/** The publish whose changes these are. */
function toNotedBy(changes: readonly RowChange[]): Pick<GrantGroupRecord, 'notedBy'> {
  const publishId = getField(changes[0]?.after, 'publishId');
  return typeof publishId === 'string' ? { notedBy: publishId } : {};
}

function describe(entitlementKey: string): string {
  const [kind = '', ...ids] = JSON.parse(entitlementKey) as readonly string[];
  return `${kind} ${ids.join(' ')}`;
}
