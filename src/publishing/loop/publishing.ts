import { ProvisioningError, toProvisioningError } from '../../model/errors.js';
import { GrantIndex } from '../../model/holding/grant-index.js';
import {
  countResult,
  noCounts,
  type PublishCounts,
  type UserResult,
} from '../../model/publish/user-result.js';
import type { PublishEnd } from '../../store/journal/journal-entry.js';
import { listLastEntries } from '../../store/journal/list-corrections.js';
import { readIfReadable } from '../../store/journal/publish-record.js';
import { toOutcome } from '../../store/journal/to-outcome.js';
import type { Lease } from '../../store/lease/lease.js';
import type { RunControl } from '../publish-run.js';
import type { PublishingContext } from '../publishing-context.js';
import { readRecentWrites } from '../review/read/recent-writes.js';
import type { Review } from '../review/review.js';
import { Carrying } from './carrying.js';
import { commit, commitGroup } from './commit.js';
import { listFirstEntries } from './first-entries.js';
import { LearnPairs } from './learn-pairs.js';
import { lookAtStore, type Confirmed } from './look-again.js';
import { Recorder } from './recorder.js';
import { carryOut } from './waves.js';

/** How often, and with which waits in milliseconds, the lease is asked for. */
const leaseAttempts = 3;
const leaseDelayMs = 1_000;

/** One publish from the first to the last entry in the journal. */
export class Publishing {
  readonly #context: PublishingContext;
  readonly #publishId: string;
  readonly #over: Pick<Lease, 'fence' | 'beat'> | undefined;
  readonly #recorder: Recorder;
  #groupId: string | undefined;

  /** @param over - whose lease is taken over: nobody answers there */
  constructor(context: PublishingContext, publishId: string, over?: Pick<Lease, 'fence' | 'beat'>) {
    this.#context = context;
    this.#publishId = publishId;
    this.#over = over;
    const { store, lease, clock } = context;
    this.#recorder = new Recorder({ journal: store.journal, publishId, lease, clock });
  }

  /** @throws {ProvisioningError} what ended it before its time; everybody was accounted for before */
  async carryOut(review: Review, control: RunControl): Promise<PublishEnd> {
    const { lease, subject } = this.#context;
    const { objectId, tenantId } = review.subject;
    if (objectId !== subject.objectId || tenantId !== subject.tenantId)
      throw new ProvisioningError('account-changed', 'Another account reviewed this. Review it again.');
    await this.#takeLease();
    this.#tellColleagues(review, 0);
    try {
      return await this.#carryOut(review, control);
    } finally {
      await lease.release();
    }
  }

