import { expect } from 'chai';
import type { PublishRoute, WorkspaceContent } from '../../../src/model/workspace/workspace.js';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import type { PublishRun, PublishState } from '../../../src/publishing/publish-run.js';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { Journal } from '../../../src/store/store.js';
import { confirmAll, startWorld, type TabOptions, type World } from '../publishing-world.js';
import { watchWrites, type WriteWatch } from '../write-watch.js';

/** One thing that somebody does; users and plans are given by their place in the lists. */
export type Step =
  | {
      readonly kind: 'edit';
      readonly workspace: number;
      readonly users: readonly number[];
      readonly plans: readonly number[];
      readonly route: PublishRoute;
    }
  | { readonly kind: 'publish'; readonly workspace: number; readonly admin: 'ann' | 'bob' }
  | { readonly kind: 'delete'; readonly workspace: number }
  | { readonly kind: 'crash'; readonly workspace: number; readonly append: number; readonly written: boolean }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'refused'; readonly workspace: number; readonly count: number; readonly seed: number }
  | { readonly kind: 'outside'; readonly user: number; readonly plan: number }
  | { readonly kind: 'undo' };

export const workspaceIds = ['ws-1', 'ws-2'];
export const partNumbers = ['FLOW_FREE', 'POWER_BI_PRO', 'VISIOCLIENT'];
export const userCount = 8;

/** Two admins who edit, publish, crash, resume and undo in one tenant, with one memory for both. */
export class Story {
  readonly #world: World;
  readonly #watch: WriteWatch;
  readonly #people: string[];
  readonly #skuIds: string[];
  /** Who published last. */
  #actor: string | undefined;

  /** An undo may give back what no workspace wants. */
  #undid = false;

  private constructor(world: World, watch: WriteWatch, people: string[], skuIds: string[]) {
    this.#world = world;
    this.#watch = watch;
    this.#people = people;
    this.#skuIds = skuIds;
  }

  static async begin(): Promise<Story> {
    const watch = watchWrites();
    const world = startWorld({ tenant: 'small', users: 20, onExchange: watch.onExchange });
    watch.start(world.emulator);
    const people = (await world.people()).slice(0, userCount).map((person) => person.id);
    const plans = await Promise.all(partNumbers.map((partNumber) => world.plan(partNumber)));
    return new Story(
      world,
      watch,
      people,
      plans.map((plan) => plan.skuId),
    );
  }

