import type { GraphClient, GraphWrite } from '../graph/graph-client.js';
import type { ProvisioningError, ErrorCode } from '../model/errors.js';
import { toProvisioningError } from '../model/errors.js';
import type { GroupChange, UserResult } from '../model/publish-plan.js';
import { assignGroupLicenseWrite, getGroupLicensing } from '../services/group-licensing.js';
import { addMembersWrites, removeMemberWrite, writeGroupMembersScopes } from '../services/group-members.js';
import { createWorkspaceGroup } from '../services/groups.js';
import { writeLicensesScopes } from '../services/licenses.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import type { ApplicablePlan } from './apply-plan.js';
import { isStoreError } from './doom.js';
import { groupLeftToDo } from './group-work.js';
import { JournalWriter } from './journal-writer.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { groupKey } from './publish-input.js';
import { nameGroupOf } from './read-tenant.js';

export interface GroupPlan extends ApplicablePlan {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly group: GroupChange;
}

export type GroupOptions = ApplyOptions & { readonly onGroup: (groupId: string) => Promise<void> };

/** What was just written is not known everywhere at once: waits between tries, in milliseconds. */
const lagDelaysMs = [2_000, 5_000, 10_000, 20_000, 30_000] as const;

const stoppingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent-required',
  'role-required',
  'host-refused',
]);

/** What came of letting somebody in or out; without a result the rest of the change is still to be done. */
interface Moved {
  readonly change: RecordedChange;
  readonly result?: UserResult;
}

interface MemberWrite extends GraphWrite {
  readonly userIds: readonly string[];
  readonly joins: boolean;
}

/** Writes the workspace's group: makes it, gives it its plans, and lets people in and out. */
export class GroupRun {
  readonly #context: ApplyContext;
  readonly #plan: GroupPlan;
  readonly #options: ApplyOptions;
  readonly #writer: JournalWriter;
  readonly #key: string;
  /** Every further write would fail like the last one. */
  #stopped = false;
  #journalError: ProvisioningError | undefined;

  constructor(context: ApplyContext, plan: GroupPlan, options: ApplyOptions) {
    this.#context = context;
    this.#plan = plan;
    this.#options = options;
    this.#key = groupKey(plan.workspaceId);
    this.#writer = new JournalWriter(context.journal, context.publishId, () => context.clock.now());
  }

