import type { GraphWrite } from '../graph/graph-client.js';
import { ProvisioningError, toProvisioningError, type ErrorCode } from '../model/errors.js';
import type { GroupChange, UserResult } from '../model/publish-plan.js';
import { addMembersWrites, removeMemberWrite, writeGroupMembersScopes } from '../services/group-members.js';
import { assignGroupLicenseWrite, getGroupLicensing } from '../services/group-licensing.js';
import { createWorkspaceGroup } from '../services/groups.js';
import { writeLicensesScopes } from '../services/licenses.js';
import { readUsersByIds } from '../services/users.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { applyPlan, type ApplicablePlan } from './apply-plan.js';
import type { RecordedChange, RecordedOutcome } from './journal.js';
import { JournalWriter } from './journal-writer.js';
import { groupKey } from './publish-input.js';

export interface GroupPlan extends ApplicablePlan {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly group: GroupChange;
}

/** How long to wait for Microsoft to license the members, in milliseconds; it goes on afterwards by itself. */
const longestWaitMs = 10 * 60_000;
const firstPollMs = 2_000;
const longestPollMs = 30_000;
/** A group that was just made is not known everywhere at once: waits between tries, in milliseconds. */
const newGroupDelaysMs = [2_000, 5_000, 10_000, 20_000, 30_000];

/**
 * Executes a plan on the group route: the group's plans in one write, members 20 a write, one write after the other;
 * then waits for Microsoft to license the members and yields who failed. Services and direct licenses that the group
 * replaces come last. A write of 20 that fails is split, for one wrong id fails all of them.
 *
 * @throws {ProvisioningError} when the group itself cannot be made or given its plans; nobody was attempted then
 */
export async function* applyGroupPlan(
  context: ApplyContext,
  plan: GroupPlan,
  options: ApplyOptions & { readonly onGroup: (groupId: string) => Promise<void> },
): AsyncGenerator<UserResult, void> {
  const route = new GroupRun(context, plan, options);
  const groupId = await route.prepareGroup(options.onGroup);
  const moving = plan.changes.filter((change) => change.group);
  const moved: RecordedChange[] = [];
  for await (const { change, result } of route.move(groupId, moving))
    if (result.status === 'applied') moved.push(change);
    else yield result;
  await route.finishMoves();

  const staying = plan.changes.filter((change) => !change.group);
  const failures = await route.awaitLicenses(groupId, [...moved, ...staying]);
  const rest: RecordedChange[] = [];
  for (const change of [...moved, ...staying]) {
    const error = failures.get(change.userId);
    if (error) yield await route.settle(change, { userId: change.userId, status: 'failed', error });
    else if (hasDirectWork(change)) rest.push(toDirectWork(change));
    else yield await route.settle(change, { userId: change.userId, status: 'applied' });
  }
  await route.finishMoves();
  yield* applyPlan(context, { changes: rest, leftOut: plan.leftOut }, options);
}

const stoppingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'consent-required',
  'role-required',
  'host-refused',
  'storage-full',
  'storage-unavailable',
]);

interface Moved {
  readonly change: RecordedChange;
  readonly result: UserResult;
}

class GroupRun {
  readonly #context: ApplyContext;
  readonly #plan: GroupPlan;
  readonly #options: ApplyOptions;
  readonly #writer: JournalWriter;
  readonly #key: string;
  /** Every further write would fail like the last one. */
  #stopped = false;

  constructor(context: ApplyContext, plan: GroupPlan, options: ApplyOptions) {
    this.#context = context;
    this.#plan = plan;
    this.#options = options;
    this.#key = groupKey(plan.workspaceId);
    this.#writer = new JournalWriter(context.journal, context.publishId, () => context.clock.now());
  }

