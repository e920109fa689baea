import { DroppedConnection } from '../../src/emulator/index.js';
import { partNumbers, workspaceIds, type HandChange } from './stories/story.js';
import type { Held } from './world/ledger.js';
import { findDirect } from './world/snapshot.js';
import type { CampaignWorld } from './world/world.js';

/**
 * Does something in the tenant past us, as in Microsoft's own admin center, where it can be done and where nobody has to
 * guess afterwards who did it: what a publish ever asked for is not given by hand.
 *
 * @returns ids of the person and the plan that it is about
 */
export async function changeByHand(world: CampaignWorld, change: HandChange): Promise<readonly string[]> {
  world.wire.catchUp();
  const person = 'person' in change ? [world.names.people[change.person]!] : [];
  try {
    return await carryOut(world, change);
  } catch (thrown) {
    // What goes wrong for publishes goes wrong for others, too.
    if (!(thrown instanceof DroppedConnection)) throw thrown;
    return person;
  } finally {
    // What a publish had under way meanwhile is its own.
    if (change.kind === 'country') world.wire.catchUp();
    else world.wire.note('hand', ({ id }) => person.length === 0 || person.includes(id));
  }
}

async function carryOut(world: CampaignWorld, change: HandChange): Promise<readonly string[]> {
  const { names } = world;
  const now = world.look();
  const userId = 'person' in change ? names.people[change.person]! : '';
  const person = now.people.get(userId);
  const skuId = 'plan' in change ? names.plans[change.plan]!.skuId : '';
  const held = findDirect(person, skuId);
  const assign = (body: object) => world.call('POST', `/users/${userId}/assignLicense`, body);
  switch (change.kind) {
    case 'license': {
      const license = { kind: 'license', id: userId, of: skuId } as const;
      if (held) await assign({ addLicenses: [], removeLicenses: [skuId] });
      else if (person?.country && !isAskedFor(world, license, 'write-licenses'))
        await assign({ addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] });
      else return [];
      return [userId];
    }
    case 'app': {
      const app = names.apps(change.plan)[change.app];
      if (!held || app === undefined) return [];
      const disabledPlans = held.off.includes(app) ? held.off.filter((id) => id !== app) : [...held.off, app];
      await assign({ addLicenses: [{ skuId, disabledPlans }], removeLicenses: [] });
      return [userId];
    }
    case 'membership': {
      const stored = await world.team.workspaces.get(workspaceIds[change.workspace]!);
      const groupId = stored?.workspace.groupId;
      const group = now.groups.get(groupId ?? '');
      if (groupId === undefined || !group || !person) return [];
      if (group.members.has(userId)) await world.call('DELETE', `/groups/${groupId}/members/${userId}/$ref`);
      else if (!isAskedFor(world, { kind: 'membership', id: userId, of: groupId }, 'join'))
        await world.call('POST', `/groups/${groupId}/members/$ref`, {
          '@odata.id': `${world.emulator.graph}/v1.0/directoryObjects/${userId}`,
        });
      else return [];
      return [userId];
    }
    case 'country':
      if (!person) return [];
      await world.call('PATCH', `/users/${userId}`, { usageLocation: change.country });
      return [userId];
    case 'delete-person':
      if (!person) return [];
      await world.call('DELETE', `/users/${userId}`);
      return [userId];
    case 'plan':
      return changePlan(world, change, skuId);
  }
}

/** Whether a publish asked for it, is about to, or may before a slow hand is done. */
function isAskedFor(
  { emulator, writeMs, ledger, claims }: CampaignWorld,
  held: Held,
  step: 'write-licenses' | 'join',
): boolean {
  return (
    ledger.wasSent(held) ||
    claims.ageOf(`user:${held.id}`, step) !== undefined ||
    writeMs > 0 ||
    emulator.faults.rules.some(({ kind }) => kind === 'delay')
  );
}

function changePlan(
  { emulator }: CampaignWorld,
  { plan, what }: Extract<HandChange, { kind: 'plan' }>,
  skuId: string,
): readonly string[] {
  const partNumber = partNumbers[plan]!;
  const isThere = emulator.state().skus.some((sku) => sku.skuId === skuId);
  if (what === 'bought') emulator.changePlan({ plan: partNumber, units: { enabled: 40 } });
  else if (!isThere) return [];
  else if (what === 'ended') emulator.changePlan({ plan: partNumber, ended: true });
  else if (what === 'suspended') emulator.changePlan({ plan: partNumber, units: { suspended: 40 } });
  else emulator.changePlan({ plan: partNumber, loses: lossOf[partNumber] ?? [] });
  return [skuId];
}

/** An app that a plan can lose. */
const lossOf: Readonly<Record<string, readonly string[]>> = {
  FLOW_FREE: ['DYN365_CDS_VIRAL'],
  VISIOCLIENT: ['ONEDRIVE_BASIC'],
  SPE_F1: ['MICROSOFTBOOKINGS'],
};
