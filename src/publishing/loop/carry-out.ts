import { ProvisioningError } from '../model/errors.js';
import type { PublishPlan, UserResult } from '../model/publish-plan.js';
import type { DirectoryUser } from '../model/user.js';
import { assignLicenseWrite, writeLicensesScopes } from '../services/licenses.js';
import { readUsersByIds, setUsageLocationWrite, writeUsersScopes } from '../services/users.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { applyServices, type ServicesOutcome } from './apply-services.js';
import { Doom, isStoreError } from './doom.js';
import { JournalWriter } from './journal-writer.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { leftToDo } from './left-to-do.js';
import { sendWrites, type ChangeOutcome } from './send-writes.js';

/** How long to wait, in milliseconds, before trying again what meets a tenant that does not show yet what was just written. */
const lagDelaysMs = [5_000, 10_000, 20_000];

/** What applying needs of a plan; a plan read back from the journal does as well. */
export type ApplicablePlan = Pick<PublishPlan, 'leftOut'> & { readonly changes: readonly RecordedChange[] };

/**
 * Executes a plan on the direct route and yields one result per user as it arrives, in no particular order.
 *
 * Per user: the country first where one was confirmed, then one `assignLicense` with everything, then the services.
 * Those that need licenses which others free wait for them. One failure stops nobody else, except where every further
 * write would fail for the same reason. May be run again: what is done already is not in the next plan.
 *
 * @throws {ProvisioningError} `storage-full`, `storage-unavailable` when an intent cannot be recorded; everybody was accounted for before
 */
export async function* applyPlan(
  context: ApplyContext,
  plan: ApplicablePlan,
  options: ApplyOptions = {},
): AsyncGenerator<UserResult, void> {
  const run = new DirectRun(context, options);
  for (const userId of plan.leftOut)
    yield await run.settle({ userId, status: 'skipped', reason: 'left-out' });
  for (const wave of splitWaves(plan.changes)) yield* run.applyWave(wave);
  await run.finish();
}

function splitWaves(changes: readonly RecordedChange[]): RecordedChange[][] {
  const waves = new Map<number, RecordedChange[]>();
  for (const change of changes) {
    const wave = waves.get(change.wave);
    if (wave) wave.push(change);
    else waves.set(change.wave, [change]);
  }
  return [...waves.entries()].sort(([a], [b]) => a - b).map(([, wave]) => wave);
}

class DirectRun {
  readonly #context: ApplyContext;
  readonly #options: ApplyOptions;
  readonly #writer: JournalWriter;
  readonly #doom = new Doom();
  #journalError: ProvisioningError | undefined;

  constructor(context: ApplyContext, options: ApplyOptions) {
    this.#context = context;
    this.#options = options;
    this.#writer = new JournalWriter(context.journal, context.publishId, () => context.clock.now());
  }

  async *applyWave(wave: readonly RecordedChange[]): AsyncGenerator<UserResult, void> {
    const located: RecordedChange[] = wave.filter((change) => !change.setUsageLocation);
    for await (const outcome of this.#sendLocations(wave.filter((change) => change.setUsageLocation)))
      if (outcome.status === 'ok') located.push(outcome.change);
      else yield await this.#settleOutcome(outcome);

    const licensed: RecordedChange[] = located.filter((change) => !hasLicenses(change));
    for await (const outcome of this.#sendLicenses(located.filter(hasLicenses)))
      if (outcome.status !== 'ok') yield await this.#settleOutcome(outcome);
      else if (hasServices(outcome.change)) licensed.push(outcome.change);
      else
        yield await this.settle(
          { userId: outcome.change.userId, status: 'applied' },
          licenseEffect(outcome.change),
        );

    const services = applyServices(this.#context, licensed, this.#writer, this.#doom, this.#options);
    for await (const outcome of this.#guard(services)) yield await this.#settleServices(outcome);
  }

  /** Records a result. When that fails the publish stops, but everybody is still accounted for. */
  async settle(
    result: UserResult,
    effect: Pick<RecordedOutcome, 'given' | 'taken'> = { given: [], taken: [] },
  ): Promise<UserResult> {
    try {
      await this.#writer.settle({
        userId: result.userId,
        status: result.status,
        ...effect,
        ...(result.status === 'failed' ? describeError(result.error) : {}),
      });
    } catch (thrown) {
      this.#stopForJournal(thrown);
    }
    return result;
  }

  async finish(): Promise<void> {
    try {
      await this.#writer.flush();
    } catch (thrown) {
      this.#stopForJournal(thrown);
    }
    if (this.#journalError) throw this.#journalError;
  }

  #stopForJournal(thrown: unknown): void {
    this.#doom.stopEverything();
    this.#journalError ??=
      thrown instanceof ProvisioningError
        ? thrown
        : new ProvisioningError('storage-unavailable', 'The journal cannot be written.', { cause: thrown });
  }

  async *#sendLocations(
    changes: readonly RecordedChange[],
  ): AsyncGenerator<ChangeOutcome<RecordedChange>, void> {
    yield* this.#guard(
      sendWrites(
        this.#context,
        changes,
        this.#writer,
        this.#doom,
        {
          part: 'usage-location',
          scopes: writeUsersScopes,
          toWrite: (change) => setUsageLocationWrite(change.userId, change.setUsageLocation ?? ''),
        },
        this.#options,
      ),
    );
  }

