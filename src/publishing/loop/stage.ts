import { writeLimits } from '../../graph/pace/backoff.js';
import type { ProvisioningError } from '../../model/errors.js';
import { entitlementToKey, type Entitlement } from '../../model/holding/entitlement.js';
import type { Claim } from '../../store/journal/journal-entry.js';
import type { Carrying, StopReason } from './carrying.js';
import { EarlyStop, endsPublish, isSessionError } from './early-stop.js';
import type { GraphUnit, Send, Unit } from './send.js';

/** How one step ended for one person or group. */
export type StepEnd =
  /** `wrote`: we did it; else it was found done. */
  | { readonly status: 'done'; readonly wrote: boolean }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  | { readonly status: 'open'; readonly reason: 'waits-for-microsoft' | 'unanswered' }
  | { readonly status: 'not-sent'; readonly reason: StopReason | 'stopped-early' | 'changed-since-review' };

export interface StageEnd<T> {
  readonly item: T;
  readonly end: StepEnd;
}

/** What the tenant has of a step now; `item` is what is left to do of it. */
export type Comparison<T> =
  | { readonly status: 'done' }
  | { readonly status: 'todo'; readonly item: T }
  /** Somebody else changed it since the review. */
  | { readonly status: 'changed' }
  | { readonly status: 'failed'; readonly error: ProvisioningError }
  /** The answer did not say; with an error it fails where nothing was written yet, else it is left for the next review. */
  | { readonly status: 'unreadable'; readonly error?: ProvisioningError }
  /** What was read and what was confirmed a moment ago, by another publish, disagree: it lags, or somebody changed it by hand since. */
  | { readonly status: 'unsure' };

/**
 * What is to be believed: what was read, or the same with what was confirmed in the last minute laid over it.
 *
 * @param isOurs - this publish wrote it itself, which is newer than what was confirmed before; but what looks done may be
 *   from before both
 */
export function trustAnswer<T>(read: Comparison<T>, shown: Comparison<T>, isOurs: boolean): Comparison<T> {
  if (isOurs) return read.status === 'done' && shown.status !== 'done' ? { status: 'unsure' } : read;
  return shown.status === 'done' && read.status !== 'done' ? { status: 'unsure' } : shown;
}

/** What a route says about one kind of step. */
export interface StageRules<T, U extends Unit<T> = GraphUnit<T>> {
  readonly send: Send<U>;
  /** How many are looked at and written before the next are. */
  readonly portion: number;
  /** Looks at these as they are now. */
  look(items: readonly T[]): Promise<((item: T) => Comparison<T>) | undefined>;
  /** @param alone - each in a request of its own: one of several failed them all */
  toUnits(items: readonly T[], alone: boolean): readonly U[];
  claimOf(item: T): Claim;
  /** What a confirmed write leaves open, of what it took. */
  leavesOpen?(item: T): boolean;
  /** Plans (SKU ids) that it assigns. */
  skuIdsOf?(item: T): readonly string[];
  /**
   * Whether a refusal may be different soon, for not everything is known everywhere yet.
   *
   * @param company - how many were refused together: where it may be about one of them, they are tried one by one
   */
  mayPass?(item: T, error: ProvisioningError, company: number): boolean;
  /** Whether what is asked for is left to whoever looks next. */
  isTolerated?(error: ProvisioningError): boolean;
  /** How long to wait, in milliseconds, before looking again at what is open or may pass. Default: as long as Graph may lag. */
  readonly againMs?: readonly number[];
  /** One look says it all: what is asked does not lag behind itself. */
  readonly looksOnce?: true;
  /** What the refusal of one means, where Graph's words say too little. */
  explain?(item: T, error: ProvisioningError): ProvisioningError;
}

const graphAgainMs = [2_000, 5_000, 10_000, 20_000, 30_000] as const;

/**
 * The loop, for one kind of step: looks at each portion, compares it with what was reviewed, claims and writes what is to
 * do, and settles it by the answer or by looking again. Yields one end for everybody, in no particular order.
 */
