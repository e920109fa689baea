import type { Entitlement } from '../model/entitlement.js';
import { ProvisioningError } from '../model/errors.js';
import type { Grant as StoredGrant } from '../model/grant.js';
import type { Holder } from '../model/holder.js';
import { reclaimId, type Grant, type GroupChange, type LedgerChange } from '../model/publish-plan.js';
import type { StepKind } from '../model/step.js';
import { serviceKey, type WorkspaceService } from '../model/workspace.js';
import type {
  Claim,
  GrantNote,
  JournalEntry as Fact,
  Outcome,
  PublishCounts as Counts,
  PublishHead as StoredHead,
  Settlement,
} from '../store/journal-entry.js';
import type { LeaseHold } from '../store/lease.js';
import type { Store } from '../store/store.js';
import { toDirectWork } from './group-work.js';
import type {
  Journal,
  JournalEntry,
  PublishCounts,
  PublishHead,
  PublishSummary,
  RecordedChange,
  RecordedOutcome,
  WritePart,
} from './journal.js';
import { fromPlannedChange, fromPlannedGroup, toPlannedChange, toPlannedGroup } from './planned-change.js';
import { groupKey } from './publish-input.js';

/** What is known of a publish while it is written. */
interface Known {
  readonly workspaceId: string;
  readonly changes: Map<string, RecordedChange>;
  group?: GroupChange;
  readonly claims: Map<string, Claim[]>;
  /** What was settled and belongs to an outcome that follows. */
  readonly effects: Map<string, { given: string[]; taken: string[] }>;
}

export interface EngineJournalOptions {
  readonly store: Pick<Store, 'journal' | 'grants' | 'workspaces'>;
  readonly tenantId: string;
  /** The lease under which facts are added; without it nothing can be. @throws {ProvisioningError} `lease-lost` */
  readonly hold?: () => LeaseHold;
}

/**
 * The store's journal as today's engine writes and reads it: by changes of users and outcomes with what was given and
 * taken, where the store keeps claims and what became of them.
 */
export function createEngineJournal({ store, tenantId, hold = refuse }: EngineJournalOptions): Journal {
  const known = new Map<string, Known>();

  const groupIdOf = async (workspaceId: string, group: GroupChange | undefined): Promise<string> => {
    const id = group?.groupId ?? (await store.workspaces.get(workspaceId))?.workspace.groupId;
    // A group that is still to be made has no id yet; until then its workspace stands for it.
    return id ?? workspaceId;
  };

  const learn = async (publishId: string): Promise<Known | undefined> => {
    const found = known.get(publishId);
    if (found) return found;
    const facts = await store.journal.read(publishId);
    if (facts.length === 0) return undefined;
    const about = startKnown(facts);
    for (const fact of facts) remember(about, fact);
    known.set(publishId, about);
    return about;
  };

  return {
    async append(publishId, entries) {
      const facts: Fact[] = [];
      let about = await learn(publishId);
      for (const entry of entries) {
        if (entry.kind === 'started') {
          about = createKnown(entry.head.workspaceId);
          known.set(publishId, about);
        }
        if (!about) throw new ProvisioningError('unexpected', `The publish ${publishId} was never started.`);
        const groupId = await groupIdOf(about.workspaceId, about.group);
        for (const fact of toFacts(entry, about, groupId)) {
          remember(about, fact);
          facts.push(fact);
        }
      }
      await store.journal.append(publishId, facts, hold());
    },

    async read(publishId) {
      const facts = await store.journal.read(publishId);
      if (facts.length === 0) return [];
      const about = startKnown(facts);
      return facts.flatMap((fact) => {
        remember(about, fact);
        return fromFact(fact, about, tenantId);
      });
    },

    async list() {
      const { publishes } = await store.journal.list();
      return publishes.map(({ head, finished }): PublishSummary => ({
        head: fromHead(head, tenantId),
        ...(finished ? { finished: { ...finished, counts: fromCounts(finished.counts) } } : {}),
      }));
    },

    async damaged() {
      const { damaged } = await store.journal.list();
      return damaged.map(({ id, workspaceId, at, record }) => ({
        publishId: id,
        ...(workspaceId === undefined ? {} : { workspaceId }),
        ...(at === undefined ? {} : { startedAt: at }),
        record,
      }));
    },

    setAside: (publishId) => store.journal.remove(publishId),

    async grants() {
      const grants = await store.grants.list();
      return grants.flatMap(fromGrant);
    },

    prune: (before) => store.journal.prune(before),
  };
}

