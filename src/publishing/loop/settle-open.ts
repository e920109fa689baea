import type { Clock } from '../../graph/clock.js';
import { ageMs } from '../../model/elapsed.js';
import type { Entitlement } from '../../model/entitlement.js';
import { isOpen, type Grant } from '../../model/grant.js';
import { holderToKey } from '../../model/holder.js';
import { summarizeSteps, type StepKind } from '../../model/step.js';
import { countResult, type PublishCounts } from '../../model/user-result.js';
import { directLicense } from '../../model/user.js';
import { serviceKey } from '../../model/workspace.js';
import type { JournalEntry, Outcome, Settlement } from '../../store/journal/journal-entry.js';
import { readIfReadable, type PublishRecord } from '../../store/journal/publish-record.js';
import type { HeldLease } from '../../store/lease/held-lease.js';
import type { Store } from '../../store/store.js';
import { isApart } from '../review/note-lost.js';
import type { Look, Settled } from '../review/read/read-review.js';
import { hasComeThrough } from '../routes/group/await-stage.js';
import { claimMs } from './recorder.js';

/** The longest that a request may take, in milliseconds, and that what it did may take to show. */
const requestMs = 100_000;
const lagMs = 60_000;

/** After which nothing that was claimed can take effect any more without showing, in milliseconds. */
export const deadMs = claimMs + requestMs + lagMs;

export interface SettleContext {
  readonly store: Pick<Store, 'journal' | 'grants'>;
  readonly lease: HeldLease;
  readonly clock: Clock;
}

/** By publish: whether nothing of it can be on its way any more. */
type Ages = ReadonlyMap<string, boolean>;

/** What a look at the tenant says of what is open. */
type Verdict = 'given' | 'taken' | 'nothing' | 'missing' | 'open';

/**
 * Settles what publishes left open, whoever made them, by what the tenant shows: a lost answer, a crash, or Microsoft's own
 * pace. What it does not show counts as not there only after two looks a minute apart, when nothing can be on its way.
 */
export class SettleOpen {
  readonly #context: SettleContext;

  constructor(context: SettleContext) {
    this.#context = context;
  }

  async settle(look: Look): Promise<Settled> {
    const open = look.grants.filter(isOpen);
    const { ages, pending } = await this.#readAges(open);
    const grants = await this.#settle(judgeAll(open, look, ages), judgeWaiting(look), look);
    return { grants, pending };
  }

