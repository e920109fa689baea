import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import { isOpen } from '../../../src/model/holding/grant.js';
import { deadMs } from '../../../src/publishing/loop/settle-open.js';
import type { Claim, JournalEntry } from '../../../src/store/journal/journal-entry.js';
import { readPublishRecord } from '../../../src/store/journal/publish-record.js';
import type { Journal } from '../../../src/store/store.js';
import { Power, type Crash } from '../power.js';
import { confirmAll, createDesktops, startWorld, type Desktops } from '../publishing-world.js';
import { anyScenario, listUserWrites, Stage, type Scenario } from '../random-publish.js';
import { watchWrites, type WriteWatch } from '../write-watch.js';

const userCount = 24;

const anyCrash: fc.Arbitrary<Crash> = fc.record({
  at: fc.constantFrom('journal' as const, 'request' as const),
  number: fc.nat(7),
  through: fc.boolean(),
});

describe('law 5: the journal knows before a request leaves and after it was answered', () => {
  it('has the claim of every write on record before it leaves, and no outcome before its answer', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), async (scenario) => {
        const claimed = new Set<string>();
        const answered = new Set<string>();
        const watch = (journal: Journal): Journal => ({
          ...journal,
          append: async (publishId, entries, hold) => {
            for (const userId of listSettled(entries))
              expect(answered.has(userId), `an outcome of ${userId} before its answer`).to.equal(true);
            await journal.append(publishId, entries, hold);
            for (const claim of listClaimed(entries)) claimed.add(claim);
          },
        });
        const between =
          (tenant: GraphTransport): GraphTransport =>
          async (request) => {
            const writes = await listUserWrites(request);
            for (const { userId, kind } of writes)
              expect(claimed.has(`${userId} ${kind}`), `${kind} without a claim`).to.equal(true);
            const response = await tenant(request);
            for (const { userId } of writes) answered.add(userId);
            return response;
          };
        const desktops = createDesktops();
        const { assign, unassign } = desktops;
        desktops.assign = async (assignment) => {
          expect(claimed.has(`${assignment.userId} give-service`), 'a service without a claim').to.equal(
            true,
          );
          await assign.call(desktops, assignment);
          answered.add(assignment.userId);
        };
        desktops.unassign = async (assignment) => {
          expect(claimed.has(`${assignment.userId} take-service`), 'a service without a claim').to.equal(
            true,
          );
          await unassign.call(desktops, assignment);
          answered.add(assignment.userId);
        };
        const world = startWorld({
          users: userCount,
          between,
          providers: [desktops],
          publisher: { aroundJournal: watch },
        });
        const stage = await Stage.set(world, userCount);
        for (const wish of [scenario.before, scenario.after]) {
          if (!wish) continue;
          claimed.clear();
          answered.clear();
          await stage.save(wish);
          await stage.publish();
          const [last] = (await world.journal.list()).publishes;
          const { outcomes } = await readPublishRecord(world.journal, last!.head.publishId);
          for (const userId of answered)
            expect(outcomes.get(userId)?.status, 'what was answered is on record').to.equal('applied');
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('makes reviewing right again after a crash at any point, by going on or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), anyCrash, fc.boolean(), async (scenario, crash, goesOn) => {
        const straight = await Tab.open(scenario);
        await straight.stage.publish();
        const crashed = await Tab.open(scenario);
        await crashed.crash(crash);
        await crashed.goOn(goesOn);
        expect(crashed.describe()).to.deep.equal(straight.describe());
        expect(crashed.watch.faults).to.deep.equal([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});

/** An admin's browser over one tenant. */
class Tab {
  readonly stage: Stage;
  readonly watch: WriteWatch;
  readonly #desktops: Desktops;
  readonly #power: Power;

  private constructor(stage: Stage, watch: WriteWatch, desktops: Desktops, power: Power) {
    this.stage = stage;
    this.watch = watch;
    this.#desktops = desktops;
    this.#power = power;
  }

  /** Everything is published as it was before, and the draft says what it is to be. */
  static async open({ before, after }: Scenario): Promise<Tab> {
    const watch = watchWrites();
    const desktops = createDesktops();
    const power = new Power();
    const world = startWorld({
      users: userCount,
      onExchange: watch.onExchange,
      providers: [desktops],
      between: (tenant) => power.between(tenant),
    });
    watch.start(world.emulator);
    const stage = await Stage.set(world, userCount);
    if (before) {
      await stage.save(before);
      await stage.publish();
    }
    await stage.save(after);
    return new Tab(stage, watch, desktops, power);
  }

  async crash(crash: Crash): Promise<void> {
    const { world } = this.stage;
    const graph = world.createGraph();
    const publisher = world.reload({ graph, aroundJournal: (journal) => this.#power.guard(journal) });
    const review = await this.stage.review(publisher);
    const gone = this.#power.failAt(crash);
    const run = publisher.publish(review);
    await Promise.race([run.done, gone]);
    graph.dispose();
    this.#power.endTab();
    await world.clock.advance(1_000);
  }

  /**
   * A new tab, when nothing of the old one can be on its way any more: goes on with what was left, or just publishes again.
   * Then there is nothing left to do, and nothing that nobody knows.
   */
  async goOn(goesOn: boolean): Promise<void> {
    const { world } = this.stage;
    const publisher = world.reload();
    await world.clock.advance(deadMs);
    if (goesOn)
      for (const { head } of await publisher.interrupted()) {
        const rest = await publisher.reviewRest(head.publishId, confirmAll(this.stage.people));
        const { error, counts } = await publisher.publish(rest).done;
        expect(error).to.equal(undefined);
        expect(counts.applied).to.equal(rest.changeSet.changes.length);
      }
    await this.stage.publish(publisher);
    // What was taken and not answered is known to be gone by two looks a minute apart.
    await this.stage.review(publisher);
    await world.clock.advance(61_000);
    const { changes, open } = (await this.stage.review(publisher)).changeSet;
    expect(changes).to.deep.equal([]);
    expect(open).to.deep.equal([]);
    expect(await publisher.interrupted()).to.deep.equal([]);
    expect((await world.team.grants.list()).filter(isOpen)).to.deep.equal([]);
  }

  describe(): Record<string, readonly string[]> {
    return this.stage.describe(this.#desktops);
  }
}

/** Of whom something is said to be known now. */
function listSettled(entries: readonly JournalEntry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'outcomes') return entry.outcomes.map(({ userId }) => userId);
    return entry.kind === 'settled' ? entry.settlements.flatMap(listUsers) : [];
  });
}

/** `userId step` of what is claimed for people. */
function listClaimed(entries: readonly JournalEntry[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'claimed'
      ? entry.claims.flatMap((claim) => listUsers(claim).map((userId) => `${userId} ${claim.step}`))
      : [],
  );
}

function listUsers({ holder }: Claim): string[] {
  return holder.kind === 'user' ? [holder.userId] : [];
}