export async function* runStage<T, U extends Unit<T>>(
  carrying: Carrying,
  rules: StageRules<T, U>,
  items: readonly T[],
): AsyncGenerator<StageEnd<T>, void> {
  const earlyStop = new EarlyStop();
  for (let at = 0; at < items.length; at += rules.portion)
    yield* new Portion(carrying, rules, earlyStop).run(items.slice(at, at + rules.portion));
}

/** How many more looks have to agree. */
const looksAtLeast = 2;

/** Somebody of a portion who has no end yet. */
interface Due<T> {
  /** As it was given. */
  readonly origin: T;
  /** What is left of it. */
  item: T;
  claim?: Claim;
  /** Its last answer did not say what became of it. */
  isOpen?: boolean;
  /** Some answer did not: what is found done may be our doing. */
  wasOpen?: boolean;
  /** Something was written for it, whatever came of that. */
  hasLeft?: boolean;
  /** It is looked at again before anything is written. */
  isUnsure?: boolean;
  error?: ProvisioningError;
}

class Portion<T, U extends Unit<T>> {
  readonly #carrying: Carrying;
  readonly #rules: StageRules<T, U>;
  readonly #earlyStop: EarlyStop;
  readonly #againMs: readonly number[];
  #alone = false;

  constructor(carrying: Carrying, rules: StageRules<T, U>, earlyStop: EarlyStop) {
    this.#carrying = carrying;
    this.#rules = rules;
    this.#earlyStop = earlyStop;
    this.#againMs = rules.againMs ?? graphAgainMs;
  }

  async *run(items: readonly T[]): AsyncGenerator<StageEnd<T>, void> {
    let due = items.map((item): Due<T> => ({ origin: item, item }));
    for (let attempt = 0; due.length > 0; attempt += 1) {
      const isPressing = due.some(({ isOpen, isUnsure, error }) => isOpen || isUnsure || error);
      if (isPressing) await this.#carrying.sleep(this.#againMs[attempt - 1] ?? this.#againMs.at(-1) ?? 0);
      const todo: Due<T>[] = [];
      const again: Due<T>[] = [];
      for await (const each of this.#compare(due, attempt))
        if (each.end) yield { item: each.due.origin, end: each.end };
        else (each.due.isUnsure ? again : todo).push(each.due);
      for await (const each of this.#write(todo, attempt))
        if (each.end) yield { item: each.due.origin, end: each.end };
        else again.push(each.due);
      due = again;
    }
  }

  /** Looks at them: those with something to do are left. */
  async *#compare(due: readonly Due<T>[], attempt: number): AsyncGenerator<Judged<T>, void> {
    const { stopped } = this.#carrying;
    const looked = stopped ? due.filter(({ isOpen }) => isOpen) : due;
    const compare = looked.length > 0 ? await this.#rules.look(looked.map(({ item }) => item)) : undefined;
    for (const each of due) {
      const found = compare && (!stopped || each.isOpen) ? compare(each.item) : undefined;
      each.isUnsure = !stopped && found !== undefined && this.#isUnsure(each, found, attempt);
      yield { due: each, end: each.isUnsure ? undefined : await this.#meet(each, found) };
    }
  }

  /** What is found ends it; undefined when there is something to write. */
  async #meet(due: Due<T>, found: Comparison<T> | undefined): Promise<StepEnd | undefined> {
    if (found && found.status !== 'todo') return this.#endBy(due, found);
    if (found) {
      await this.#settlePart(due, found.item);
      due.item = found.item;
    }
    return found && !this.#carrying.stopped ? undefined : this.#leave(due);
  }

  /**
   * What somebody else is said to have done since the review has to be seen more than once: one of Microsoft's machines may
   * be behind the one that was read for the review.
   */
  #isUnsure({ hasLeft }: Due<T>, { status }: Comparison<T>, attempt: number): boolean {
    if (status === 'unsure') return attempt < this.#againMs.length;
    return status === 'done' && !hasLeft && !this.#rules.looksOnce && attempt < looksAtLeast;
  }

