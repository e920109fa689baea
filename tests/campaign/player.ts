import { toProvisioningError } from '../../src/model/errors.js';
import { entitlementToKey, toPlan } from '../../src/model/holding/entitlement.js';
import { withException, withoutException } from '../../src/model/workspace/workspace-decisions.js';
import type { Workspace, WorkspaceContent } from '../../src/model/workspace/workspace.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';
import type { PublishState } from '../../src/publishing/publish-run.js';
import type { Review } from '../../src/publishing/review/review.js';
import { confirmAll } from '../publishing/publishing-world.js';
import { changeByHand } from './hands.js';
import { judgeBystanders, judgeChoosing } from './judges/bystanders.js';
import { judgeCode, judgeCodes } from './judges/codes.js';
import { judgePromises } from './judges/promises.js';
import { judgeQuiet } from './judges/quiet.js';
import { judgeRecorded } from './judges/recorded.js';
import { judgeResults } from './judges/results.js';
import { judgeUndone, type PublishDone } from './judges/undone.js';
import {
  admins,
  workspaceIds,
  type AdminName,
  type Publishes,
  type Step,
  type Story,
  type Trouble,
} from './stories/story.js';
import { providerId, serviceId } from './world/provider.js';
import type { Snapshot } from './world/snapshot.js';
import { tooLate, within } from './world/within.js';
import type { CampaignWorld, Tab } from './world/world.js';

/** Everything ends in this time, in milliseconds, however slow Microsoft is. */
const longestMs = 7 * 24 * 3_600_000;

/** After which everybody sees what was written, and old claims are dead, in milliseconds. */
const quietMs = 61_000;

/** After which a lease that does not move may be taken, in milliseconds. */
const leaseMs = 120_000;

/** How a publish was carried out; without a state it crashed or did not begin. */
interface Attempt {
  readonly act: Publishes;
  readonly tab: Tab;
  readonly review?: Review;
  readonly done?: PublishDone;
  /** The tenant when it ended. */
  readonly after?: Snapshot;
}

/** Plays a story, step by step, and lets the judges look after each. */
export class Player {
  readonly #world: CampaignWorld;
  readonly #story: Story;
  readonly #tabs = new Map<AdminName, Tab>();
  /** Publishes that ran to their end, oldest first, by id. */
  readonly #done = new Map<string, PublishDone>();
  /** People (ids) whom something touched, a publish or a hand, in order. */
  readonly #touched: { readonly userId: string; readonly publishId?: string }[] = [];
  /** What somebody changed by hand since the last publish: people and plans. */
  #byHand = new Set<string>();
  /** Workspaces whose last publish or undo is not through: what they say is published is not a promise that stands. */
  readonly #halfDone = new Set<string>();

  constructor(world: CampaignWorld, story: Story) {
    this.#world = world;
    this.#story = story;
  }

  get isCalm(): boolean {
    return this.#story.features.length === 0;
  }