  /** @returns the grants as they are afterwards */
  async #settle(
    judged: ReturnType<typeof judgeAll>,
    through: ReturnType<typeof judgeWaiting>,
    look: Look,
  ): Promise<readonly Grant[]> {
    if (judged.size + through.size === 0 && !look.found) return look.grants;
    const { lease, store } = this.#context;
    // Whoever has the lease publishes now, and settles what is hers; who may not write to the store reviews all the same.
    const settled = await lease.borrow(async () => {
      for (const [publishId, verdicts] of judged) await this.#record(publishId, verdicts, look.at);
      for (const [publishId, userIds] of through)
        await this.#correct(publishId, userIds, (_record, userId) => ({
          userId,
          status: 'applied',
          at: look.at,
        }));
      if (look.found) {
        const { publishId, name, groupId } = look.found;
        await this.#append(publishId, [{ kind: 'group', name, groupId }]);
      }
      return store.grants.list();
    });
    return settled ?? look.grants;
  }

  /**
   * How old the last claim of each publish can be that left something open, missing for one that cannot be read; and of
   * whom (`holderToKey`) one that was cut off may still have requests under way.
   */
  async #readAges(open: readonly Grant[]): Promise<{ readonly ages: Ages; readonly pending: Set<string> }> {
    const ids = new Set(open.map(({ publishId }) => publishId));
    const { journal } = this.#context.store;
    const now = this.#context.clock.now();
    const ages = new Map<string, boolean>();
    const pending = new Set<string>();
    for (const { head, finished } of (await journal.list()).publishes) {
      // One that was cut off is ended by whoever takes over, later than it claimed anything.
      const isCutOff = !finished || finished.end === 'superseded';
      if (finished && (!ids.has(head.publishId) || !isCutOff)) {
        ages.set(head.publishId, ageMs(finished.at, now) >= deadMs);
        continue;
      }
      if (finished && ageMs(finished.at, now) >= deadMs) {
        ages.set(head.publishId, true);
        continue;
      }
      const record = await readIfReadable(journal, head.publishId);
      const isDead = ageMs(record?.claimedAt ?? head.startedAt, now) >= deadMs;
      ages.set(head.publishId, isDead);
      if (!isDead) for (const holder of record?.cutOff ?? []) pending.add(holder);
    }
    return { ages, pending };
  }

  async #record(
    publishId: string,
    judged: readonly { grant: Grant; verdict: Verdict }[],
    at: string,
  ): Promise<void> {
    const missing = judged.filter(({ verdict }) => verdict === 'missing').map(({ grant }) => grant);
    const settlements = judged
      .filter(({ verdict }) => verdict !== 'missing')
      .map(({ grant, verdict }) => toSettlement(grant, verdict));
    await this.#append(publishId, [
      ...(missing.length > 0
        ? [
            {
              kind: 'noted' as const,
              notes: missing.map(({ holder, entitlement, workspaceId }) => ({
                action: 'missing' as const,
                at,
                holder,
                entitlement,
                workspaceId,
              })),
            },
          ]
        : []),
      ...(settlements.length > 0 ? [{ kind: 'settled' as const, at, settlements }] : []),
    ]);
    if (settlements.length > 0)
      await this.#correct(publishId, await this.#listEnded(settlements), ({ missed }, userId) =>
        missed.has(userId)
          ? { userId, status: 'failed', code: 'timeout', at }
          : { userId, status: 'applied', reason: 'settled-later', at },
      );
  }

  /** People (ids) of whom nothing is open any more. */
  async #listEnded(settlements: readonly Settlement[]): Promise<readonly string[]> {
    const grants = await this.#context.store.grants.list();
    const left = new Set(grants.filter(isOpen).map(({ holder }) => holderToKey(holder)));
    const ended = settlements.flatMap(({ holder }) =>
      holder.kind === 'user' && !left.has(holderToKey(holder)) ? [holder.userId] : [],
    );
    return [...new Set(ended)];
  }

  /** Who was pending in a publish that ended is so no longer. */
  async #correct(
    publishId: string,
    userIds: readonly string[],
    endOf: (record: PublishRecord, userId: string) => Outcome,
  ): Promise<void> {
    const record = await readIfReadable(this.#context.store.journal, publishId);
    if (!record) return;
    const outcomes = new Map(record.outcomes);
    const corrected = userIds
      .filter((userId) => outcomes.get(userId)?.status === 'open')
      .map((userId) => endOf(record, userId));
    if (corrected.length === 0) return;
    for (const outcome of corrected) outcomes.set(outcome.userId, outcome);
    let counts: PublishCounts = { applied: 0, failed: 0, open: 0, notSent: 0 };
    for (const outcome of outcomes.values()) counts = countResult(counts, outcome);
    await this.#append(publishId, [
      { kind: 'outcomes', outcomes: corrected },
      ...(record.finished
        ? [{ kind: 'finished' as const, at: record.finished.at, end: record.finished.end, counts }]
        : []),
    ]);
  }

  #append(publishId: string, entries: readonly JournalEntry[]): Promise<void> {
    const { store, lease } = this.#context;
    return store.journal.append(publishId, entries, lease.hold);
  }
}

/** People (ids) for whom Microsoft has come to do what it was handed, by the publish that waited for it. */
function judgeWaiting({ waiting, users }: Look): ReadonlyMap<string, readonly string[]> {
  const through = new Map<string, string[]>();
  for (const { publishId, groupId, change } of waiting) {
    const user = users.get(change.userId);
    const steps = summarizeSteps(change.steps);
    if (!user || user.licensesUnknown || !hasComeThrough(steps, user, groupId)) continue;
    through.set(publishId, [...(through.get(publishId) ?? []), change.userId]);
  }
  return through;
}

/** What can be said of what is open, by the publish that left it so. */
function judgeAll(
  open: readonly Grant[],
  look: Look,
  ages: Ages,
): ReadonlyMap<string, readonly { readonly grant: Grant; readonly verdict: Verdict }[]> {
  const judged = new Map<string, { grant: Grant; verdict: Verdict }[]>();
  for (const grant of open) {
    const isDead = ages.get(grant.publishId);
    const verdict = isDead === undefined ? 'open' : judge(grant, look, isDead);
    if (verdict === 'open') continue;
    judged.set(grant.publishId, [...(judged.get(grant.publishId) ?? []), { grant, verdict }]);
  }
  return judged;
}

function judge(grant: Grant, look: Look, isDead: boolean): Verdict {
  const held = isHeld(grant, look);
  if (held === undefined) return 'open';
  if (grant.state === 'giving' && held) return 'given';
  if (grant.state === 'taking' && held) return isDead ? 'nothing' : 'open';
  if (!isDead) return 'open';
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
    case 'service':
      return isServiceHeld(userId, entitlement, look);
  }
}

function isServiceHeld(
  userId: string,
  entitlement: Extract<Entitlement, { kind: 'service' }>,
  { services }: Look,
): boolean | undefined {
  if (services.silentProviders.has(entitlement.providerId)) return undefined;
  const key = serviceKey(entitlement);
  return services.services.some((service) => service.userId === userId && serviceKey(service) === key);
}

function toSettlement({ holder, entitlement, state }: Grant, verdict: Verdict): Settlement {
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
