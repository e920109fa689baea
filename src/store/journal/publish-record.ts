import { ProvisioningError } from '../../model/errors.js';
import { entitlementToKey, type Entitlement } from '../../model/holding/entitlement.js';
import type { GrantNote } from '../../model/holding/grant.js';
import { holderToKey, type Holder } from '../../model/holding/holder.js';
import type { HeldBefore, LicenseAdd } from '../../model/publish/step.js';
import { serviceKey, type WorkspaceContent } from '../../model/workspace/workspace.js';
import type { CallOptions, Journal } from '../store.js';
import type {
  JournalEntry,
  Outcome,
  PlannedChange,
  PlannedGroup,
  PublishSummary,
  Settlement,
} from './journal-entry.js';

/** What took effect for one holder, by `entitlementToKey`. */
export interface Effects {
  readonly given: ReadonlyMap<string, Entitlement>;
  readonly taken: ReadonlyMap<string, Entitlement>;
}

/** One publish, put together from its journal. */
export interface PublishRecord extends PublishSummary {
  readonly content?: WorkspaceContent;
  readonly contentBefore?: WorkspaceContent;
  /** What the workspace's group was to carry, where it was concerned. */
  readonly plannedGroup?: PlannedGroup;
  readonly changes: readonly PlannedChange[];
  /** Assigned licenses of the plans concerned when it was reviewed, by SKU id. */
  readonly assigned: Readonly<Record<string, number>>;
  /** The last known outcome per user id. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What it noted about who gave what without writing anything. */
  readonly notes: readonly GrantNote[];
  /** Whoever something was claimed of (`holderToKey`) that was not settled: people without an outcome, and the group. */
  readonly cutOff: ReadonlySet<string>;
  /** People (ids) of whom something was claimed that did not take effect, or was done by somebody else. */
  readonly missed: ReadonlySet<string>;
  /** When something was claimed last (ISO 8601, UTC); undefined where nothing was. */
  readonly claimedAt?: string;
  effectsOf(holder: Holder): Effects;
  changeOf(userId: string): PlannedChange | undefined;
}

const noEffects: Effects = { given: new Map(), taken: new Map() };

/** @throws {ProvisioningError} `not-found`, `storage-unavailable`, `record-newer`, `record-unreadable` */
export async function readPublishRecord(
  journal: Pick<Journal, 'read'>,
  publishId: string,
  options: CallOptions = {},
): Promise<PublishRecord> {
  return toRecord(publishId, await journal.read(publishId, options));
}

/** The same, or undefined where the record cannot be read: what it did is not known then. */
export async function readIfReadable(
  journal: Pick<Journal, 'read'>,
  publishId: string,
  options: CallOptions = {},
): Promise<PublishRecord | undefined> {
  try {
    return await readPublishRecord(journal, publishId, options);
  } catch (thrown) {
    if (thrown instanceof ProvisioningError && thrown.code === 'record-unreadable') return undefined;
    throw thrown;
  }
}

/** Those of these publishes that can be read, in the same order: what the others did is not known. */
export async function readRecords(
  journal: Pick<Journal, 'read'>,
  publishes: Iterable<Pick<PublishSummary, 'head'>>,
  options: CallOptions = {},
): Promise<PublishRecord[]> {
  const records: PublishRecord[] = [];
  for (const { head } of publishes) {
    const record = await readIfReadable(journal, head.publishId, options);
    if (record) records.push(record);
  }
  return records;
}

/**
 * A publish together with those that it went on with: every change with what was there before the first of them, every
 * outcome as last known.
 *
 * @throws {ProvisioningError} `not-found`, `storage-unavailable`, `record-newer`, `record-unreadable`
 */
export async function readPublishChain(
  journal: Pick<Journal, 'read'>,
  publishId: string,
  options: CallOptions = {},
): Promise<PublishRecord> {
  const record = await readPublishRecord(journal, publishId, options);
  const { reverts, of } = record.head;
  if (of === undefined || reverts) return record;
  const earlier = await readPublishChain(journal, of, options);
  const { contentBefore: _later, ...rest } = record;
  const plannedGroup = mergeGroups(earlier.plannedGroup, record.plannedGroup);
  return {
    ...rest,
    ...(earlier.contentBefore ? { contentBefore: earlier.contentBefore } : {}),
    ...(plannedGroup ? { plannedGroup } : {}),
    ...indexChanges(mergeChanges(earlier.changes, record.changes)),
    outcomes: new Map([...earlier.outcomes, ...record.outcomes]),
    missed: new Set([...earlier.missed, ...record.missed]),
    notes: [...earlier.notes, ...record.notes],
    effectsOf: (holder) => mergeEffects(earlier.effectsOf(holder), record.effectsOf(holder)),
  };
}

/** The ids of a publish and of all those that it went on with. */
export async function listChain(
  journal: Pick<Journal, 'list'>,
  publishId: string,
): Promise<ReadonlySet<string>> {
  const { publishes } = await journal.list();
  const heads = new Map(publishes.map(({ head }) => [head.publishId, head]));
  const ids = new Set<string>();
  for (let head = heads.get(publishId); head && !ids.has(head.publishId);) {
    ids.add(head.publishId);
    head = head.of === undefined || head.reverts ? undefined : heads.get(head.of);
  }
  return ids;
}