  /** Ids of people whom nobody in the story may change: whatever is to do for them fails, with the reason. */
  get refusing(): ReadonlySet<string> {
    return new Set(this.#story.tenant.refusing.map((person) => this.#world.names.people[person]!));
  }

  async play(step: Step): Promise<void> {
    const world = this.#world;
    switch (step.kind) {
      case 'edit':
        return this.#edit(step);
      case 'delete':
        return this.#change(workspaceIds[step.workspace]!, (workspace) => ({ ...workspace, deleting: true }));
      case 'exception':
        return this.#decide(step);
      case 'hand':
        return this.#hand(step.change);
      case 'provider':
        world.desktops.state = step.state;
        return;
      case 'time':
        return world.clock.advance(step.ms);
      case 'together':
        return this.#together(step);
      default: {
        const before = world.look();
        await this.#judgeStep([await this.#perform(step)], before);
      }
    }
  }

  /** An administrator's tab, opened where there is none with power. */
  tab(admin: AdminName): Tab {
    const known = this.#tabs.get(admin);
    if (known) return known;
    const { tab } = this.#world.openTab(admin);
    this.#tabs.set(admin, tab);
    return tab;
  }

  /** Publishes what a review says, and lets the judges look. Undefined where that cannot be reviewed. */
  async publish(act: Publishes): Promise<PublishState | undefined> {
    const before = this.#world.look();
    const attempt = await this.#perform(act);
    await this.#judgeStep([attempt], before);
    return attempt.done?.state;
  }

  async #edit({ workspace, people, plans, service, route }: Extract<Step, { kind: 'edit' }>): Promise<void> {
    const { names } = this.#world;
    const draft: Partial<WorkspaceContent> = {
      subscribers: people.map((person) => names.people[person]!),
      plans: plans.map(({ plan, apps }) => ({
        skuId: names.plans[plan]!.skuId,
        apps: Object.fromEntries(
          Object.entries(apps).flatMap(([app, choice]) => {
            const id = names.apps(plan)[Number(app)];
            return id === undefined ? [] : [[id, choice] as const];
          }),
        ),
      })),
      services: service ? [{ providerId, serviceId }] : [],
    };
    const id = workspaceIds[workspace]!;
    const { workspaces } = this.#world.team;
    if (!(await workspaces.get(id)))
      await workspaces.put(createWorkspace(id, id, { at: this.#at, by: 'ann' }), { etag: null });
    await this.#change(id, (stored) =>
      stored.deleting ? stored : { ...stored, route, draft: { ...stored.draft, ...draft } },
    );
  }

  get #at(): string {
    return new Date(this.#world.clock.now()).toISOString();
  }

  async #change(id: string, edit: (workspace: Workspace) => Workspace): Promise<void> {
    const { workspaces } = this.#world.team;
    const stored = await workspaces.get(id);
    if (stored) await workspaces.put(edit(stored.workspace), { etag: stored.etag });
  }

  async #decide({ workspace, person, what }: Extract<Step, { kind: 'exception' }>): Promise<void> {
    const userId = this.#world.names.people[person]!;
    await this.#change(workspaceIds[workspace]!, (stored) =>
      what === 'none'
        ? withoutException(stored, { userId, kind: 'left-out' })
        : withException(
            stored,
            { userId, kind: what, ...(what === 'assign-anyway' ? { reason: 'apps-conflict' } : {}) },
            { at: this.#at, by: 'ann' },
          ),
    );
  }

  async #hand(change: Parameters<typeof changeByHand>[1]): Promise<void> {
    for (const id of await changeByHand(this.#world, change)) {
      this.#byHand.add(id);
      this.#touched.push({ userId: id });
    }
  }