  async *#write(todo: readonly Due<T>[], attempt: number): AsyncGenerator<Judged<T>, void> {
    const { control, recorder } = this.#carrying.parts;
    const going: Due<T>[] = [];
    for (const due of todo)
      if (this.#earlyStop.applies(this.#skuIdsOf(due))) yield { due, end: await this.#leave(due) };
      else going.push(due);
    const left = new Set(going);
    const refused: { due: Due<T>; error: ProvisioningError }[] = [];
    const outcomes = this.#rules.send(this.#listUnits(going, refused), {
      signal: control.signal,
      onSending: async (writes) => {
        const leaving = writes.flatMap(({ about }) => about);
        for (const due of leaving) due.claim = this.#rules.claimOf(due.item);
        await recorder.claim(leaving.flatMap(({ claim }) => claim ?? []));
        for (const due of leaving) due.hasLeft = true;
      },
    });
    for await (const outcome of outcomes)
      for (const due of outcome.write.about) {
        left.delete(due);
        if (outcome.ok) {
          this.#earlyStop.noteDone();
          yield { due, end: await this.#endBy(due, { status: 'done' }, true) };
          continue;
        }
        const { error } = outcome;
        if (isSessionError(error)) refused.push({ due, error });
        else yield { due, end: await this.#judge(due, error, outcome.write.about.length, attempt) };
      }
    yield* this.#resume(refused, left);
  }

  /** Those who were refused because the session ended are written when somebody signed in again. */
  async *#resume(
    refused: readonly { due: Due<T>; error: ProvisioningError }[],
    unsent: ReadonlySet<Due<T>>,
  ): AsyncGenerator<Judged<T>, void> {
    const [first] = refused;
    const isResumed = first !== undefined && (await this.#carrying.pause(first.error));
    if (first && !isResumed && !this.#carrying.stopped) this.#carrying.stop(first.error);
    for (const due of [...refused.map((each) => each.due), ...unsent])
      yield { due, end: isResumed ? undefined : await this.#leave(due) };
  }

  *#listUnits(
    going: readonly Due<T>[],
    refused: readonly unknown[],
  ): Generator<U & { readonly about: readonly Due<T>[] }, void> {
    const byItem = new Map(going.map((due) => [due.item, due]));
    for (const unit of this.#rules.toUnits([...byItem.keys()], this.#alone)) {
      if (this.#carrying.stopped || refused.length > 0) return;
      const about = unit.items.flatMap((item) => byItem.get(item) ?? []);
      if (!about.some((due) => this.#earlyStop.applies(this.#skuIdsOf(due)))) yield { ...unit, about };
    }
  }

  /** What a refusal or an open answer means; undefined when it is looked at again. */
  async #judge(
    due: Due<T>,
    refusal: ProvisioningError,
    company: number,
    attempt: number,
  ): Promise<StepEnd | undefined> {
    const isLast = attempt >= this.#againMs.length;
    if (endsPublish(refusal)) {
      this.#carrying.stop(refusal);
      // What could not be put on record, or not in this name, did not leave.
      return this.#leave(due);
    }
    if (refusal.code === 'cancelled') return this.#leave(due);
    if (this.#rules.isTolerated?.(refusal)) return this.#endBy(due, { status: 'done' }, true);
    if (refusal.open) {
      due.isOpen = due.wasOpen = true;
      const triesAgain = isOutage(refusal) ? attempt + 1 < writeLimits.attempts : !isLast;
      return triesAgain ? undefined : this.#leave(due);
    }
    // What was refused may have been done by a write before, whose answer was lost and which does not show yet.
    due.isOpen = due.wasOpen === true && !this.#rules.looksOnce;
    const mayPass = this.#rules.mayPass?.(due.item, refusal, company) ?? false;
    if (company > 1 && !(mayPass && !isLast)) {
      this.#alone = true;
      return undefined;
    }
    const error = this.#rules.explain?.(due.item, refusal) ?? refusal;
    due.error = error;
    if (mayPass && !isLast) return undefined;
    if (!mayPass) this.#earlyStop.noteFailed(error, this.#skuIdsOf(due));
    return due.isOpen ? this.#leave(due) : this.#endBy(due, { status: 'failed', error });
  }

  /** @param isConfirmed - Graph itself said so in answer to our write; else it was seen */
  async #endBy(
    due: Due<T>,
    found: Exclude<Comparison<T>, { status: 'todo' }>,
    isConfirmed = false,
  ): Promise<StepEnd> {
    if (found.status === 'unsure' && due.isOpen) return this.#leave(due);
    switch (found.status) {
      case 'unsure':
      case 'done': {
        // What Graph refused and is there all the same was done by somebody else.
        const isOurs = isConfirmed || due.wasOpen === true;
        const isAwaited = isOurs && this.#rules.leavesOpen?.(due.origin);
        await this.#settle(due, isOurs, isAwaited ? due.claim?.takes : []);
        return { status: 'done', wrote: isOurs };
      }
      case 'failed':
        await this.#settle(due, false);
        return { status: 'failed', error: found.error };
      case 'changed':
      case 'unreadable':
        if (due.hasLeft) return this.#leaveOpen(due);
        return found.status === 'unreadable' && found.error
          ? { status: 'failed', error: found.error }
          : { status: 'not-sent', reason: 'changed-since-review' };
    }
  }

  /** Nothing more is done for it: what became of its last write is not known, or there was none. */
  async #leave(due: Due<T>): Promise<StepEnd> {
    if (due.isOpen) return this.#leaveOpen(due);
    await this.#settle(due, false);
    if (due.error && !this.#carrying.stopped) return { status: 'failed', error: due.error };
    return { status: 'not-sent', reason: this.#carrying.stopped ?? 'stopped-early' };
  }

  async #leaveOpen(due: Due<T>): Promise<StepEnd> {
    await this.#settle(due, false, listEntitlements(due.claim));
    return { status: 'open', reason: 'unanswered' };
  }

  /** @param isOurs - whether what of the claim is not `open` any more is our doing */
  async #settle({ claim }: Due<T>, isOurs: boolean, open: readonly Entitlement[] = []): Promise<void> {
    if (!claim) return;
    const keys = new Set(open.map(entitlementToKey));
    const settled = (all: readonly Entitlement[]): readonly Entitlement[] =>
      isOurs ? all.filter((each) => !keys.has(entitlementToKey(each))) : [];
    const { gives, takes } = claim;
    await this.#carrying.record((recorder) =>
      recorder.settle({ ...claim, given: settled(gives), taken: settled(takes), open }),
    );
  }

  /** Of what was claimed, only some is left to do: the rest is done. */
  async #settlePart(due: Due<T>, left: T): Promise<void> {
    const rest = listEntitlements(this.#rules.claimOf(left));
    if (rest.length < listEntitlements(due.claim).length) await this.#settle(due, due.wasOpen === true, rest);
  }

  #skuIdsOf({ item }: Due<T>): readonly string[] {
    return this.#rules.skuIdsOf?.(item) ?? [];
  }
}

/** Whether Microsoft could not answer at all: that may take a quarter of an hour. */
function isOutage({ code, retryable }: ProvisioningError): boolean {
  return retryable && code !== 'answer-unreadable';
}

function listEntitlements(claim: Claim | undefined): readonly Entitlement[] {
  return claim ? [...claim.gives, ...claim.takes] : [];
}

/** Somebody who is done with; without an end, to be written or looked at again. */
interface Judged<T> {
  readonly due: Due<T>;
  readonly end?: StepEnd | undefined;
}