function toRecord(publishId: string, entries: readonly JournalEntry[]): PublishRecord {
  const [start] = entries;
  if (start?.kind !== 'started')
    throw new ProvisioningError('not-found', `The journal has no publish ${publishId}.`);
  const { head, content, contentBefore } = start;
  const changes: PlannedChange[] = [];
  const assigned: Record<string, number> = {};
  const outcomes = new Map<string, Outcome>();
  const notes: GrantNote[] = [];
  const claimed = new Set<string>();
  const missed = new Map<string, Set<string>>();
  const effects = new Map<string, { given: Map<string, Entitlement>; taken: Map<string, Entitlement> }>();
  let about: Pick<PublishRecord, 'plannedGroup' | 'group' | 'finished' | 'claimedAt'> = {};
  for (const entry of entries)
    switch (entry.kind) {
      case 'planned':
        if (entry.group) about = { ...about, plannedGroup: entry.group };
        Object.assign(assigned, entry.assigned);
        changes.push(...entry.changes);
        break;
      case 'group':
        about = {
          ...about,
          group: { name: entry.name, ...(entry.groupId === undefined ? {} : { groupId: entry.groupId }) },
        };
        break;
      case 'claimed':
        for (const { holder } of entry.claims) claimed.add(holderToKey(holder));
        about = { ...about, claimedAt: entry.at };
        break;
      case 'noted':
        notes.push(...entry.notes);
        break;
      case 'settled':
        for (const settlement of entry.settlements) {
          const { holder, given, taken } = settlement;
          if (holder.kind === 'group') claimed.delete(holderToKey(holder));
          else missed.set(holder.userId, noteMissed(missed.get(holder.userId) ?? new Set(), settlement));
          const known = effects.get(holderToKey(holder)) ?? { given: new Map(), taken: new Map() };
          for (const each of given) known.given.set(entitlementToKey(each), each);
          for (const each of taken) known.taken.set(entitlementToKey(each), each);
          effects.set(holderToKey(holder), known);
        }
        break;
      case 'outcomes':
        for (const outcome of entry.outcomes) {
          outcomes.set(outcome.userId, outcome);
          claimed.delete(holderToKey({ kind: 'user', userId: outcome.userId }));
        }
        break;
      case 'finished': {
        const { at, end, counts } = entry;
        about = { ...about, finished: { at, end, counts } };
        break;
      }
      default:
        break;
    }
  return {
    head,
    ...(content ? { content } : {}),
    ...(contentBefore ? { contentBefore } : {}),
    ...about,
    ...indexChanges(changes),
    assigned,
    cutOff: claimed,
    missed: new Set([...missed].filter(([, keys]) => keys.size > 0).map(([userId]) => userId)),
    outcomes,
    notes,
    effectsOf: (holder) => effects.get(holderToKey(holder)) ?? noEffects,
  };
}

/** What came to nothing so far, by `entitlementToKey`: the last settlement of each entitlement counts. */
function noteMissed(missed: Set<string>, { gives, takes, given, taken, open }: Settlement): Set<string> {
  const others = new Set([...given, ...taken, ...open].map(entitlementToKey));
  for (const key of [...gives, ...takes].map(entitlementToKey))
    if (others.has(key)) missed.delete(key);
    else missed.add(key);
  return missed;
}

function indexChanges(changes: readonly PlannedChange[]): Pick<PublishRecord, 'changes' | 'changeOf'> {
  const byUser = new Map(changes.map((change) => [change.userId, change]));
  return { changes, changeOf: (userId) => byUser.get(userId) };
}

function mergeChanges(
  earlier: readonly PlannedChange[],
  later: readonly PlannedChange[],
): readonly PlannedChange[] {
  const changes = new Map(earlier.map((change) => [change.userId, change]));
  for (const change of later) {
    const before = changes.get(change.userId);
    changes.set(
      change.userId,
      before
        ? {
            ...change,
            steps: [...before.steps, ...change.steps],
            before: mergeBefore(before.before, change.before),
          }
        : change,
    );
  }
  return [...changes.values()];
}

/** What was there first counts. */
function mergeBefore(first: HeldBefore, later: HeldBefore): HeldBefore {
  return {
    licenses: mergeLicenses(first.licenses, later.licenses),
    services: [
      ...new Map([...later.services, ...first.services].map((each) => [serviceKey(each), each])).values(),
    ],
    ...(first.country === undefined ? {} : { country: first.country }),
  };
}

function mergeLicenses(first: readonly LicenseAdd[], later: readonly LicenseAdd[]): readonly LicenseAdd[] {
  return [...new Map([...later, ...first].map((license) => [license.skuId, license])).values()];
}

function mergeGroups(
  first: PlannedGroup | undefined,
  later: PlannedGroup | undefined,
): PlannedGroup | undefined {
  if (!first || !later) return first ?? later;
  return {
    ...first,
    ...later,
    add: mergeLicenses(later.add, first.add),
    remove: [...new Set([...first.remove, ...later.remove])],
    before: first.before,
    bystanders: [...new Set([...first.bystanders, ...later.bystanders])].sort(),
  };
}

function mergeEffects(first: Effects, later: Effects): Effects {
  return {
    given: new Map([...first.given, ...later.given]),
    taken: new Map([...first.taken, ...later.taken]),
  };
}
