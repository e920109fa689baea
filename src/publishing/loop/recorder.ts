import type { Clock } from '../../graph/pace/clock.js';
import { elapsedMs, type Moment } from '../../model/elapsed.js';
import { entitlementToKey } from '../../model/holding/entitlement.js';
import { holderToKey, type Holder } from '../../model/holding/holder.js';
import type { StepKind } from '../../model/publish/step.js';
import type { Claim, JournalEntry, Outcome, Settlement } from '../../store/journal/journal-entry.js';
import type { HeldLease } from '../../store/lease/held-lease.js';
import type { Journal } from '../../store/store.js';

/** For how long a claim is good, in milliseconds: nothing leaves under an older one. */
export const claimMs = 30_000;

/** Facts that may wait for the next claim; more are written at once. */
const factsHeldBack = 100;

export interface RecorderParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly publishId: string;
  /** Under what facts are added. */
  readonly lease: Pick<HeldLease, 'hold'>;
  readonly clock: Clock;
}

/**
 * Writes what one publish claims and what became of it. Settlements and outcomes travel with the next claim, so that a batch
 * costs one transaction: one lost in a crash is found again by looking at the tenant, a claim would not be.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  readonly #claimed = new Map<string, Moment>();
  readonly #claimedSteps = new Set<string>();
  #settlements: Settlement[] = [];
  #outcomes: Outcome[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when it is durable that these steps are about to be written, and so recently that they may leave.
   * @throws {ProvisioningError} `lease-lost`, `storage-full`, `storage-unavailable`
   */
  async claim(claims: readonly Claim[]): Promise<void> {
    // Whoever slept while it was written down claims once more.
    for (let stale = this.#listStale(claims); stale.length > 0; stale = this.#listStale(claims)) {
      const asked = this.#now;
      await this.append([...this.#takeFacts(), { kind: 'claimed', at: this.at, claims: stale }]);
      for (const claim of stale) this.#claimed.set(claimKey(claim), asked);
      for (const { holder, step } of stale) this.#claimedSteps.add(`${holderToKey(holder)} ${step}`);
    }
  }

  /** Whether this publish has written, or was about to write, such a step of somebody. */
  hasClaimed(holder: Holder, step: StepKind): boolean {
    return this.#claimedSteps.has(`${holderToKey(holder)} ${step}`);
  }

  /** Says what became of a claim. */
  async settle(settlement: Settlement): Promise<void> {
    this.#settlements.push(settlement);
    await this.#flushIfMany();
  }

  async finish(outcome: Omit<Outcome, 'at'>): Promise<void> {
    this.#outcomes.push({ ...outcome, at: this.at });
    await this.#flushIfMany();
  }

  async flush(): Promise<void> {
    const facts = this.#takeFacts();
    await (facts.length > 0 ? this.append(facts) : this.#last);
  }

  /** Adds facts at once; one call after the other keeps the order. */
  append(entries: readonly JournalEntry[]): Promise<void> {
    const { journal, publishId, lease } = this.#parts;
    const next = this.#last.then(() => journal.append(publishId, entries, lease.hold));
    // Whoever asked for it is told; the next one tries for itself.
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** ISO 8601, UTC. */
  get at(): string {
    return new Date(this.#parts.clock.now()).toISOString();
  }

  get #now(): Moment {
    const { clock } = this.#parts;
    return { wallMs: clock.now(), countedMs: clock.counted() };
  }

  #listStale(claims: readonly Claim[]): Claim[] {
    return claims.filter((claim) => {
      const at = this.#claimed.get(claimKey(claim));
      return at === undefined || elapsedMs(at, this.#now) >= claimMs;
    });
  }

  async #flushIfMany(): Promise<void> {
    if (this.#settlements.length + this.#outcomes.length >= factsHeldBack) await this.flush();
  }

  #takeFacts(): JournalEntry[] {
    const settlements = this.#settlements;
    const outcomes = this.#outcomes;
    this.#settlements = [];
    this.#outcomes = [];
    return [
      ...(settlements.length > 0 ? [{ kind: 'settled' as const, at: this.at, settlements }] : []),
      ...(outcomes.length > 0 ? [{ kind: 'outcomes' as const, outcomes }] : []),
    ];
  }
}

function claimKey({ holder, step, gives, takes }: Claim): string {
  return [holderToKey(holder), step, ...[...gives, ...takes].map(entitlementToKey)].join(' ');
}
