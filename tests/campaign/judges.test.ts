import { describe, it } from 'node:test';
import { expect } from 'chai';
import { judgeRecorded } from './judges/recorded.js';
import type { StoryTenant } from './stories/story.js';
import { CampaignWorld } from './world/world.js';

const calm: StoryTenant = {
  seed: 1,
  lagMs: 0,
  staleReads: false,
  pace: 'quick',
  writeMs: 0,
  available: [30, 30, 30, 30],
  refusing: [],
};

/** A publish that goes past the engine: writes the licenses of one person as nobody should. */
async function begin() {
  const world = await CampaignWorld.begin(calm);
  const { tab } = world.openTab('ann');
  const token = await world.emulator.issueToken({ scopes: ['LicenseAssignment.ReadWrite.All'] });
  const userId = world.names.people.find((id) => world.look().people.get(id)?.country)!;
  const skuId = world.names.plans[0]!.skuId;
  const send = (adds: readonly string[], removes: readonly string[]): Promise<Response> =>
    world.wire.send(
      tab,
      new Request(`${world.emulator.graph}/v1.0/users/${userId}/assignLicense`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          addLicenses: adds.map((each) => ({ skuId: each, disabledPlans: [] })),
          removeLicenses: removes,
        }),
      }),
    );
  const laws = (): string[] => world.faults.found.map(({ law }) => law);
  return { world, userId, skuId, send, laws };
}

describe('judges of a campaign', () => {
  it('see a write without a claim, and what is then in nobody’s record', async () => {
    const { world, skuId, send, laws } = await begin();
    expect((await send([skuId], [])).status).to.equal(200);
    expect(laws()).to.deep.equal(['claims']);
    await judgeRecorded(world);
    expect(laws()).to.deep.equal(['claims', 'recorded']);
  });

  it('see that what no publish gave is taken', async () => {
    const { world, userId, skuId, send, laws } = await begin();
    const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
    await world.call('POST', `/users/${userId}/assignLicense`, body);
    world.wire.note('hand');
    await send([], [skuId]);
    expect(laws()).to.deep.equal(['claims', 'taken']);
  });

  it('see two writes for one person at once', async () => {
    const { skuId, send, laws } = await begin();
    await Promise.all([send([skuId], []), send([], [skuId])]);
    expect(laws()).to.include('in-flight');
  });
});