  async #together({ first, second, afterMs, takesOver }: Extract<Step, { kind: 'together' }>): Promise<void> {
    const { clock, gone } = this.#world;
    const before = this.#world.look();
    const other =
      second.admin === first.admin
        ? { ...second, admin: admins[(admins.indexOf(first.admin) + 1) % admins.length]! }
        : second;
    const tab = this.tab(first.admin);
    const late = async (): Promise<Attempt> => {
      await clock.sleep(afterMs);
      if (takesOver) gone.add(tab.sessionId);
      return this.#perform(other);
    };
    const attempts = await Promise.all([this.#perform(first), late()]);
    gone.delete(tab.sessionId);
    await this.#judgeStep(attempts, before);
  }

  async #perform(act: Publishes): Promise<Attempt> {
    const { clock, faults } = this.#world;
    const { trouble = {} } = act;
    const { tab, crashed } = trouble.crash
      ? this.#world.openTab(act.admin, trouble.crash)
      : { tab: this.tab(act.admin), crashed: new Promise<void>(() => undefined) };
    if (trouble.early) this.#arm(tab, trouble);
    const gone = crashed.then(() => 'crashed' as const);
    const review = await within(clock, longestMs, Promise.race([this.#review(tab, act), gone]));
    if (review === tooLate) faults.add('hang', `a review (${act.kind}) never ended`);
    if (review === 'crashed') this.#lose(tab);
    if (review === tooLate || review === 'crashed' || !review) {
      this.#disarm(tab);
      return { act, tab };
    }
    if (!trouble.early) this.#arm(tab, trouble);
    const seen = {
      review,
      before: this.#world.look(),
      licenseWrites: new Map<string, number>(),
      touched: new Set<string>(),
    };
    tab.current = seen;
    const touchedBefore = this.#touched.length;
    const run = tab.publisher.publish(review);
    const meanwhile = this.#interfere(trouble, () => run.cancel());
    const state = await within(clock, longestMs, Promise.race([run.done, gone]));
    if (state === tooLate) faults.add('hang', `a publish (${act.kind}) never ended`);
    const after = this.#world.look();
    await meanwhile;
    this.#disarm(tab);
    delete tab.current;
    if (state === 'crashed') this.#lose(tab);
    if (state === 'crashed') this.#world.count('crashed');
    for (const userId of seen.touched) this.#touched.push({ userId, publishId: run.publishId });
    if (state === tooLate || state === 'crashed') {
      for (const { userId } of review.changeSet.changes)
        this.#touched.push({ userId, publishId: run.publishId });
      return { act, tab, review };
    }
    for (const { userId } of review.changeSet.changes)
      this.#touched.push({ userId, publishId: run.publishId });
    for (const userId of review.changeSet.group?.bystanders ?? [])
      this.#touched.push({ userId, publishId: run.publishId });
    const done = { seen, state, touchedBefore };
    this.#countEvents(act, done);
    this.#done.set(run.publishId, done);
    return { act, tab, review, done, after };
  }

  async #review(tab: Tab, act: Publishes): Promise<Review | undefined> {
    const { publisher } = tab;
    const { names, team } = this.#world;
    const decisions = confirmAll(names.people);
    try {
      switch (act.kind) {
        case 'publish': {
          const id = workspaceIds[act.workspace]!;
          if (!(await team.workspaces.get(id))) return undefined;
          const review = await publisher.review(id, decisions);
          return act.adopts ? adoptAll(review) : review;
        }
        case 'reclaim': {
          const skuId = names.plans[act.plan]!.skuId;
          const insteadSkuId = act.instead === undefined ? undefined : names.plans[act.instead]!.skuId;
          const items = act.people.map((person) => ({
            userId: names.people[person]!,
            skuId,
            ...(insteadSkuId === undefined ? {} : { insteadSkuId }),
          }));
          return await publisher.reviewReclaim(items, decisions);
        }
        case 'rest': {
          const left = (await publisher.history()).filter(
            ({ finished }) => !finished || finished.counts.failed + finished.counts.notSent > 0,
          );
          const summary = left[act.back];
          return summary && (await publisher.reviewRest(summary.head.publishId, decisions));
        }
        case 'undo': {
          const summary = (await publisher.history())[act.back];
          return summary && (await publisher.reviewUndo(summary.head.publishId, decisions));
        }
      }
    } catch (thrown) {
      const { code } = toProvisioningError(thrown);
      this.#world.count(`no review (${code})`);
      judgeCode(this.#world, `a review (${act.kind})`, thrown);
      if (this.isCalm && code !== 'not-found')
        this.#world.faults.add('codes', `a review (${act.kind}) ended as ${code} although all was calm`);
      return undefined;
    }
  }

  #arm(tab: Tab, { faults = [], captive }: Trouble): void {
    for (const fault of faults) this.#world.emulator.faults.add(fault);
    if (captive) tab.captive = { ...captive };
  }

  #disarm(tab: Tab): void {
    this.#world.emulator.faults.replace([]);
    delete tab.captive;
  }

  /** What happens to a publish under way. */
  async #interfere({ cancelAfterMs, hand }: Trouble, cancel: () => void): Promise<void> {
    const { clock } = this.#world;
    await Promise.all([
      (async () => {
        if (cancelAfterMs === undefined) return;
        await clock.sleep(cancelAfterMs);
        cancel();
      })(),
      (async () => {
        if (!hand) return;
        await clock.sleep(hand.afterMs);
        await this.#hand(hand.change);
      })(),
    ]);
  }

