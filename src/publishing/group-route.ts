import { toProvisioningError } from '../model/errors.js';
import type { UserResult } from '../model/publish-plan.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { applyPlan } from './apply-plan.js';
import { awaitLicenses } from './await-licenses.js';
import { GroupRun, type GroupOptions, type GroupPlan } from './group-run.js';
import { hasDirectWork, leavesLast, listGained, onlyReleases, toDirectWork } from './group-work.js';
import type { RecordedChange } from './journal.js';

/**
 * Executes a plan on the group route: direct licenses that are only taken back, for others may get them; the group's
 * plans in one write, members 20 a write and 20 writes a batch, one write after the other; then waits for Microsoft to
 * license the members, asks it to try those again who stood without, and yields who failed. Services and other direct
 * licenses come last, and after those leaves who went over to them. A write of 20 that fails is split, for one wrong id
 * fails all of them.
 *
 * @throws {ProvisioningError} when the group itself cannot be made or given its plans, when nobody can tell what became
 * of the members, and `storage-full`, `storage-unavailable`; everybody was accounted for before
 */
export async function* applyGroupPlan(
  context: ApplyContext,
  plan: GroupPlan,
  options: GroupOptions,
): AsyncGenerator<UserResult, void> {
  for (const userId of plan.leftOut) yield { userId, status: 'skipped', reason: 'left-out' };
  const open = new Set(plan.changes.map(({ userId }) => userId));
  try {
    for await (const result of applyChanges(context, plan, options)) {
      open.delete(result.userId);
      yield result;
    }
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    const cancelled = error.code === 'cancelled' && options.signal?.aborted;
    for (const userId of open)
      yield { userId, status: 'not-attempted', reason: cancelled ? 'cancelled' : 'stopped-early' };
    if (!cancelled) throw error;
  }
}

async function* applyChanges(
  context: ApplyContext,
  plan: GroupPlan,
  options: GroupOptions,
): AsyncGenerator<UserResult, void> {
  const run = new GroupRun(context, plan, options);
  for (const userId of plan.leftOut) await run.settle({ userId, status: 'skipped', reason: 'left-out' });
  await run.finish();
  yield* applyPlan(context, { changes: plan.changes.filter(onlyReleases), leftOut: [] }, options);

  const groupId = await run.prepareGroup(options.onGroup);
  await run.finish();
  const changes = plan.changes.filter((change) => !onlyReleases(change));
  const waves = [...new Set(changes.map(({ wave }) => wave))].sort((a, b) => a - b);
  for (const wave of waves) {
    const inWave = changes.filter((change) => change.wave === wave);
    const group = { groupId, change: plan.group, isLast: wave === waves.at(-1) };
    yield* applyWave(context, run, group, inWave, options);
  }
}

/** The group as one wave of changes meets it. */
interface WaveGroup {
  readonly groupId: string;
  readonly change: GroupPlan['group'];
  /** Nobody waits for what this wave frees. */
  readonly isLast: boolean;
}

async function* applyWave(
  context: ApplyContext,
  run: GroupRun,
  group: WaveGroup,
  changes: readonly RecordedChange[],
  options: ApplyOptions,
): AsyncGenerator<UserResult, void> {
  const { groupId, isLast } = group;
  const isMoved = (change: RecordedChange): boolean => change.group !== undefined && !leavesLast(change);
  const through: RecordedChange[] = changes.filter((change) => !isMoved(change));
  for await (const { change, result } of run.move(groupId, changes.filter(isMoved)))
    if (result) yield result;
    else through.push(change);
  await run.finish();

  const isAwaited = (change: RecordedChange): boolean =>
    listGained(change).length > 0 || (!isLast && !leavesLast(change));
  const rest: RecordedChange[] = [];
  const goOn = async (change: RecordedChange): Promise<UserResult | undefined> => {
    if (!hasDirectWork(change)) return run.settle({ userId: change.userId, status: 'applied' });
    rest.push(toDirectWork(change));
    return undefined;
  };
  for (const change of through.filter((each) => !isAwaited(each))) {
    const result = await goOn(change);
    if (result) yield result;
  }
  for await (const { change, error } of awaitLicenses(context, group, through.filter(isAwaited), options)) {
    const { userId } = change;
    const result = error ? await run.settle({ userId, status: 'failed', error }) : await goOn(change);
    if (result) yield result;
  }
  await run.finish();

  const leaving = new Map(changes.filter(leavesLast).map((change) => [change.userId, change]));
  const licensed: RecordedChange[] = [];
  for await (const result of applyPlan(context, { changes: rest, leftOut: [] }, options)) {
    const change = leaving.get(result.userId);
    if (change && result.status === 'applied') licensed.push(change);
    else yield result;
  }
  const left: RecordedChange[] = [];
  for await (const { change, result } of run.move(groupId, licensed)) {
    if (!result) left.push(change);
    yield result ?? (await run.settle({ userId: change.userId, status: 'applied' }));
  }
  await run.finish();
  if (isLast) return;
  // They are accounted for; the next wave needs what they had.
  for await (const each of awaitLicenses(context, group, left, options)) void each;
}