  /** Makes sure that there is a group and that it carries the plans. */
  async prepareGroup(onGroup: GroupOptions['onGroup']): Promise<string> {
    const { group } = this.#plan;
    const groupId = group.groupId ?? (await this.#createGroup(onGroup));
    const { addLicenses, removeLicenses } = group;
    if (isNothing(group)) return groupId;
    await this.#writer.intend('membership', [this.#key]);
    await this.#writeLicenses(groupId);
    await this.#writer.settle({
      userId: this.#key,
      status: 'applied',
      given: addLicenses.map((license) => license.skuId),
      taken: removeLicenses,
    });
    return groupId;
  }

  async #createGroup(onGroup: GroupOptions['onGroup']): Promise<string> {
    const { graph } = this.#context;
    const { workspaceId, workspaceName } = this.#plan;
    const { id } = await this.#untilKnown(() =>
      createWorkspaceGroup(graph, { uniqueName: nameGroupOf(workspaceId), name: workspaceName }),
    );
    await onGroup(id);
    await this.#untilKnown(() => getGroupLicensing(graph, id));
    return id;
  }

  /** Lets users join and leave, in no particular order. */
  async *move(groupId: string, changes: readonly RecordedChange[]): AsyncGenerator<Moved, void> {
    const open = new Map(changes.map((change) => [change.userId, change]));
    const joining = changes.filter((change) => change.group === 'join').map((change) => change.userId);
    const leaving = changes.filter((change) => change.group === 'leave').map((change) => change.userId);
    let writes = [
      // Leaving first frees licenses for those who join.
      ...leaving.map((userId) => toLeave(groupId, userId)),
      ...toJoins(this.#context.graph, groupId, joining),
    ];
    while (writes.length > 0) {
      const alone: string[] = [];
      for await (const { write, error } of this.#send(writes))
        for (const userId of write.userIds) {
          const change = open.get(userId);
          if (!change || error?.code === 'cancelled') continue;
          if (error && write.userIds.length > 1 && !this.#stopped) {
            alone.push(userId);
            continue;
          }
          open.delete(userId);
          yield error
            ? { change, result: await this.settle({ userId, status: 'failed', error }) }
            : await this.#noteMoved(change);
        }
      // Some of Microsoft's machines may not know a group yet that others know.
      if (alone.length > 0 && this.#plan.group.groupId === undefined) await this.#pause(lagDelaysMs[2]);
      writes = alone.flatMap((userId) => toJoins(this.#context.graph, groupId, [userId]));
    }
    const reason = this.#options.signal?.aborted ? 'cancelled' : 'stopped-early';
    for (const [userId, change] of open)
      yield { change, result: await this.settle({ userId, status: 'not-attempted', reason }) };
  }

  /** Waits; not to the end when the publish is cancelled. */
  async #pause(ms: number): Promise<void> {
    const { signal } = this.#options;
    await this.#context.clock.sleep(ms, signal).catch((thrown: unknown) => {
      if (!signal?.aborted) throw thrown;
    });
  }

  /** Records a result. When that fails nothing more is sent, but what is known is still told. */
  async settle(result: UserResult): Promise<UserResult> {
    const { userId, status } = result;
    await this.#note({ userId, status, given: [], taken: [], ...describe(result) });
    return result;
  }

  /** @throws {ProvisioningError} `storage-full`, `storage-unavailable` when something could not be recorded */
  async finish(): Promise<void> {
    if (!this.#journalError) await this.#writer.flush();
    if (this.#journalError) throw this.#journalError;
  }

  async #note(outcome: Omit<RecordedOutcome, 'at'>): Promise<void> {
    try {
      await this.#writer.settle(outcome);
    } catch (thrown) {
      this.#stopped = true;
      this.#journalError ??= toProvisioningError(thrown);
    }
  }

  /** What is left of the change is not done yet, and after a crash must not pass for done. */
  async #noteMoved(change: RecordedChange): Promise<Moved> {
    const { userId, group } = change;
    const key = [this.#key];
    const effect = group === 'join' ? { given: key, taken: [] } : { given: [], taken: key };
    await this.#note({ userId, status: 'not-attempted', ...effect });
    return { change };
  }

  async *#send(
    writes: readonly MemberWrite[],
  ): AsyncGenerator<{ readonly write: MemberWrite; readonly error?: ProvisioningError }, void> {
    const { graph } = this.#context;
    const { signal } = this.#options;
    const outcomes = graph.writeAll(this.#untilStopped(writes), {
      scopes: writeGroupMembersScopes,
      ...(signal ? { signal } : {}),
      onSending: (sent) =>
        this.#writer.intend(
          'membership',
          (sent as readonly MemberWrite[]).flatMap(({ userIds }) => userIds),
        ),
    });
    for await (const outcome of outcomes) {
      // It was not sent: a request whose intent is not on record must not leave.
      if (!outcome.ok && isStoreError(outcome.error.code)) throw outcome.error;
      if (!outcome.ok && stoppingCodes.has(outcome.error.code)) this.#stopped = true;
      yield outcome;
    }
  }

  *#untilStopped(writes: readonly MemberWrite[]): Generator<MemberWrite, void> {
    for (const write of writes) {
      if (this.#stopped) return;
      yield write;
    }
  }

  async #writeLicenses(groupId: string): Promise<void> {
    const { graph } = this.#context;
    const { group } = this.#plan;
    const readLeft = async (): Promise<GroupChange> => {
      const { licenses } = await getGroupLicensing(graph, groupId);
      return groupLeftToDo(group, { groupId, licenses });
    };
    let left = group;
    await this.#untilKnown(async (again) => {
      if (again) left = await readLeft();
      if (!isNothing(left))
        await graph.write(assignGroupLicenseWrite(groupId, left.addLicenses, left.removeLicenses), {
          scopes: writeLicensesScopes,
        });
    });
  }

  /** Does something with a group of which not all of Microsoft's machines know yet that it is there, or what it carries. */
  async #untilKnown<T>(act: (again: boolean) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1)
      try {
        return await act(attempt > 0);
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        const delayMs = lagDelaysMs[attempt];
        if (delayMs === undefined || !isPassing(error)) throw error;
        await this.#context.clock.sleep(delayMs, this.#options.signal);
      }
  }
}

/** Whether it may go another way soon: not everything is known everywhere yet, or nobody answered for now. */
function isPassing({ code, retryable }: ProvisioningError): boolean {
  return code === 'not-found' || code === 'license-not-held' || (retryable && code !== 'cancelled');
}

function isNothing({ addLicenses, removeLicenses }: GroupChange): boolean {
  return addLicenses.length + removeLicenses.length === 0;
}

function toLeave(groupId: string, userId: string): MemberWrite {
  return { ...removeMemberWrite(groupId, userId), userIds: [userId], joins: false };
}

function toJoins(graph: GraphClient, groupId: string, userIds: readonly string[]): MemberWrite[] {
  let at = 0;
  return addMembersWrites(graph, groupId, userIds).map((write) => {
    const { length } = (write.body as { 'members@odata.bind': readonly string[] })['members@odata.bind'];
    const chunk = userIds.slice(at, at + length);
    at += length;
    return { ...write, userIds: chunk, joins: true };
  });
}

function describe(result: UserResult): Pick<RecordedOutcome, 'code' | 'requestId'> {
  if (result.status !== 'failed') return {};
  const { code, requestId } = result.error;
  return { code, ...(requestId ? { requestId } : {}) };
}
