import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { GraphTransport } from '../../../src/graph/http/graph-transport.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import type { Review } from '../../../src/publishing/review/review.js';
import { confirmAll, createDesktops, startWorld } from '../publishing-world.js';
import { anyScenario, listUserWrites, Stage } from '../random-publish.js';

const userCount = 60;

/** Longer than anybody waits for the lease. */
const slowly = { kind: 'delay', method: 'POST', path: '/users/*/assignLicense', delayMs: 10_000 } as const;

/** Whether a publish takes `slowly`: one of nothing, or of desktops alone, is over before a second one could meet it. */
const writesLicenses = ({ changeSet }: Review): boolean =>
  changeSet.changes.some(({ steps }) => steps.some(({ kind }) => kind === 'write-licenses'));

/** When the admin presses Cancel: when a request leaves, when one was answered, or when a user got a result. */
const anyMoment = fc.record({
  at: fc.constantFrom('sent' as const, 'answered' as const, 'result' as const),
  number: fc.nat(8),
  /** Whether Microsoft refuses some at first, so that they wait before they are tried again. */
  throttled: fc.boolean(),
});

describe('law 11: a cancelled publish leaves nobody unaccounted for, and one publisher works at a time', () => {
  it('finishes what is in flight, attempts nobody else, accounts for everybody and goes on later', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), anyMoment, async (scenario, moment) => {
        const desktops = createDesktops();
        const sent = new Set<string>();
        const started: { run?: PublishRun } = {};
        let seen = 0;
        let cancelledAt = Infinity;
        let lastSentAt = 0;
        const happens = (at: (typeof moment)['at']): void => {
          if (!started.run || moment.at !== at || seen++ !== moment.number) return;
          cancelledAt = world.clock.now();
          started.run.cancel();
        };
        const between =
          (tenant: GraphTransport): GraphTransport =>
          async (request) => {
            const writes = await listUserWrites(request);
            if (writes.length === 0 || !started.run) return tenant(request);
            for (const { userId } of writes) sent.add(userId);
            lastSentAt = world.clock.now();
            happens('sent');
            const response = await tenant(request);
            happens('answered');
            return response;
          };
        const world = startWorld({ users: userCount, between, providers: [desktops] });
        const stage = await Stage.set(world, userCount);
        if (scenario.before) {
          await stage.save(scenario.before);
          await stage.publish();
        }
        await stage.save(scenario.after);
        const before = stage.describe(desktops);
        const review = await stage.review();
        const { changes } = review.changeSet;
        if (moment.throttled)
          world.emulator.faults.add({
            kind: 'status',
            status: 429,
            retryAfterSeconds: 5,
            path: '/users/*/assignLicense',
            rate: 0.3,
            count: 30,
          });
        const run = world.publisher.publish(review);
        started.run = run;
        run.subscribe(() => {
          if (run.state.results.size > 0) happens('result');
        });
        const { counts, results, end, error } = await run.done;

        expect(error).to.equal(undefined);
        expect(lastSentAt, 'nothing leaves after the cancellation').to.be.at.most(cancelledAt);
        expect(results.size, 'everybody has a result').to.equal(changes.length);
        expect(counts.applied + counts.failed + counts.open + counts.notSent).to.equal(changes.length);
        expect(counts.open, 'what was in flight is finished').to.equal(0);
        expect(end).to.equal(counts.notSent > 0 ? 'cancelled' : 'completed');
        const now = stage.describe(desktops);
        for (const { userId } of changes) {
          const { status } = results.get(userId)!;
          if (status !== 'not-sent') continue;
          expect(now[userId], 'who was not sent is as before').to.deep.equal(before[userId]);
          if (!moment.throttled) expect(sent.has(userId), 'nothing was sent for them').to.equal(false);
        }
        expect(await world.publisher.interrupted()).to.deep.equal([]);
        expect(await world.team.lease.read(), 'others may publish').to.equal(undefined);

        const rest = await world.publisher.reviewRest(run.publishId, confirmAll(stage.people));
        expect(rest.changeSet.changes).to.have.length(counts.failed + counts.notSent);
        const { counts: gone, error: fault } = await world.publisher.publish(rest).done;
        expect(fault).to.equal(undefined);
        expect(gone.applied).to.equal(rest.changeSet.changes.length);
        await world.clock.advance(61_000);
        expect((await stage.review()).changeSet.changes).to.deep.equal([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('lets the first of two publishers of a browser through, whenever the second begins', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), fc.nat(4), async (scenario, seconds) => {
        const world = startWorld({ users: userCount, providers: [createDesktops()] });
        const stage = await Stage.set(world, userCount);
        await stage.save(scenario.after);
        const second = world.reload({ together: true });
        const review = await stage.review();
        const other = await stage.review(second);
        fc.pre(writesLicenses(review));
        world.emulator.faults.add(slowly);
        const first = world.publisher.publish(review);
        let refused: Promise<unknown> | undefined;
        const tryToo = async (): Promise<void> => {
          await world.clock.sleep(seconds * 1_000);
          const { error, counts } = await second.publish(other).done;
          expect(error?.code).to.equal('conflict');
          expect(counts).to.deep.equal({ applied: 0, failed: 0, open: 0, notSent: 0 });
        };
        first.subscribe(() => {
          if (first.state.status === 'running') refused ??= tryToo();
        });
        const { counts, error } = await first.done;
        await refused;
        expect(error).to.equal(undefined);
        expect(counts.applied).to.equal(review.changeSet.changes.length);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('keeps a second admin waiting as long as the first publishes, and no longer', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(userCount), async (scenario) => {
        const world = startWorld({ users: userCount, providers: [createDesktops()] });
        const stage = await Stage.set(world, userCount);
        await stage.save(scenario.after);
        const bob = world.reload({
          together: true,
          ...world.colleague(0),
        });
        const review = await stage.review();
        const bobs = await stage.review(bob);
        fc.pre(writesLicenses(review));
        world.emulator.faults.add(slowly);
        const first = world.publisher.publish(review);
        let refused: Promise<string | undefined> | undefined;
        first.subscribe(() => {
          if (first.state.status === 'running')
            refused ??= bob.publish(bobs).done.then(({ error }) => error?.code);
        });
        expect((await first.done).error).to.equal(undefined);
        expect(await refused).to.equal('conflict');
        await world.clock.advance(61_000);
        const { end } = await bob.publish(await stage.review(bob)).done;
        expect(end).to.equal('completed');
        expect(await world.team.lease.read()).to.equal(undefined);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
