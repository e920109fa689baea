import { ProvisioningError } from '../../model/errors.js';
import type { ChangeSet, UserChange } from '../../model/publish/change-set.js';
import type { Step, StepKind } from '../../model/publish/step.js';
import type { UserResult } from '../../model/publish/user-result.js';
import { nameWorkspaceGroup } from '../../services/groups/groups.js';
import { readLicensedGroup } from '../../services/groups/licensed-group.js';
import { isEmptyChange } from '../review/people/person-draft.js';
import { createCountryRules } from '../routes/direct/country-stage.js';
import { createLicenseRules } from '../routes/direct/license-stage.js';
import { createServiceRules } from '../routes/direct/service-stage.js';
import { createAskAgainRules } from '../routes/group/ask-again-stage.js';
import { awaitMicrosoft } from '../routes/group/await-stage.js';
import { createGroupRules, makeGroup, type GroupItem } from '../routes/group/group-stage.js';
import { limitJoins } from '../routes/group/limit-joins.js';
import { createMoveRules } from '../routes/group/move-stage.js';
import type { StepItem } from '../routes/step-item.js';
import type { Carrying } from './carrying.js';
import { runStage, type StageEnd, type StepEnd } from './stage.js';

/** Steps of a wave in the order in which their kinds are taken up: what frees licenses comes before what needs them. */
const order: readonly StepKind[] = [
  'set-country',
  'write-licenses',
  'leave',
  'join',
  'ask-again',
  'await-microsoft',
  'take-service',
  'give-service',
];

/** For these the group has to carry its plans. */
const throughGroup: ReadonlySet<StepKind> = new Set<StepKind>(['join', 'ask-again', 'await-microsoft']);

export interface WavesInput {
  readonly changeSet: ChangeSet;
  readonly workspaceName: string;
  /** The unguessable name of the group, where it is known. */
  readonly groupName?: string;
  /** Told the group's object id as soon as it is known to be there. */
  readonly onGroup: (name: string, groupId: string) => Promise<void>;
}

/** Somebody on the way through the steps of a change. */
interface Progress {
  readonly change: UserChange;
  readonly steps: Step[];
  /** Something of it was written by us. */
  wrote: boolean;
}

/**
 * Carries out a change set: wave by wave, in a wave kind of step by kind of step, everybody's own steps in their order.
 * Yields one result for everybody in it.
 */
export async function* carryOut(carrying: Carrying, input: WavesInput): AsyncGenerator<UserResult, void> {
  const { changes, group } = input.changeSet;
  const work = new GroupWork(carrying, input);
  const waves = [...new Set(changes.map(({ wave }) => wave))].sort((a, b) => a - b);
  for (const wave of waves) {
    const inWave = changes.filter((change) => change.wave === wave);
    yield* runWave(carrying, work, inWave);
    if (group && !group.isLast) await work.prepare();
    if (wave !== waves.at(-1)) await work.awaitBystanders();
  }
  if (waves.length === 0 && group && !group.isLast) await work.prepare();
  if (group?.isLast) await work.empty();
}

async function* runWave(
  carrying: Carrying,
  work: GroupWork,
  changes: readonly UserChange[],
): AsyncGenerator<UserResult, void> {
  const underWay = new Map(
    changes.map((change): [string, Progress] => [
      change.userId,
      { change, steps: [...change.steps], wrote: false },
    ]),
  );
  while (underWay.size > 0) {
    const kind = order.find((each) => [...underWay.values()].some(({ steps }) => steps[0]?.kind === each));
    if (!kind) break;
    const items = [...underWay.values()].flatMap(({ change, steps: [step] }): StepItem[] =>
      step?.kind === kind ? [{ change, step } as StepItem] : [],
    );
    for await (const { item, end } of runKind(carrying, work, kind, items)) {
      const progress = underWay.get(item.change.userId);
      if (!progress) continue;
      progress.steps.shift();
      if (end.status === 'done' && end.wrote) progress.wrote = true;
      if (end.status === 'done' && progress.steps.length > 0) continue;
      underWay.delete(item.change.userId);
      yield toResult(progress, end);
    }
  }
  // A change without steps is done as it is.
  for (const progress of underWay.values()) yield toResult(progress, { status: 'done', wrote: false });
}