  /** While it goes on, everybody sees how far it is. */
  #tellColleagues({ changeSet, topic }: Review, done: number): void {
    const { lease, isAttended } = this.#context;
    const { kind, changes } = changeSet;
    const about = topic.workspace ? { kind, workspaceId: topic.workspace.id } : { kind };
    lease.report({ publishId: this.#publishId, ...about, isAttended, done, total: changes.length });
  }

  /** A colleague's review may have the lease for a moment. */
  async #takeLease(): Promise<void> {
    const { lease, clock } = this.#context;
    for (let attempt = 1; ; attempt += 1)
      try {
        return await lease.take(this.#over);
      } catch (thrown) {
        if (toProvisioningError(thrown).code !== 'conflict' || attempt === leaseAttempts) throw thrown;
        await clock.sleep(leaseDelayMs);
      }
  }

  async #carryOut(review: Review, control: RunControl): Promise<PublishEnd> {
    const { store, subject } = this.#context;
    const confirmed = await lookAtStore(review, store);
    const about = { publishId: this.#publishId, by: subject.objectId };
    // Whoever was left out by looking again is on record with what was to be done.
    const entries = listFirstEntries(
      { ...review, changeSet: { ...review.changeSet, notes: confirmed.changeSet.notes } },
      { ...about, startedAt: this.#recorder.at },
    );
    await this.#recorder.append(entries);
    await this.#supersede(review);
    control.begin(review.changeSet.changes.length);
    const { counts, isStopped, error } = await this.#write(review, confirmed, control);
    const isCancelled = control.signal.aborted && counts.notSent > 0;
    const end = isStopped ? 'stopped' : isCancelled ? 'cancelled' : 'completed';
    await this.#recorder.append([{ kind: 'finished', at: this.#recorder.at, end, counts }]);
    if (error) throw error;
    if (end === 'completed' && isCommitted(review, counts))
      await commit(store.workspaces, review.topic, { ...about, at: this.#recorder.at }, this.#groupId);
    return end;
  }

  /** `isStopped`: some were not sent because they would have failed like those before, or nothing more could be written. */
  async #write(review: Review, { changeSet, changedSince }: Confirmed, control: RunControl) {
    const { clock, store } = this.#context;
    const carrying = new Carrying({
      ...this.#context,
      recorder: this.#recorder,
      recent: await readRecentWrites(store.journal, new GrantIndex(await store.grants.list()), () =>
        clock.now(),
      ),
      control,
    });
    const pairs = new LearnPairs(store.insights, changeSet, () => clock.now());
    let counts = noCounts;
    let isStopped = false;
    let done = 0;
    const report = async (result: UserResult): Promise<void> => {
      const { reason } = 'reason' in result ? result : {};
      if (reason === 'stopped-early' || reason === 'interrupted') isStopped = true;
      counts = countResult(counts, result);
      pairs.note(result);
      await carrying.record((recorder) => recorder.finish(toOutcome(result)));
      control.report(result);
      this.#tellColleagues(review, (done += 1));
    };
    for (const userId of changedSince)
      await report({ userId, status: 'not-sent', reason: 'changed-since-review' });
    const groupName = await this.#findGroupName(review);
    const work = carryOut(carrying, {
      changeSet,
      workspaceName: review.topic.workspace?.draft.name ?? '',
      ...(groupName === undefined ? {} : { groupName }),
      onGroup: (name, groupId) => this.#noteGroup(review, name, groupId),
    });
    const left = new Set(changeSet.changes.map(({ userId }) => userId));
    try {
      for await (const result of work) {
        left.delete(result.userId);
        await report(result);
      }
    } catch (thrown) {
      carrying.stop(toProvisioningError(thrown));
      // Nobody can say how far it came for them; the next review looks.
      for (const userId of left) await report({ userId, status: 'open', reason: 'unanswered' });
    }
    await carrying.record((recorder) => recorder.flush());
    await carrying.record(() => pairs.store());
    const { error } = carrying;
    return { counts, isStopped: isStopped || error !== undefined, error };
  }

  /** From now on the group's object id counts. */
  async #noteGroup({ topic }: Review, name: string, groupId: string): Promise<void> {
    this.#groupId = groupId;
    await this.#recorder.append([{ kind: 'group', name, groupId }]);
    if (topic.workspace) await commitGroup(this.#context.store.workspaces, topic.workspace.id, groupId);
  }

  /** The name under which the workspace's group was made. */
  async #findGroupName({ topic, changeSet }: Review): Promise<string | undefined> {
    const groupId = changeSet.group?.groupId;
    if (!topic.workspace || groupId === undefined) return undefined;
    const { publishes } = await this.#context.store.journal.list();
    const known = publishes.find(({ group }) => group?.groupId === groupId);
    return known?.group?.name ?? groupId;
  }

  /** Whatever was left unfinished of the same is this publish's now. */
  async #supersede({ topic }: Review): Promise<void> {
    const { store, lease } = this.#context;
    const { publishes } = await store.journal.list();
    for (const { head, finished } of publishes) {
      if (finished || head.publishId === this.#publishId || head.workspaceId !== topic.workspace?.id)
        continue;
      const record = await readIfReadable(store.journal, head.publishId);
      const at = this.#recorder.at;
      const entries = record
        ? listLastEntries(record, at)
        : [{ kind: 'finished' as const, at, end: 'superseded' as const, counts: noCounts }];
      await store.journal.append(head.publishId, entries, lease.hold);
    }
  }
}

/** An undo stands only when it came to something for everybody; what is left of it is undone by undoing again. */
function isCommitted({ topic, changeSet }: Review, { failed }: PublishCounts): boolean {
  return topic.kind !== 'undo' || failed + changeSet.open.length === 0;
}