function refuse(): never {
  throw new ProvisioningError('lease-lost', 'Whoever only reads the journal adds nothing to it.');
}

function createKnown(workspaceId: string): Known {
  return { workspaceId, changes: new Map(), claims: new Map(), effects: new Map() };
}

function startKnown(facts: readonly Fact[]): Known {
  const [first] = facts;
  if (first?.kind !== 'started')
    throw new ProvisioningError('record-unreadable', 'A publish does not begin with its head.');
  return createKnown(first.head.workspaceId ?? reclaimId);
}

function remember(about: Known, fact: Fact): void {
  if (fact.kind === 'planned') {
    if (fact.group) about.group = fromPlannedGroup(fact.group);
    for (const change of fact.changes) about.changes.set(change.userId, fromPlannedChange(change));
  }
  if (fact.kind === 'claimed')
    for (const claim of fact.claims) {
      const key = userIdOf(claim.holder, about);
      about.claims.set(key, [...(about.claims.get(key) ?? []), claim]);
    }
  if (fact.kind === 'settled')
    for (const { holder, step, open } of fact.settlements) {
      const key = userIdOf(holder, about);
      const left = (about.claims.get(key) ?? []).filter((claim) => claim.step !== step || open.length > 0);
      about.claims.set(key, left);
    }
}

/** The engine lets a workspace's group stand among its users, under a key of its own. */
function userIdOf(holder: Holder, { workspaceId }: Known): string {
  return holder.kind === 'user' ? holder.userId : groupKey(workspaceId);
}

function toFacts(entry: JournalEntry, about: Known, groupId: string): Fact[] {
  switch (entry.kind) {
    case 'started': {
      const { head, ...contents } = entry;
      return [{ ...contents, head: toHead(head) }];
    }
    case 'planned': {
      const { changes, group } = entry;
      const planned: Fact = { kind: 'planned', changes: changes.map(toPlannedChange) };
      return [group ? { ...planned, group: toPlannedGroup(group) } : planned];
    }
    case 'ledger':
      return [{ kind: 'noted', notes: entry.changes.map((change) => toNote(change, about, groupId)) }];
    case 'intent': {
      const { part, userIds, at } = entry;
      return [{ kind: 'claimed', at, claims: userIds.flatMap((id) => toClaims(part, id, about, groupId)) }];
    }
    case 'outcomes': {
      const settlements = entry.outcomes.flatMap((outcome) => toSettlements(outcome, about, groupId));
      const people = entry.outcomes.filter(({ userId }) => userId !== groupKey(about.workspaceId));
      const at = entry.outcomes.at(-1)?.at ?? new Date(0).toISOString();
      return [
        ...(settlements.length > 0 ? [{ kind: 'settled' as const, at, settlements }] : []),
        ...(people.length > 0 ? [{ kind: 'outcomes' as const, outcomes: people.map(toOutcome) }] : []),
      ];
    }
    case 'finished':
      return [{ ...entry, counts: toCounts(entry.counts) }];
  }
}

function toHead({ tenantId: _tenantId, workspaceId, changeCount, ...head }: PublishHead) {
  return {
    ...head,
    ...(workspaceId === reclaimId ? {} : { workspaceId }),
    peopleCount: changeCount,
  };
}

function fromHead(
  { workspaceId = reclaimId, peopleCount, ...head }: StoredHead,
  tenantId: string,
): PublishHead {
  return { ...head, tenantId, workspaceId, changeCount: peopleCount };
}

function toCounts({ applied, skipped, failed, notAttempted }: PublishCounts): Counts {
  return { applied: applied + skipped, failed, open: 0, notSent: notAttempted };
}

function fromCounts({ applied, failed, open, notSent }: Counts): PublishCounts {
  return { applied, failed, notAttempted: notSent + open, skipped: 0 };
}

function toNote(
  { action, workspaceId, userId, key }: LedgerChange,
  about: Known,
  groupId: string,
): GrantNote {
  return {
    action: action === 'claim' ? 'adopt' : 'drop',
    workspaceId,
    holder: toHolder(userId, about, groupId),
    entitlement: toEntitlement(key, about, groupId),
  };
}

function toHolder(userId: string, { workspaceId }: Known, groupId: string): Holder {
  return userId === groupKey(workspaceId) ? { kind: 'group', groupId } : { kind: 'user', userId };
}