function runKind(
  carrying: Carrying,
  work: GroupWork,
  kind: StepKind,
  items: readonly StepItem[],
): AsyncGenerator<StageEnd<StepItem>, void> {
  switch (kind) {
    case 'set-country':
      return runStage(carrying, createCountryRules(carrying), items as StepItem<'set-country'>[]);
    case 'write-licenses':
      return runStage(carrying, createLicenseRules(carrying), items as StepItem<'write-licenses'>[]);
    case 'take-service':
    case 'give-service':
      return runStage(carrying, createServiceRules(carrying), items as StepItem<'give-service'>[]);
    default:
      return work.run(kind, items);
  }
}

/** What is done by and with the workspace's group. */
class GroupWork {
  readonly #carrying: Carrying;
  readonly #input: WavesInput;
  #groupId: string | undefined;
  #isNew = false;
  #isPrepared: Promise<boolean> | undefined;
  /** Whom this publish let out. */
  readonly #left = new Set<string>();
  /** For whom Microsoft was not asked again, by user id. */
  readonly #unasked = new Map<string, StepEnd>();

  constructor(carrying: Carrying, input: WavesInput) {
    this.#carrying = carrying;
    this.#input = input;
    this.#groupId = input.changeSet.group?.groupId;
  }

  async *run(kind: StepKind, items: readonly StepItem[]): AsyncGenerator<StageEnd<StepItem>, void> {
    const isReady = !throughGroup.has(kind) || this.#group?.isLast === true || (await this.prepare());
    const groupId = this.#groupId;
    if (!isReady || groupId === undefined) {
      for (const item of items) yield { item, end: this.#leave(item) };
      return;
    }
    switch (kind) {
      case 'leave':
        yield* this.#removeMembers(groupId, items as StepItem<'leave'>[]);
        break;
      case 'join':
        yield* this.#addMembers(groupId, items as StepItem<'join'>[]);
        break;
      case 'ask-again':
        yield* this.#askAgain(items as StepItem<'ask-again'>[]);
        break;
      default:
        yield* this.#await(groupId, items as StepItem<'await-microsoft'>[]);
    }
  }

  /** Microsoft may give the license without being asked: whoever could not be asked for is waited for all the same. */
  async *#askAgain(items: readonly StepItem<'ask-again'>[]): AsyncGenerator<StageEnd<StepItem>> {
    for await (const each of runStage(this.#carrying, createAskAgainRules(this.#carrying), items)) {
      if (each.end.status === 'done' || this.#carrying.stopped) yield each;
      else {
        this.#unasked.set(each.item.change.userId, each.end);
        yield { ...each, end: { status: 'done', wrote: false } };
      }
    }
  }

  async *#await(
    groupId: string,
    items: readonly StepItem<'await-microsoft'>[],
  ): AsyncGenerator<StageEnd<StepItem>> {
    for await (const each of awaitMicrosoft(this.#carrying, groupId, items, this.#left)) {
      const unasked = this.#unasked.get(each.item.change.userId);
      yield each.end.status === 'failed' && unasked ? { ...each, end: unasked } : each;
    }
  }

  /** Whoever has joined or left is in Microsoft's hands, whatever else is not written. */
  #leave({ change, step }: StepItem): StepEnd {
    const hasMoved =
      step.kind === 'await-microsoft' && change.steps.some(({ kind }) => kind === 'join' || kind === 'leave');
    if (hasMoved) return { status: 'open', reason: 'waits-for-microsoft' };
    return { status: 'not-sent', reason: this.#carrying.stopped ?? 'stopped-early' };
  }

  async *#removeMembers(
    groupId: string,
    items: readonly StepItem<'leave'>[],
  ): AsyncGenerator<StageEnd<StepItem>> {
    for await (const each of runStage(this.#carrying, this.#rulesFor(groupId), items)) {
      if (each.end.status === 'done' && each.end.wrote) this.#left.add(each.item.change.userId);
      yield each;
    }
  }

  async *#addMembers(
    groupId: string,
    items: readonly StepItem<'join'>[],
  ): AsyncGenerator<StageEnd<StepItem>> {
    const { joins, others } = await limitJoins(this.#carrying, items);
    for (const item of others)
      yield {
        item,
        end: { status: 'not-sent', reason: this.#carrying.stopped ?? 'changed-since-review' },
      };
    yield* runStage(this.#carrying, this.#rulesFor(groupId), joins);
  }

  #rulesFor(groupId: string) {
    return createMoveRules(this.#carrying, { groupId, isNew: this.#isNew });
  }

  /** Makes sure, once, that there is a group and that it carries the plans; whether people can be let in. */
  prepare(): Promise<boolean> {
    return (this.#isPrepared ??= this.#prepare());
  }

  /** Takes the plans off the group when nobody whom we let in is left in it. */
  async empty(): Promise<void> {
    const group = this.#group;
    if (!group || this.#groupId === undefined || this.#carrying.stopped) return;
    const groupId = this.#groupId;
    const { graph } = this.#carrying.parts;
    const held = await this.#carrying.look((options) => readLicensedGroup(graph, groupId, options));
    const leaving = this.#input.changeSet.changes.filter(({ steps }) =>
      steps.some(({ kind }) => kind === 'leave'),
    );
    if (!held || leaving.some(({ userId }) => held.members.has(userId))) return;
    await this.#write({ ...group, groupId, isNew: false });
  }

  /** Licenses that come free with the group's plans are waited for before others get them. */
  async awaitBystanders(): Promise<void> {
    const group = this.#group;
    if (!group || group.remove.length === 0 || this.#groupId === undefined || this.#carrying.stopped) return;
    const step = { add: [], changed: [], remove: group.remove };
    const items = group.bystanders.map((userId) => ({ change: { userId, steps: [] }, step }));
    // They are not on the button; whether there are licenses then shows when others need them.
    for await (const each of awaitMicrosoft(this.#carrying, this.#groupId, items)) void each;
  }

  get #group() {
    return this.#input.changeSet.group;
  }

  async #prepare(): Promise<boolean> {
    const group = this.#group;
    if (!group) return true;
    const { groupName = nameWorkspaceGroup(), workspaceName, onGroup } = this.#input;
    if (this.#groupId === undefined && !this.#carrying.stopped) {
      this.#groupId = await makeGroup(this.#carrying, groupName, workspaceName);
      this.#isNew = true;
    }
    const groupId = this.#groupId;
    if (groupId === undefined) return false;
    await this.#carrying.record(() => onGroup(groupName, groupId));
    return isEmptyChange(group) || this.#write({ ...group, groupId, isNew: this.#isNew });
  }

  async #write(item: GroupItem): Promise<boolean> {
    let last: StepEnd | undefined;
    for await (const { end } of runStage(this.#carrying, createGroupRules(this.#carrying), [item]))
      last = end;
    // Nobody else can go through it then.
    if (last?.status === 'failed') this.#carrying.stop(last.error);
    else if (last?.status === 'not-sent' && last.reason === 'changed-since-review') {
      const message = `What the group ${item.groupId} carries was changed elsewhere. Review it again.`;
      this.#carrying.stop(new ProvisioningError('stale', message));
    }
    return last?.status === 'done';
  }
}

function toResult({ change: { userId }, wrote }: Progress, end: StepEnd): UserResult {
  if (end.status === 'done') return { userId, status: 'applied', ...(wrote ? {} : { reason: 'already-so' }) };
  // Part of it is done, so that it is not as if nothing had been sent.
  if (end.status === 'not-sent' && wrote) return { userId, status: 'failed', error: createHalf(end.reason) };
  return { userId, ...end };
}

/** What was written of somebody's change before it had to be left. */
function createHalf(reason: string): ProvisioningError {
  const message = 'Some of the steps are done, and the others were not sent.';
  return new ProvisioningError(reason === 'changed-since-review' ? 'stale' : 'cancelled', message);
}