  /** Makes sure that there is a group and that it carries the plans. */
  async prepareGroup(onGroup: (groupId: string) => Promise<void>): Promise<string> {
    const { graph } = this.#context;
    const { workspaceId, workspaceName, group } = this.#plan;
    const groupId =
      group.groupId ?? (await createWorkspaceGroup(graph, { id: workspaceId, name: workspaceName })).id;
    if (group.groupId === undefined) await onGroup(groupId);
    const { addLicenses, removeLicenses } = group;
    if (addLicenses.length + removeLicenses.length === 0) return groupId;
    await this.#writer.intend('membership', [this.#key]);
    await this.#writeToNewGroup(assignGroupLicenseWrite(groupId, addLicenses, removeLicenses));
    await this.#writer.settle({
      userId: this.#key,
      status: 'applied',
      given: addLicenses.map((license) => license.skuId),
      taken: removeLicenses,
    });
    return groupId;
  }

  /** Lets users join and leave; a result per user, in no particular order. */
  async *move(groupId: string, changes: readonly RecordedChange[]): AsyncGenerator<Moved, void> {
    const byId = new Map(changes.map((change) => [change.userId, change]));
    const joining = changes.filter((change) => change.group === 'join').map((change) => change.userId);
    const leaving = changes.filter((change) => change.group === 'leave').map((change) => change.userId);
    const writes = [
      // Leaving first frees licenses for those who join.
      ...leaving.map((userId): MemberWrite => ({ ...removeMemberWrite(groupId, userId), userIds: [userId] })),
      ...toJoins(groupId, joining),
    ];
    const open = new Set(changes.map((change) => change.userId));
    const again: string[] = [];
    const settle = async (userId: string, result: UserResult): Promise<Moved> => {
      open.delete(userId);
      const change = byId.get(userId)!;
      const given = result.status === 'applied' && change.group === 'join' ? [this.#key] : [];
      const taken = result.status === 'applied' && change.group === 'leave' ? [this.#key] : [];
      await this.#writer.settle({ userId, status: result.status, given, taken, ...describe(result) });
      return { change, result };
    };
    for await (const { userIds, error } of this.#send(writes))
      for (const userId of userIds) {
        if (!error || isDone(byId.get(userId)!, error, userIds.length))
          yield await settle(userId, { userId, status: 'applied' });
        else if (userIds.length > 1 && !this.#stopped && error.code !== 'cancelled') again.push(userId);
        else if (error.code !== 'cancelled') yield await settle(userId, { userId, status: 'failed', error });
      }
    for await (const { userIds, error } of this.#send(again.flatMap((userId) => toJoins(groupId, [userId]))))
      for (const userId of userIds) {
        if (!error || isDone(byId.get(userId)!, error, userIds.length))
          yield await settle(userId, { userId, status: 'applied' });
        else if (error.code !== 'cancelled') yield await settle(userId, { userId, status: 'failed', error });
      }
    for (const userId of open) {
      const reason = this.#options.signal?.aborted ? 'cancelled' : 'stopped-early';
      yield await settle(userId, { userId, status: 'not-attempted', reason });
    }
  }

  finishMoves(): Promise<void> {
    return this.#writer.flush();
  }

  async settle(change: RecordedChange, result: UserResult): Promise<UserResult> {
    await this.#writer.settle({
      userId: change.userId,
      status: result.status,
      given: [],
      taken: [],
      ...describe(result),
    });
    return result;
  }

  /** Waits until Microsoft has licensed the members, and says who did not get everything and why. */
  async awaitLicenses(
    groupId: string,
    changes: readonly RecordedChange[],
  ): Promise<ReadonlyMap<string, ProvisioningError>> {
    const { graph, clock } = this.#context;
    const { signal } = this.#options;
    const failures = new Map<string, ProvisioningError>();
    const gaining = changes.filter((change) => change.addLicenses.length > 0);
    if (gaining.length === 0) return failures;
    const deadline = clock.now() + longestWaitMs;
    let pollMs = firstPollMs;
    for (;;) {
      if (signal?.aborted || clock.now() >= deadline) break;
      await clock.sleep(pollMs, signal).catch((thrown: unknown) => {
        if (!signal?.aborted) throw thrown;
      });
      if (signal?.aborted) break;
      const { state } = await getGroupLicensing(graph, groupId);
      if (state === 'complete') break;
      pollMs = Math.min(pollMs * 1.5, longestPollMs);
    }
    if (signal?.aborted) return failures;
    const users = await readUsersByIds(
      graph,
      gaining.map((change) => change.userId),
    );
    for (const user of users) {
      const failed = user.licenses.find(
        (license) => license.assignedByGroup === groupId && license.state === 'Error',
      );
      if (failed) failures.set(user.id, toGroupError(failed.skuId, failed.error ?? ''));
    }
    return failures;
  }

  async *#send(
    writes: readonly MemberWrite[],
  ): AsyncGenerator<{ userIds: readonly string[]; error?: ProvisioningError }, void> {
    const { signal } = this.#options;
    const outcomes = this.#context.graph.writeAll(this.#untilStopped(writes), {
      scopes: writeGroupMembersScopes,
      ...(signal ? { signal } : {}),
      onSending: (sent) =>
        this.#writer.intend(
          'membership',
          (sent as readonly MemberWrite[]).flatMap((write) => write.userIds),
        ),
    });
    for await (const outcome of outcomes) {
      if (!outcome.ok && stoppingCodes.has(outcome.error.code)) this.#stopped = true;
      yield { userIds: outcome.write.userIds, ...(outcome.ok ? {} : { error: outcome.error }) };
    }
  }

  *#untilStopped(writes: readonly MemberWrite[]): Generator<MemberWrite, void> {
    for (const write of writes) {
      if (this.#stopped) return;
      yield write;
    }
  }

  async #writeToNewGroup(write: GraphWrite): Promise<void> {
    const { graph, clock } = this.#context;
    for (const delayMs of [...newGroupDelaysMs, undefined])
      try {
        await graph.write(write, { scopes: writeLicensesScopes });
        return;
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        if (error.code !== 'not-found' || delayMs === undefined) throw error;
        await clock.sleep(delayMs, this.#options.signal);
      }
  }
}