  /** The others learn of it when the lease has not moved for two minutes. */
  #lose({ admin, sessionId, power }: Tab): void {
    power.endTab();
    this.#world.gone.add(sessionId);
    this.#tabs.delete(admin);
  }

  async #judgeStep(attempts: readonly Attempt[], before: Snapshot): Promise<void> {
    const world = this.#world;
    for (const { tab, act } of attempts)
      if (world.gone.has(tab.sessionId) && !act.trouble?.knownAtOnce) await world.clock.advance(leaseMs);
    for (const attempt of attempts) await this.#judgeAttempt(attempt, attempts);
    world.wire.catchUp();
    await judgeRecorded(world);
    const restMs = Math.max(...attempts.map(({ act }) => act.restMs ?? quietMs));
    await world.clock.advance(restMs);
    world.wire.catchUp();
    const published = new Set(attempts.map(({ review }) => review?.changeSet.workspaceId));
    for (const { review, done } of attempts) this.#noteHalfDone(review, done?.state);
    const { workspaces } = await world.team.workspaces.list();
    const others = workspaces
      .map(({ workspace }) => workspace)
      .filter(({ id }) => !published.has(id) && !this.#halfDone.has(id));
    const now = world.look();
    judgePromises(world, others, before, now, this.#byHand);
    const [only] = attempts;
    if (this.isCalm && only?.done) {
      judgeBystanders(world, only.done.seen.review.changeSet, before, now, this.#byHand);
      judgeChoosing(world, now, new Set(workspaces.map(({ workspace: { groupId = '' } }) => groupId)));
      if (only.act.kind === 'publish') await judgeQuiet(world, only.tab, only.act, only.done);
    }
    if (
      only?.done &&
      attempts.length === 1 &&
      only.act.kind === 'undo' &&
      this.#story.tenant.pace === 'quick'
    )
      this.#judgeUndo(
        only.done,
        now,
        workspaces.map(({ workspace }) => workspace),
      );
    this.#byHand = new Set();
  }

  async #judgeAttempt({ act, review, done, after }: Attempt, attempts: readonly Attempt[]): Promise<void> {
    if (!done || !after || !review) return;
    const world = this.#world;
    judgeCodes(world, done.state);
    const { workspaceId } = review.changeSet;
    const stored = workspaceId === undefined ? undefined : await world.team.workspaces.get(workspaceId);
    const others = attempts.filter((attempt) => attempt.act !== act);
    const busy = new Set([
      ...this.#byHand,
      ...others.flatMap((other) => other.review?.changeSet.changes.map(({ userId }) => userId) ?? []),
    ]);
    const groupId = review.changeSet.group?.groupId ?? stored?.workspace.groupId;
    judgeResults(world, done.seen, done.state, after, groupId, busy);
  }

  #noteHalfDone(review: Review | undefined, state: PublishState | undefined): void {
    const { workspaceId, open = [] } = review?.changeSet ?? {};
    if (workspaceId === undefined) return;
    const isThrough = state && !state.error && state.counts.applied === state.total && open.length === 0;
    if (isThrough) this.#halfDone.delete(workspaceId);
    else this.#halfDone.add(workspaceId);
  }

  #countEvents({ kind }: Publishes, { state }: PublishDone): void {
    const world = this.#world;
    world.count(`${kind} ended as ${state.end ?? 'nothing'}${state.error ? ` (${state.error.code})` : ''}`);
    for (const result of state.results.values())
      world.count(
        `result ${result.status} ${result.status === 'failed' ? result.error.code : (result.reason ?? '')}`.trim(),
      );
  }

  #judgeUndo(undo: PublishDone, now: Snapshot, workspaces: readonly Workspace[]): void {
    const { topic } = undo.seen.review;
    if (topic.kind !== 'undo' || undo.state.error) return;
    const { publishId } = topic.record.head;
    const undone = this.#done.get(publishId);
    const first = undone && this.#findFirst(undone);
    if (!undone || !first) return;
    const ids = [...this.#done.keys()];
    const undoId = ids.at(-1);
    const since = new Set(
      this.#touched
        .slice(first.touchedBefore)
        .filter((each) => each.publishId !== undoId && each.publishId !== publishId)
        .map(({ userId }) => userId),
    );
    const others = workspaces.filter(({ id }) => id !== topic.workspace.id);
    judgeUndone(this.#world, { ...undone, before: first.seen.before }, undo, now, since, others);
  }

  /** A publish is undone together with those that it went on with: the first of them, unless its end was not seen. */
  #findFirst(last: PublishDone): PublishDone | undefined {
    const { topic } = last.seen.review;
    if (topic.kind === 'undo' || topic.of === undefined) return last;
    const earlier = this.#done.get(topic.of);
    return earlier && this.#findFirst(earlier);
  }
}

/** The same review, by which the workspace comes to stand for all that people had before. */
function adoptAll(review: Review): Review {
  const adopted: Record<string, string[]> = {};
  for (const { kind, skuId, userIds } of review.changeSet.warnings)
    if (kind === 'held-before')
      for (const userId of userIds) (adopted[userId] ??= []).push(entitlementToKey(toPlan(skuId)));
  return review.decide({ ...review.decisions, adopted });
}