/** The engine names plans by their SKU id, services by a JSON text, and membership by its key of the group. */
function toEntitlement(key: string, { workspaceId }: Known, groupId: string): Entitlement {
  if (key === groupKey(workspaceId)) return { kind: 'membership', groupId };
  if (!key.startsWith('[')) return { kind: 'plan', skuId: key };
  const [providerId, serviceId, optionId] = JSON.parse(key) as [string, string, string | null];
  return { kind: 'service', providerId, serviceId, ...(optionId === null ? {} : { optionId }) };
}

function fromEntitlement(entitlement: Entitlement, workspaceId: string): string {
  if (entitlement.kind === 'plan') return entitlement.skuId;
  return entitlement.kind === 'service' ? serviceKey(entitlement) : groupKey(workspaceId);
}

/** What may leave with one part of a user's change. */
function toClaims(part: WritePart, userId: string, about: Known, groupId: string): Claim[] {
  const holder = toHolder(userId, about, groupId);
  if (holder.kind === 'group') {
    const { addLicenses = [], removeLicenses = [] } = about.group ?? {};
    const gives = addLicenses.map(({ skuId }) => toPlan(skuId));
    return [{ holder, step: 'write-licenses', gives, takes: removeLicenses.map(toPlan) }];
  }
  const change = about.changes.get(userId);
  const nothing = { holder, gives: [], takes: [] };
  switch (part) {
    case 'usage-location':
      return [{ ...nothing, step: 'set-country' }];
    case 'licenses': {
      const { addLicenses = [], removeLicenses = [], changedPlans = [] } = change ? toDirectWork(change) : {};
      const gives = addLicenses.filter(({ skuId }) => !changedPlans.includes(skuId));
      return [
        {
          holder,
          step: 'write-licenses',
          gives: gives.map(({ skuId }) => toPlan(skuId)),
          takes: removeLicenses.map(toPlan),
        },
      ];
    }
    case 'services': {
      const { addServices = [], removeServices = [] } = change ?? {};
      return [
        ...(removeServices.length > 0
          ? [{ ...nothing, step: 'take-service' as const, takes: removeServices.map(toService) }]
          : []),
        ...(addServices.length > 0
          ? [{ ...nothing, step: 'give-service' as const, gives: addServices.map(toService) }]
          : []),
      ];
    }
    case 'membership': {
      const membership = { kind: 'membership' as const, groupId };
      if (change?.group === 'join') return [{ ...nothing, step: 'join', gives: [membership] }];
      if (change?.group === 'leave') return [{ ...nothing, step: 'leave', takes: [membership] }];
      return [{ ...nothing, step: 'await-microsoft' }];
    }
  }
}

function toPlan(skuId: string): Entitlement {
  return { kind: 'plan', skuId };
}

function toService({ providerId, serviceId, optionId }: WorkspaceService): Entitlement {
  return { kind: 'service', providerId, serviceId, ...(optionId === undefined ? {} : { optionId }) };
}

/**
 * What an outcome says of what was claimed for the user. Who was not attempted may still have claims of which nobody knows;
 * those stay open. What was given without any claim is claimed and settled at once.
 */
function toSettlements(
  { userId, status, given, taken }: RecordedOutcome,
  about: Known,
  groupId: string,
): Settlement[] {
  const holder = toHolder(userId, about, groupId);
  const gave = new Set(given);
  const took = new Set(taken);
  const keyOf = (entitlement: Entitlement): string => fromEntitlement(entitlement, about.workspaceId);
  const isOpen = status === 'not-attempted';
  const settled = (about.claims.get(userId) ?? []).map((claim): Settlement => {
    const has = claim.gives.filter((each) => gave.delete(keyOf(each)));
    const lacks = claim.takes.filter((each) => took.delete(keyOf(each)));
    const rest = [...claim.gives, ...claim.takes].filter(
      (each) => !has.includes(each) && !lacks.includes(each),
    );
    return { ...claim, given: has, taken: lacks, open: isOpen ? rest : [] };
  });
  if (gave.size + took.size === 0) return settled;
  const gives = [...gave].map((key) => toEntitlement(key, about, groupId));
  const takes = [...took].map((key) => toEntitlement(key, about, groupId));
  return [...settled, { holder, step: 'write-licenses', gives, takes, given: gives, taken: takes, open: [] }];
}