  /** Sends the licenses; those that met a tenant other than planned are looked at again and sent once more. */
  async *#sendLicenses(
    changes: readonly RecordedChange[],
  ): AsyncGenerator<ChangeOutcome<RecordedChange>, void> {
    let batch = changes;
    for (let attempt = 0; batch.length > 0; attempt += 1) {
      const again: RecordedChange[] = [];
      let delayMs = 0;
      for await (const outcome of this.#sendLicensesOnce(batch)) {
        if (outcome.status !== 'failed') {
          yield outcome;
          continue;
        }
        const { change, error } = outcome;
        const lagMs = lagDelaysMs[attempt];
        if (error.code === 'usage-location-missing' && change.setUsageLocation && lagMs) {
          delayMs = lagMs;
          again.push(change);
        } else if (error.code === 'license-not-held' && lagMs) {
          const left = await this.#lookAgain(change);
          if (left?.status === 'done') yield { change, status: 'ok' };
          else if (left?.status === 'todo') {
            // Still to take all of it, against what Microsoft just said: the read shows what was.
            if (left.change.removeLicenses.length === change.removeLicenses.length) delayMs = lagMs;
            again.push(left.change);
          } else yield outcome;
        } else yield outcome;
      }
      if (delayMs > 0 && !this.#options.signal?.aborted) await this.#pauseFor(delayMs);
      batch = again;
    }
  }

  async *#sendLicensesOnce(
    changes: readonly RecordedChange[],
  ): AsyncGenerator<ChangeOutcome<RecordedChange>, void> {
    yield* this.#guard(
      sendWrites(
        this.#context,
        changes,
        this.#writer,
        this.#doom,
        {
          part: 'licenses',
          scopes: writeLicensesScopes,
          toWrite: (change) => assignLicenseWrite(change.userId, change.addLicenses, change.removeLicenses),
        },
        this.#options,
      ),
    );
  }

  /** Lets every outcome through even when the journal failed; the failure is thrown at the end. */
  async *#guard<T>(outcomes: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
    try {
      yield* outcomes;
    } catch (thrown) {
      if (!(thrown instanceof ProvisioningError) || !isStoreError(thrown.code)) throw thrown;
      this.#stopForJournal(thrown);
    }
  }

  async #lookAgain(change: RecordedChange): Promise<ReturnType<typeof leftToDo> | undefined> {
    const user = await this.#readUser(change.userId, this.#options.signal);
    return user && leftToDo(change, user);
  }

  async #readUser(userId: string, signal: AbortSignal | undefined): Promise<DirectoryUser | undefined> {
    const [user] = await readUsersByIds(this.#context.graph, [userId], signal ? { signal } : {});
    return user;
  }

  async #pauseFor(ms: number): Promise<void> {
    try {
      await this.#context.clock.sleep(ms, this.#options.signal);
    } catch (thrown) {
      if (!this.#options.signal?.aborted) throw thrown;
    }
  }

  #settleOutcome(outcome: Exclude<ChangeOutcome<RecordedChange>, { status: 'ok' }>): Promise<UserResult> {
    const { userId } = outcome.change;
    return this.settle(
      outcome.status === 'failed'
        ? { userId, status: 'failed', error: outcome.error }
        : { userId, status: 'not-attempted', reason: outcome.reason },
    );
  }

  #settleServices({ change, given, taken, error, stopped }: ServicesOutcome): Promise<UserResult> {
    const { userId } = change;
    const licenses = licenseEffect(change);
    const effect = { given: [...licenses.given, ...given], taken: [...licenses.taken, ...taken] };
    const nothingDone = effect.given.length + effect.taken.length + change.changedPlans.length === 0;
    if (error) return this.settle({ userId, status: 'failed', error }, effect);
    if (stopped && nothingDone)
      return this.settle({ userId, status: 'not-attempted', reason: stopped }, effect);
    if (stopped) {
      const interrupted = new ProvisioningError(
        'cancelled',
        'The licenses are assigned, the services are not.',
      );
      return this.settle({ userId, status: 'failed', error: interrupted }, effect);
    }
    return this.settle({ userId, status: 'applied' }, effect);
  }
}

function hasLicenses(change: RecordedChange): boolean {
  return change.addLicenses.length > 0 || change.removeLicenses.length > 0;
}

function hasServices(change: RecordedChange): boolean {
  return change.addServices.length > 0 || change.removeServices.length > 0;
}

function licenseEffect(change: RecordedChange): Pick<RecordedOutcome, 'given' | 'taken'> {
  const changed = new Set(change.changedPlans);
  return {
    given: change.addLicenses.map((license) => license.skuId).filter((skuId) => !changed.has(skuId)),
    taken: change.removeLicenses,
  };
}

function describeError(error: ProvisioningError): Pick<RecordedOutcome, 'code' | 'requestId'> {
  return { code: error.code, ...(error.requestId ? { requestId: error.requestId } : {}) };
}
