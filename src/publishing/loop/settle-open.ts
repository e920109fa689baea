import { ageMs } from '../../model/elapsed.js';
import type { Entitlement } from '../../model/holding/entitlement.js';
import { isElsewhere, isOpen, type Grant } from '../../model/holding/grant.js';
import { hasComeThrough } from '../../model/holding/group-licenses.js';
import { holderToKey } from '../../model/holding/holder.js';
import { directLicense } from '../../model/holding/user.js';
import { summarizeSteps, type StepKind } from '../../model/publish/step.js';
import { groupBy } from '../../model/usage/group-by.js';
import { serviceKey } from '../../model/workspace/workspace.js';
import type { JournalEntry, Outcome, Settlement } from '../../store/journal/journal-entry.js';
import { listCorrections } from '../../store/journal/list-corrections.js';
import { readIfReadable, type PublishRecord } from '../../store/journal/publish-record.js';
import type { PublishingContext } from '../publishing-context.js';
import { isApart } from '../review/note-lost.js';
import type { Look, Settled } from '../review/read/read-review.js';
import { lagMs } from '../review/read/recent-writes.js';
import { claimMs } from './recorder.js';

/** The longest that a request may take, in milliseconds. */
const requestMs = 100_000;

/** After which nothing that was claimed can take effect any more without showing, in milliseconds. */
export const deadMs = claimMs + requestMs + lagMs;

type Context = Pick<PublishingContext, 'store' | 'lease' | 'clock'>;

/** What a look at the tenant says of what is open. */
type Verdict = 'given' | 'taken' | 'nothing' | 'missing' | 'open';

interface Judged {
  readonly grant: Grant;
  readonly verdict: Verdict;
}

/**
 * Settles what publishes left open, whoever made them, by what the tenant shows: a lost answer, a crash, or Microsoft's own
 * pace. What it does not show counts as not there only after two looks a minute apart, when nothing can be on its way.
 */
export async function settleOpen(context: Context, look: Look): Promise<Settled> {
  const { lease, store } = context;
  const open = look.grants.filter(isOpen);
  const { ages, pending } = await readAges(context, open);
  const judged = groupBy(
    open
      .map((grant): Judged => ({ grant, verdict: judge(grant, look, isDead(grant, ages, look.at)) }))
      .filter(({ verdict }) => verdict !== 'open'),
    ({ grant }) => grant.publishId,
    (each) => each,
  );
  const through = listThrough(look);
  // Whoever has the lease publishes now, and settles what is hers; who may not write to the store reviews all the same.
  const settle = async (): Promise<readonly Grant[]> => {
    for (const [publishId, verdicts] of judged) await record(context, publishId, verdicts, look.at);
    for (const [publishId, userIds] of through)
      await correct(context, publishId, userIds, (_record, userId) => ({
        userId,
        status: 'applied',
        at: look.at,
      }));
    if (look.found) {
      const { publishId, ...group } = look.found;
      await store.journal.append(publishId, [{ kind: 'group', ...group }], lease.hold);
    }
    return store.grants.list();
  };
  const isNews = judged.size + through.size > 0 || look.found !== undefined;
  const grants = (isNews ? await lease.borrow(settle) : undefined) ?? look.grants;
  return { grants, pending };
}

/** Of whom (`holderToKey`) something is open. */
function listOpenHolders(grants: readonly Grant[]): ReadonlySet<string> {
  return new Set(grants.filter(isOpen).map(({ holder }) => holderToKey(holder)));
}

/**
 * By publish whether nothing of it can be on its way any more, missing for one that is not in the journal; and of whom
 * (`holderToKey`) one that was cut off may still have requests under way.
 */
async function readAges({ store: { journal }, clock }: Context, open: readonly Grant[]) {
  const ids = new Set(open.map(({ publishId }) => publishId));
  const now = clock.now();
  const ages = new Map<string, boolean>();
  const pending = new Set<string>();
  for (const { head, finished } of (await journal.list()).publishes) {
    const isLongAgo = finished !== undefined && ageMs(finished.at, now) >= deadMs;
    // One that was cut off is ended by whoever takes over, later than it claimed anything.
    const isCutOff = !finished || finished.end === 'superseded';
    if (isLongAgo || !isCutOff || (finished && !ids.has(head.publishId))) {
      ages.set(head.publishId, isLongAgo);
      continue;
    }
    const record = await readIfReadable(journal, head.publishId);
    const isDead = ageMs(record?.claimedAt ?? head.startedAt, now) >= deadMs;
    ages.set(head.publishId, isDead);
    if (!isDead) for (const holder of record?.cutOff ?? []) pending.add(holder);
  }
  return { ages, pending };
}