function toOutcome({ userId, status, at, code, requestId }: RecordedOutcome): Outcome {
  const details = { userId, at, ...(code ? { code } : {}), ...(requestId ? { requestId } : {}) };
  if (status === 'skipped') return { ...details, status: 'applied', reason: 'already-so' };
  return { ...details, status: status === 'not-attempted' ? 'not-sent' : status };
}

const partOf: Readonly<Record<StepKind, WritePart>> = {
  'set-country': 'usage-location',
  'write-licenses': 'licenses',
  'give-service': 'services',
  'take-service': 'services',
  join: 'membership',
  leave: 'membership',
  'await-microsoft': 'membership',
};

function fromFact(fact: Fact, about: Known, tenantId: string): JournalEntry[] {
  switch (fact.kind) {
    case 'started': {
      const { head, ...contents } = fact;
      return [{ ...contents, head: fromHead(head, tenantId) }];
    }
    case 'planned':
      return [
        {
          kind: 'planned',
          changes: fact.changes.map(fromPlannedChange),
          ...(fact.group ? { group: fromPlannedGroup(fact.group) } : {}),
        },
      ];
    case 'group':
      return [];
    case 'noted':
      return [{ kind: 'ledger', changes: fact.notes.flatMap((note) => fromNote(note, about)) }];
    case 'claimed':
      return toIntents(fact.claims, fact.at, about);
    case 'settled':
      return [{ kind: 'outcomes', outcomes: takeEffects(fact.settlements, fact.at, about) }];
    case 'outcomes':
      return [{ kind: 'outcomes', outcomes: fact.outcomes.map((outcome) => fromOutcome(outcome, about)) }];
    case 'finished':
      return [{ ...fact, counts: fromCounts(fact.counts) }];
  }
}

function toIntents(claims: readonly Claim[], at: string, about: Known): JournalEntry[] {
  const users = new Map<WritePart, Set<string>>();
  for (const { holder, step } of claims) {
    const part = holder.kind === 'group' ? 'membership' : partOf[step];
    users.set(part, (users.get(part) ?? new Set()).add(userIdOf(holder, about)));
  }
  return [...users].map(([part, userIds]) => ({ kind: 'intent', part, userIds: [...userIds], at }));
}

/** Notes what was settled for users until their outcomes come; a group has none, so that its own is made here. */
function takeEffects(settlements: readonly Settlement[], at: string, about: Known): RecordedOutcome[] {
  return settlements.flatMap(({ holder, given, taken, open }): RecordedOutcome[] => {
    const effect = {
      given: given.map((each) => fromEntitlement(each, about.workspaceId)),
      taken: taken.map((each) => fromEntitlement(each, about.workspaceId)),
    };
    const userId = userIdOf(holder, about);
    if (holder.kind === 'group')
      return [{ userId, at, status: open.length > 0 ? 'not-attempted' : 'applied', ...effect }];
    const before = about.effects.get(userId);
    about.effects.set(userId, {
      given: [...(before?.given ?? []), ...effect.given],
      taken: [...(before?.taken ?? []), ...effect.taken],
    });
    return [];
  });
}

function fromOutcome(
  { userId, status, reason, at, code, requestId }: Outcome,
  about: Known,
): RecordedOutcome {
  const effect = about.effects.get(userId) ?? { given: [], taken: [] };
  about.effects.delete(userId);
  const isSo = status === 'applied' && reason === 'already-so';
  return {
    userId,
    at,
    status: isSo ? 'skipped' : status === 'applied' || status === 'failed' ? status : 'not-attempted',
    ...(code ? { code } : {}),
    ...(requestId ? { requestId } : {}),
    ...effect,
  };
}

function fromNote(note: GrantNote, about: Known): LedgerChange[] {
  if (note.action === 'missing') return [];
  return [
    {
      action: note.action === 'adopt' ? 'claim' : 'drop',
      workspaceId: note.workspaceId,
      userId: userIdOf(note.holder, about),
      key: fromEntitlement(note.entitlement, about.workspaceId),
    },
  ];
}

/** What may have been given and is not known to be counts as not given, until it is looked at. */
function fromGrant({ workspaceId, holder, entitlement, state }: StoredGrant): Grant[] {
  if (state === 'giving') return [];
  const userId = holder.kind === 'user' ? holder.userId : groupKey(workspaceId);
  return [{ workspaceId, userId, key: fromEntitlement(entitlement, workspaceId) }];
}