  async play(step: Step): Promise<void> {
    switch (step.kind) {
      case 'edit':
        await this.#edit(workspaceIds[step.workspace]!, step);
        break;
      case 'publish':
        await this.#publish(await this.#admin(step.admin), workspaceIds[step.workspace]!);
        break;
      case 'crash':
        await this.#crash(step);
        break;
      case 'go-on':
        await this.#goOn();
        break;
      case 'refused':
        await this.#publishRefused(step);
        break;
      case 'outside':
        await this.#changeOutside(step.user, this.#skuIds[step.plan]!);
        break;
      case 'undo':
        await this.#undo();
        break;
      case 'delete':
        if (await this.#world.store.get(workspaceIds[step.workspace]!))
          await this.#world.save(workspaceIds[step.workspace]!, {}, { deleting: true });
    }
    expect(this.#watch.faults).to.deep.equal([]);
  }

  /** Ann publishes everything again; then the tenant is as desired for everybody who is not blocked. */
  async end(): Promise<void> {
    const publisher = await this.#admin('ann');
    // Nothing of a tab that was closed can be on its way any more.
    await this.#world.clock.advance(deadMs);
    // Twice, because what the second workspace gives back may be what somebody in the first waits for.
    for (const id of [...workspaceIds, ...workspaceIds]) await this.#publish(publisher, id);
    const wanted = new Set<string>();
    const members = new Set<string>();
    // Who cannot get what is new keeps what they have.
    const keeping = new Set<string>();
    for (const id of workspaceIds) {
      const stored = await this.#world.store.get(id);
      if (!stored || stored.workspace.deleting) continue;
      for (const userId of stored.workspace.draft.subscribers)
        for (const { skuId } of stored.workspace.draft.plans) wanted.add(`${userId} ${skuId}`);
      if (stored.workspace.route === 'group')
        for (const userId of stored.workspace.draft.subscribers)
          members.add(`${stored.workspace.groupId} ${userId}`);
      const { changeSet } = await publisher.review(id, confirmAll(this.#people));
      expect(changeSet.open, `nothing pending for ${id}`).to.deep.equal([]);
      const blocked = new Set(changeSet.blocked.map((each) => each.userId));
      for (const userId of blocked) keeping.add(userId);
      expect(changeSet.changes, `nothing left to do for ${id}`).to.deep.equal([]);
      for (const person of this.#world.emulator.state().users) {
        if (!stored.workspace.draft.subscribers.includes(person.id) || blocked.has(person.id)) continue;
        const held = person.assignedLicenses.map((license) => license.skuId);
        for (const { skuId } of stored.workspace.draft.plans) expect(held).to.include(skuId);
      }
    }
    const isOver = (userId = ''): boolean => !this.#undid && !keeping.has(userId);
    for (const license of this.#watch.given)
      if (isOver(license.split(' ')[0]))
        expect(wanted.has(license), `${license} was taken back when nobody wanted it any more`).to.equal(
          true,
        );
    for (const member of this.#watch.letIn)
      if (isOver(member.split(' ')[1]))
        expect(members.has(member), `${member} was let out when the workspace did not need it`).to.equal(
          true,
        );
    expect(this.#watch.faults).to.deep.equal([]);
  }

  /** An admin trusts own writes over what is read in the next minute, so another one follows after it. */
  async #admin(name: 'ann' | 'bob', tab: TabOptions = {}): Promise<Publisher> {
    if (this.#actor !== name) await this.#world.clock.advance(61_000);
    this.#actor = name;
    return this.#world.reload({ ...tab, ...(name === 'bob' ? this.#world.colleague(0) : {}) });
  }

  async #edit(
    id: string,
    { users: subscribers, plans: picked, route: chosen }: Extract<Step, { kind: 'edit' }>,
  ): Promise<void> {
    const draft: Partial<WorkspaceContent> = {
      subscribers: subscribers.map((index) => this.#people[index]!),
      plans: picked.map((index) => ({ skuId: this.#skuIds[index]!, apps: {} })),
    };
    await this.#world.save(id, draft, { route: chosen });
  }

  async #publish(publisher: Publisher, id: string): Promise<void> {
    if (!(await this.#world.store.get(id))) return;
    const review = await publisher.review(id, confirmAll(this.#people));
    const state = await this.#run(id, () => publisher.publish(review));
    const { applied, failed, open, notSent } = state.counts;
    if (state.error) return void expect(state.error.code, state.error.message).to.equal('conflict');
    expect(applied + failed + open + notSent).to.equal(state.total);
    expect(state.total).to.equal(review.changeSet.changes.length);
    this.#expectNamed(state);
    expect(state.end).to.equal('completed');
  }

  /** Publishes something; nobody may lose what another workspace published for them. */
  async #run(workspaceId: string | undefined, publish: () => PublishRun): Promise<PublishState> {
    const { workspaces } = await this.#world.store.list();
    const others = workspaces.filter(({ workspace: { id } }) => id !== workspaceId);
    const before = this.#listHeld();
    const state = await publish().done;
    await this.#world.clock.advance(61_000);
    const now = this.#listHeld();
    for (const {
      workspace: { published },
    } of others)
      for (const userId of published?.subscribers ?? [])
        for (const { skuId } of published?.plans ?? [])
          if (before.has(`${userId} ${skuId}`))
            expect(now.has(`${userId} ${skuId}`), 'another workspace gives it still').to.equal(true);
    return state;
  }

  /** `userId skuId` of everything that works, from wherever. */
  #listHeld(): Set<string> {
    return new Set(
      this.#world.emulator
        .state()
        .users.flatMap(({ id, licenseAssignmentStates }) =>
          licenseAssignmentStates
            .filter(({ state }) => state !== 'Error')
            .map(({ skuId }) => `${id} ${skuId}`),
        ),
    );
  }

  /** The tab closes at some write to the journal: just before it is there, or just after. */
  async #crash({ workspace: index, append, written }: Extract<Step, { kind: 'crash' }>): Promise<void> {
    const id = workspaceIds[index]!;
    if (!(await this.#world.store.get(id))) return;
    let left = append;
    let closed = false;
    const gone = createSignal();
    const cut = (journal: Journal): Journal => ({
      ...journal,
      append: async (publishId, entries, hold) => {
        left -= 1;
        if (!closed && left >= 0) return journal.append(publishId, entries, hold);
        if (!closed && written) await journal.append(publishId, entries, hold);
        closed = true;
        gone.give();
        return new Promise<void>(() => {});
      },
    });
    const publisher = await this.#admin('ann', { aroundJournal: cut });
    // The review writes to the journal, too, when it finds out what became of an earlier crash.
    const published = publisher
      .review(id, confirmAll(this.#people))
      .then((review) => publisher.publish(review).done);
    await Promise.race([published, gone.given]);
    // What had left takes effect, also at Microsoft's own machines.
    await this.#world.clock.advance(20_000);
  }

  /** Microsoft refuses some of the writes; those who failed are tried again. */
  async #publishRefused({
    workspace: index,
    count,
    seed,
  }: Extract<Step, { kind: 'refused' }>): Promise<void> {
    const id = workspaceIds[index]!;
    if (!(await this.#world.store.get(id))) return;
    const publisher = await this.#admin('ann');
    const review = await publisher.review(id, confirmAll(this.#people));
    const { faults } = this.#world.emulator;
    const refusal = { kind: 'status', status: 400, rate: 0.5, count, seed } as const;
    faults.add({ ...refusal, method: 'POST', path: '/users/*/assignLicense' });
    faults.add({ ...refusal, method: 'DELETE', path: '/groups/*/members/**' });
    const run = publisher.publish(review);
    const { error, counts, total } = await run.done;
    faults.replace([]);
    if (error) return void expect(error.code, error.message).to.equal('conflict');
    // Whom Microsoft did not let go gave nothing back that others were to join for.
    expect(counts.applied + counts.failed + counts.notSent).to.equal(total);
    if (!(await this.#world.store.get(id))) return void expect(counts.failed + counts.notSent).to.equal(0);
    const rest = await publisher.reviewRest(run.publishId, confirmAll(this.#people));
    const retried = await publisher.publish(rest).done;
    expect(retried.error).to.equal(undefined);
    expect(retried.counts.applied).to.equal(rest.changeSet.changes.length);
  }

  async #goOn(): Promise<void> {
    const publisher = await this.#admin('ann');
    for (const { head } of await publisher.interrupted()) {
      if (head.workspaceId === undefined || !(await this.#world.store.get(head.workspaceId))) continue;
      const rest = await publisher.reviewRest(head.publishId, confirmAll(this.#people));
      const state = await this.#run(head.workspaceId, () => publisher.publish(rest));
      if (state.error) expect(state.error.code, state.error.message).to.equal('conflict');
    }
  }

  async #undo(): Promise<void> {
    const publisher = await this.#admin('ann');
    this.#undid = true;
    const [last] = (await publisher.history()).filter(({ finished }) => finished);
    if (!last) return;
    const review = await publisher.reviewUndo(last.head.publishId, confirmAll(this.#people));
    const state = await this.#run(last.head.workspaceId, () => publisher.publish(review));
    if (state.error) expect(state.error.code, state.error.message).to.equal('conflict');
    else this.#expectNamed(state);
  }

  /** Everything that would fail was named before: Microsoft is never left to choose who gets a license. */
  #expectNamed({ counts, results }: PublishState): void {
    const failures = [...results.values()].flatMap((result) =>
      result.status === 'failed' ? [result.error.code] : [],
    );
    expect(failures, 'everything that would fail was named before').to.deep.equal([]);
    expect(counts.failed).to.equal(0);
  }

  /** Somebody takes a license away in Microsoft's own admin center, or gives one that we never gave. */
  async #changeOutside(index: number, skuId: string): Promise<void> {
    await this.#world.clock.advance(61_000);
    const userId = this.#people[index]!;
    const person = this.#world.emulator.state().users.find((user) => user.id === userId)!;
    const held = person.licenseAssignmentStates.some(
      (license) => license.skuId === skuId && license.assignedByGroup === null,
    );
    if (!held && (this.#watch.gave(userId, skuId) || !person.usageLocation)) return;
    const body = held
      ? { addLicenses: [], removeLicenses: [skuId] }
      : { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
    await this.#watch.pause(() => this.#world.call('POST', `/users/${userId}/assignLicense`, { body }));
    await this.#world.clock.advance(61_000);
  }
}

function createSignal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