async function record(
  context: Context,
  publishId: string,
  judged: readonly Judged[],
  at: string,
): Promise<void> {
  const notes = judged
    .filter(({ verdict }) => verdict === 'missing')
    .map(({ grant: { holder, entitlement, workspaceId } }) => ({
      action: 'missing' as const,
      at,
      holder,
      entitlement,
      workspaceId,
    }));
  const settlements = judged.filter(({ verdict }) => verdict !== 'missing').map(toSettlement);
  const { store, lease } = context;
  const entries: JournalEntry[] = [
    ...(notes.length > 0 ? [{ kind: 'noted' as const, notes }] : []),
    ...(settlements.length > 0 ? [{ kind: 'settled' as const, at, settlements }] : []),
  ];
  await store.journal.append(publishId, entries, lease.hold);
  // How it ended for whom is told where its journal is.
  if (settlements.length === 0 || isElsewhere(publishId)) return;
  const left = listOpenHolders(await store.grants.list());
  const ended = settlements.flatMap(({ holder }) =>
    holder.kind === 'user' && !left.has(holderToKey(holder)) ? [holder.userId] : [],
  );
  await correct(context, publishId, [...new Set(ended)], ({ missed }, userId) =>
    missed.has(userId)
      ? { userId, status: 'failed', code: 'timeout', at }
      : { userId, status: 'applied', reason: 'settled-later', at },
  );
}

/** Who was pending in a publish that ended is so no longer. */
async function correct(
  { store, lease }: Context,
  publishId: string,
  userIds: readonly string[],
  endOf: (record: PublishRecord, userId: string) => Outcome,
): Promise<void> {
  const record = await readIfReadable(store.journal, publishId);
  if (!record) return;
  const corrected = userIds
    .filter((userId) => record.outcomes.get(userId)?.status === 'open')
    .map((userId) => endOf(record, userId));
  if (corrected.length > 0)
    await store.journal.append(publishId, listCorrections(record, corrected), lease.hold);
}

/**
 * Whether nothing of the publish that claimed it can be on its way any more; undefined where nobody knows. When another
 * browser published is known there only: what is open of it is watched from when it was first seen missing.
 */
function isDead(
  { publishId, missingSince }: Grant,
  ages: ReadonlyMap<string, boolean>,
  at: string,
): boolean | undefined {
  if (!isElsewhere(publishId)) return ages.get(publishId);
  return missingSince === undefined || ageMs(missingSince, Date.parse(at)) >= deadMs;
}

/** People (ids) for whom Microsoft has come to do what it was handed, by the publish that waited for it. */
function listThrough({ waiting, users }: Look): ReadonlyMap<string, readonly string[]> {
  const through = waiting.filter(({ groupId, change }) => {
    const user = users.get(change.userId);
    return user && !user.licensesUnknown && hasComeThrough(summarizeSteps(change.steps), user, groupId);
  });
  return groupBy(
    through,
    ({ publishId }) => publishId,
    ({ change }) => change.userId,
  );
}

/** @param isOver - whether nothing of its publish can be on its way any more; undefined where nobody knows */
function judge(grant: Grant, look: Look, isOver: boolean | undefined): Verdict {
  const held = isHeld(grant, look);
  if (held === undefined || isOver === undefined) return 'open';
  if (grant.state === 'giving' && held) return 'given';
  // What another browser had taken may still be on its way.
  if (grant.state === 'taking' && held) return isOver && !isElsewhere(grant.publishId) ? 'nothing' : 'open';
  if (!isOver) return 'open';
  if (grant.missingSince === undefined) return 'missing';
  if (!isApart(grant.missingSince, look.at)) return 'open';
  return grant.state === 'giving' ? 'nothing' : 'taken';
}

/** Whether the tenant shows it; undefined where the look did not say. */
function isHeld({ holder, entitlement, state }: Grant, look: Look): boolean | undefined {
  if (holder.kind === 'group') {
    const group = look.groups.get(holder.groupId);
    if (group === undefined) return undefined;
    if (entitlement.kind !== 'plan') return false;
    return group?.licenses.some(({ skuId }) => skuId === entitlement.skuId) ?? false;
  }
  const { userId } = holder;
  const user = look.users.get(userId);
  if (user?.licensesUnknown || !look.asked.has(userId)) return undefined;
  switch (entitlement.kind) {
    case 'plan':
      return user !== undefined && directLicense(user, entitlement.skuId) !== undefined;
    case 'membership': {
      const group = look.groups.get(entitlement.groupId);
      if (group === undefined) return undefined;
      const isMember = group?.members.has(userId) ?? false;
      // Whoever left has it until Microsoft has taken what came with it.
      const isLicensed = user?.licenses.some(
        ({ assignedByGroup }) => assignedByGroup === entitlement.groupId,
      );
      return isMember || (state === 'taking' && (isLicensed ?? false));
    }
    case 'service': {
      const { silentProviders, services } = look.services;
      if (silentProviders.has(entitlement.providerId)) return undefined;
      const key = serviceKey(entitlement);
      return services.some((service) => service.userId === userId && serviceKey(service) === key);
    }
  }
}

function toSettlement({ grant: { holder, entitlement, state }, verdict }: Judged): Settlement {
  const each = [entitlement];
  const isGiving = state === 'giving';
  return {
    holder,
    step: stepOf(entitlement, isGiving),
    gives: isGiving ? each : [],
    takes: isGiving ? [] : each,
    given: verdict === 'given' ? each : [],
    taken: verdict === 'taken' ? each : [],
    open: [],
  };
}

function stepOf({ kind }: Entitlement, isGiving: boolean): StepKind {
  if (kind === 'plan') return 'write-licenses';
  if (kind === 'service') return isGiving ? 'give-service' : 'take-service';
  return isGiving ? 'join' : 'leave';
}
