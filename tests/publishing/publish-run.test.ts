import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualClock } from '../../src/emulator/index.js';
import { estimateDurationMs } from '../../src/graph/pace/estimate-duration.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { GrantIndex } from '../../src/model/holding/grant-index.js';
import type { UserResult } from '../../src/model/publish/user-result.js';
import { createWorkspace } from '../../src/model/workspace/workspace.js';
import { startRun, type PublishRun, type PublishState } from '../../src/publishing/publish-run.js';
import { createReview } from '../../src/publishing/review/review.js';
import { startWorld } from './publishing-world.js';

const stamp = { at: '2026-01-01T00:00:00Z', by: 'adele' };
const byHand = {
  publishId: 'by-hand',
  review: createReview(
    {
      subject: { objectId: 'adele', tenantId: 'contoso' },
      others: [],
      users: new Map(),
      plans: [],
      services: [],
      grants: new GrantIndex([]),
      readAt: stamp.at,
    },
    { kind: 'publish', workspace: createWorkspace('sales-desk', 'Sales desk', stamp) },
    {},
    new Map(),
  ),
  graph: { wait: undefined, onWait: () => () => undefined },
};

/** What a test says of somebody. */
type Told = UserResult['status'] | 'already-so';

/** A publish to so many people that ends when the test says so. */
function startByHand(total: number) {
  const clock = new VirtualClock();
  let report: (result: UserResult) => void = () => undefined;
  let end: () => void = () => undefined;
  const run = startRun({ ...byHand, clock, isAttended: true }, async (control) => {
    control.begin(total);
    report = control.report;
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    return 'completed';
  });
  let next = 0;
  const tell = (count: number, status: Told = 'applied'): void => {
    for (let each = 0; each < count; each += 1) report(resultOf(`user-${(next += 1)}`, status));
  };
  return { clock, run, tell, end: () => end() };
}

function resultOf(userId: string, status: Told): UserResult {
  switch (status) {
    case 'failed':
      return { userId, status, error: new ProvisioningError('not-found', 'gone') };
    case 'open':
      return { userId, status, reason: 'unanswered' };
    case 'not-sent':
      return { userId, status, reason: 'cancelled' };
    case 'already-so':
      return { userId, status: 'applied', reason: status };
    case 'applied':
      return { userId, status };
  }
}

const statuses = ['applied', 'failed', 'open', 'not-sent'] as const;

describe('what a publish under way says of itself', () => {
  it('accounts for everybody at every moment', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...statuses), { maxLength: 60 }), async (told) => {
        const { run, tell, end } = startByHand(60);
        for (const status of told) {
          tell(1, status);
          const { counts, waiting, total } = run.state;
          expect(counts.applied + counts.failed + counts.open + counts.notSent + waiting).to.equal(total);
        }
        expect(run.state.counts.failed).to.equal(told.filter((status) => status === 'failed').length);
        end();
        await run.done;
      }),
    ));

  it('measures the speed of late, and only of what was sent', async () => {
    const { clock, run, tell } = startByHand(1_000);
    await clock.advance(10_000);
    tell(90);
    tell(10, 'failed');
    tell(50, 'not-sent');
    tell(50, 'already-so');
    expect(run.state.perMinute).to.equal(600);
    await clock.advance(20_000);
    tell(100);
    expect(run.state.perMinute).to.equal(400);
    await clock.advance(31_000);
    expect(run.state.perMinute).to.equal(0);
  });

  it('tells nothing of the time left when nothing has come of late', async () => {
    const { clock, run, tell } = startByHand(1_000);
    await clock.advance(29_000);
    expect(run.state.remainingMs).to.equal(estimateDurationMs(1_000));
    await clock.advance(2_000);
    expect(run.state.remainingMs).to.equal(undefined);
    tell(100);
    expect(run.state.remainingMs).to.equal((900 / 100) * 30_000);
    await clock.advance(31_000);
    expect(run.state.remainingMs).to.equal(undefined);
    tell(900, 'not-sent');
    expect(run.state.remainingMs).to.equal(0);
  });

  it('does not take the first moment for the speed', async () => {
    const { clock, run, tell } = startByHand(1_000);
    await clock.advance(10);
    tell(20);
    expect(run.state.perMinute).to.equal(20 * 60);
  });

  it('never promises to be done sooner than Microsoft and the speed seen allow', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9_000 }),
        fc.array(fc.record({ ms: fc.integer({ min: 1, max: 40_000 }), count: fc.nat(900) }), {
          maxLength: 8,
        }),
        async (total, moments) => {
          const { clock, run, tell, end } = startByHand(total);
          expect(run.state.remainingMs).to.equal(estimateDurationMs(total));
          let sent = 0;
          let elapsedMs = 0;
          for (const { ms, count } of moments) {
            await clock.advance(ms);
            elapsedMs += ms;
            const now = Math.min(count, total - sent);
            tell(now);
            sent += now;
            if (now === 0) continue;
            const { remainingMs = -1, waiting, perMinute } = run.state;
            expect(waiting).to.equal(total - sent);
            // Microsoft takes 3,000 writes at once, and 20 more every second.
            const atOnce = Math.max(0, Math.min(3_000, 3_000 - sent + (elapsedMs * 20) / 1_000));
            expect(remainingMs).to.be.at.least((waiting - atOnce) * 50 - 1);
            expect(remainingMs * perMinute).to.be.at.least(waiting * 60_000 - 1);
            expect(remainingMs === 0).to.equal(waiting === 0);
          }
          end();
          await run.done;
        },
      ),
      { numRuns: 50 },
    ));

  it('tells nothing of the time left before it has begun', async () => {
    const run = startRun(
      { ...byHand, clock: new VirtualClock(), isAttended: true },
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    expect(run.state).to.include({ status: 'starting', waiting: 0 });
    expect(run.state.remainingMs).to.equal(undefined);
    run.cancel();
    expect((await run.done).end).to.equal('cancelled');
  });

  it('keeps its word about the time left at the quota that Microsoft documents', async () => {
    const clock = new VirtualClock({ auto: true });
    const world = startWorld({ tenant: 'contoso', users: 4_200, quota: 'documented', clock });
    const { skuId } = await world.plan('FLOW_FREE');
    const subscribers = (await world.people())
      .filter(
        ({ usageLocation, licenses }) => usageLocation && licenses.every((held) => held.skuId !== skuId),
      )
      .map(({ id }) => id);
    await world.save('flow', { plans: [{ skuId, apps: {} }], subscribers });
    const run = world.publisher.publish(await world.publisher.review('flow'));
    const promises = await collectPromises(run, clock);
    const endedAt = clock.now();
    expect((await run.done).end).to.equal('completed');
    expect(run.state.counts.applied).to.be.above(3_200);
    expect(promises.length).to.be.above(20);
    for (const { at, remainingMs } of promises) {
      const leftMs = endedAt - at;
      expect(remainingMs, `${leftMs} ms before the end`).to.be.within(
        leftMs * 0.5 - 5_000,
        leftMs * 2 + 5_000,
      );
    }
  });
});

/** What it said of the time left, whenever another second had passed. */
async function collectPromises(run: PublishRun, clock: VirtualClock) {
  const promises: { readonly at: number; readonly remainingMs: number }[] = [];
  run.subscribe(() => {
    const { remainingMs, status }: PublishState = run.state;
    const last = promises.at(-1)?.at ?? 0;
    if (status === 'running' && remainingMs !== undefined && clock.now() - last >= 1_000)
      promises.push({ at: clock.now(), remainingMs });
  });
  await run.done;
  return promises;
}