interface MemberWrite extends GraphWrite {
  readonly userIds: readonly string[];
}

function toJoins(groupId: string, userIds: readonly string[]): MemberWrite[] {
  let at = 0;
  return addMembersWrites(groupId, userIds).map((write) => {
    const { length } = (write.body as { 'members@odata.bind': readonly string[] })['members@odata.bind'];
    const chunk = userIds.slice(at, at + length);
    at += length;
    return { ...write, userIds: chunk };
  });
}

/** Whether a refusal only says that it is so already; of 20 together it says nothing about each. */
function isDone({ group }: RecordedChange, { code }: ProvisioningError, together: number): boolean {
  return group === 'leave' ? code === 'not-found' : code === 'already-assigned' && together === 1;
}

function hasDirectWork(change: RecordedChange): boolean {
  const { removeLicenses, addServices, removeServices } = toDirectWork(change);
  return removeLicenses.length + addServices.length + removeServices.length > 0;
}

/** What is left when the group has done its part: direct licenses that it replaces, and services. */
export function toDirectWork(change: RecordedChange): RecordedChange {
  const direct = new Set(change.before.licenses.map((license) => license.skuId));
  const removeLicenses = change.removeLicenses.filter((skuId) => direct.has(skuId));
  return { ...change, addLicenses: [], changedPlans: [], removeLicenses };
}

const groupErrors: Readonly<Record<string, ErrorCode>> = {
  CountViolation: 'no-licenses-left',
  MutuallyExclusiveViolation: 'apps-conflict',
  DependencyViolation: 'app-prerequisite-missing',
  ProhibitedInUsageLocationViolation: 'usage-location-missing',
};

function toGroupError(skuId: string, error: string): ProvisioningError {
  return new ProvisioningError(
    groupErrors[error] ?? 'request-refused',
    `Microsoft could not license a member with ${skuId}: ${error || 'no reason given'}.`,
  );
}

function describe(result: UserResult): Pick<RecordedOutcome, 'code' | 'requestId'> {
  if (result.status !== 'failed') return {};
  const { code, requestId } = result.error;
  return { code, ...(requestId ? { requestId } : {}) };
}
