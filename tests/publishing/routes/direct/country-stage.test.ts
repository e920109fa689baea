import { describe, it } from 'node:test';
import { expect } from 'chai';
import { confirmAll, startWorld } from '../../publishing-world.js';
import { listUserWrites } from '../../random-publish.js';

const invalidLocation = {
  kind: 'status',
  method: 'POST',
  status: 400,
  message: 'License assignment cannot be done for user with invalid usage location.',
} as const;

describe('a country that was only just set', () => {
  it('is waited for when a license is refused for it, some seconds and then longer; one set long before is not', async () => {
    const licensedAt = new Map<string, number[]>();
    const world = startWorld({
      users: 100,
      between: (tenant) => async (request) => {
        for (const { userId, kind } of await listUserWrites(request))
          if (kind === 'write-licenses')
            licensedAt.set(userId, [...(licensedAt.get(userId) ?? []), world.clock.now()]);
        return tenant(request);
      },
    });
    const { skuId } = await world.plan('FLOW_FREE');
    const lacking = (await world.people()).filter(
      ({ licenses }) => !licenses.some((each) => each.skuId === skuId),
    );
    const nowhere = lacking.filter(({ usageLocation }) => !usageLocation).map(({ id }) => id);
    const settled = lacking.find(({ usageLocation }) => usageLocation)?.id ?? '';
    const [prompt = '', slow = '', never = ''] = nowhere;
    const subscribers = [prompt, slow, never, settled];
    await world.save('ws', { plans: [{ skuId, apps: {} }], subscribers });
    const review = await world.publisher.review('ws', confirmAll(subscribers));
    const path = (userId: string): string => `/users/${userId}/assignLicense`;
    world.emulator.faults.add({ ...invalidLocation, path: path(slow), count: 2 });
    world.emulator.faults.add({ ...invalidLocation, path: path(never) });
    world.emulator.faults.add({ ...invalidLocation, path: path(settled) });
    const { results, counts } = await world.publisher.publish(review).done;

    expect(counts).to.deep.equal({ applied: 2, failed: 2, open: 0, notSent: 0 });
    for (const userId of [never, settled]) {
      const result = results.get(userId);
      // They have a country: what Microsoft says is not the reason.
      expect(result?.status === 'failed' && result.error.code).to.equal('request-refused');
    }
    const waits = (userId: string): number[] => {
      const times = licensedAt.get(userId) ?? [];
      return times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 1_000));
    };
    expect(waits(prompt)).to.deep.equal([]);
    expect(waits(slow)).to.deep.equal([2, 5]);
    expect(waits(never)).to.deep.equal([2, 5, 10, 20, 30]);
    expect(waits(settled)).to.deep.equal([]);
  });
});
