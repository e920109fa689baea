import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Emulator, FaultRule } from '../../../../src/emulator/index.js';
import type { GraphWrite } from '../../../../src/graph/graph-client.js';
import type { GraphTransport } from '../../../../src/graph/http/graph-transport.js';
import { assignLicenseWrite, writeLicensesScopes } from '../../../../src/services/licenses/licenses.js';
import { setUsageLocationWrite, writeUsersScopes } from '../../../../src/services/users/users.js';
import { badAnswers } from '../../bad-answers.js';
import { startWorld } from '../../publishing-world.js';
import { anyScenario, listUserWrites, Stage } from '../../random-publish.js';
import { counts, listHolders, saveFor, setScene } from '../../scene.js';
import { isWrite, Tampering } from '../../tampering.js';

const userCount = 40;

/** What Microsoft and the line between do on a bad day, to writes and to whole batches. */
const anyFault: fc.Arbitrary<FaultRule> = fc
  .record({
    what: fc.constantFrom(...badAnswers, { kind: 'delay' as const }),
    path: fc.constantFrom('/users/*/assignLicense', '/users/*', '/$batch'),
    rate: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    count: fc.integer({ min: 1, max: 12 }),
    delayMs: fc.nat(4_000),
    seed: fc.nat(1_000),
  })
  .map(({ what, delayMs, ...rule }) => ({
    ...what,
    ...rule,
    ...(what.kind === 'delay' ? { delayMs } : {}),
    // A batch as a whole is not in conflict with anything.
    ...(rule.path === '/$batch' && what.status === 409 ? { status: 503 } : {}),
    ...(rule.path === '/users/*' ? { method: 'PATCH' as const } : { method: 'POST' as const }),
  }));

describe('law 10: what was throttled, in conflict or lost on the way is sent again, and nothing else', () => {
  it('applies every user exactly once, in order, with one write per user in flight', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyScenario(userCount),
        fc.array(anyFault, { minLength: 1, maxLength: 5 }),
        async (scenario, faults) => {
          const flight = new FlightWatch();
          const world = startWorld({ users: userCount, between: (tenant) => flight.between(tenant) });
          const stage = await Stage.set(world, userCount);
          const plain = withoutDesktop(scenario);
          if (plain.before) {
            await stage.save(plain.before);
            await stage.publish();
          }
          await stage.save(plain.after);
          // Reading gives up in the end where the line stays bad; what was read is published whatever the line does.
          const review = await stage.review();
          flight.start(world.emulator);
          for (const fault of faults) world.emulator.faults.add(fault);
          const { error, counts: found } = await world.publisher.publish(review).done;

          expect(error).to.equal(undefined);
          expect(found.applied, 'everybody is applied').to.equal(review.changeSet.changes.length);
          expect(flight.faults).to.deep.equal([]);
          world.emulator.faults.replace([]);
          expect((await stage.review()).changeSet.changes).to.deep.equal([]);
        },
      ),
      { numRuns: 50, endOnFailure: true },
    );
  });

  it('sits out five minutes in which Microsoft takes no writes', async () => {
    const tampering = new Tampering();
    const scene = await setScene({ tenant: 'contoso', users: 120, between: tampering.between });
    const { world, skuId, fresh, holders } = scene;
    const people = fresh.slice(0, 20);
    await saveFor(scene, people);
    const review = await world.publisher.review('ws');
    const endsAt = world.clock.now() + 300_000;
    tampering.tamper = (asked) =>
      isWrite(asked) && world.clock.now() < endsAt
        ? Promise.resolve(new Response('<html>Busy</html>', { status: 503 }))
        : undefined;
    const { counts: found } = await world.publisher.publish(review).done;

    expect(tampering.hits).to.be.above(1);
    expect(found).to.deep.equal(counts({ applied: 20 }));
    expect(listHolders(world, skuId)).to.deep.equal([...holders, ...people].sort());
  });

  it('has one write per user in flight, in order, also when the writes differ and come from two places', async () => {
    const flight = new FlightWatch();
    const world = startWorld({ users: userCount, between: (tenant) => flight.between(tenant) });
    const { skuId } = await world.plan('FLOW_FREE');
    const people = (await world.people()).filter(
      ({ licenses }) => !licenses.some((each) => each.skuId === skuId),
    );
    flight.start(world.emulator);
    // Answers after which it is known that nothing happened: the others are left to whoever looks.
    for (const [status, path] of [
      [429, '/users/*'],
      [409, '/users/*'],
      [429, '/users/*/assignLicense'],
      [409, '/users/*/assignLicense'],
      [429, '/$batch'],
    ] as const)
      world.emulator.faults.add({ kind: 'status', status, path, rate: 0.3, count: 10, seed: status });
    const scopes = [...writeUsersScopes, ...writeLicensesScopes];
    const send = async (writes: GraphWrite[]): Promise<void> => {
      for await (const outcome of world.graph.writeAll(writes, { scopes }))
        expect(outcome.ok ? undefined : outcome.error.message).to.equal(undefined);
    };
    await Promise.all([
      send(people.map(({ id }) => setUsageLocationWrite(id, 'IS'))),
      send(people.map(({ id }) => assignLicenseWrite(id, [{ skuId, disabledPlans: [] }], []))),
    ]);

    expect(people.length).to.be.above(20);
    expect(flight.faults).to.deep.equal([]);
    expect(world.emulator.state().requests['POST 429'] ?? 0, 'batches refused').to.be.above(0);
  });
});

/**
 * Sees which writes leave: one per user at a time, the country before the licenses, and none again that took effect
 * behind a lost answer.
 */
class FlightWatch {
  readonly faults: string[] = [];
  readonly #underWay = new Set<string>();
  readonly #before = new Map<string, string>();
  #emulator: Emulator | undefined;

  start(emulator: Emulator): void {
    this.#emulator = emulator;
  }

  between(tenant: GraphTransport): GraphTransport {
    return async (request) => {
      const writes = this.#emulator ? await listUserWrites(request) : [];
      for (const { userId, kind } of writes) this.#leave(userId, kind);
      try {
        return await tenant(request);
      } finally {
        for (const { userId } of writes) this.#underWay.delete(userId);
      }
    };
  }

  #leave(userId: string, kind: string): void {
    if (this.#underWay.has(userId)) this.faults.push(`two writes for ${userId} in progress`);
    this.#underWay.add(userId);
    if (kind === 'set-country' && this.#before.has(`write-licenses ${userId}`))
      this.faults.push(`the country of ${userId} after the licenses`);
    const user = this.#emulator?.state().users.find(({ id }) => id === userId);
    const now = JSON.stringify(
      kind === 'write-licenses' ? user?.licenseAssignmentStates : user?.usageLocation,
    );
    const before = this.#before.get(`${kind} ${userId}`) ?? now;
    this.#before.set(`${kind} ${userId}`, before);
    if (before !== now) this.faults.push(`the ${kind} of ${userId} once more after they took effect`);
  }
}

function withoutDesktop<T extends { before: object | undefined; after: object }>(scenario: T): T {
  const { before, after } = scenario;
  return {
    ...scenario,
    before: before && { ...before, desktop: false },
    after: { ...after, desktop: false },
  };
}
