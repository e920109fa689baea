import { entitlementToKey, toPlan, type Entitlement } from '../../../src/model/holding/entitlement.js';
import type { Grant } from '../../../src/model/holding/grant.js';
import { holderToKey, type Holder } from '../../../src/model/holding/holder.js';
import type { Held } from '../world/ledger.js';
import { providerId, serviceId } from '../world/provider.js';
import type { CampaignWorld } from '../world/world.js';

/**
 * Everything that publishes gave and nobody took since has a grant, in whatever state; and nothing is on record as given
 * for which no publish ever asked.
 */
export async function judgeRecorded(world: CampaignWorld): Promise<void> {
  const { faults, ledger, names, team, desktops } = world;
  const owned = new Set(world.emulator.state().skus.map(({ skuId }) => skuId));
  const grants = await team.grants.list();
  const keys = new Set(grants.map(grantKey));
  const given = [...ledger.given.values()];
  const peopled = new Set(given.flatMap(({ kind, of }) => (kind === 'membership' ? [of] : [])));
  for (const held of given) {
    const { holder, entitlement } = toGrant(held);
    if (held.kind === 'group-plan' && !owned.has(held.of)) {
      // It is worth nothing, and nobody can take it off the group; nor would anybody have it should it come back.
      if (!peopled.has(held.id) && !keys.has(grantKey({ holder, entitlement }))) ledger.noteForgotten(held);
      continue;
    }
    if (!ledger.wasForgotten(held) && !keys.has(grantKey({ holder, entitlement })))
      faults.add('recorded', `${describe(held)} is in nobody's record`);
  }
  for (const userId of desktops.held) {
    const entitlement = { kind: 'service', providerId, serviceId } as const;
    if (
      !desktops.foreign.has(userId) &&
      !keys.has(grantKey({ holder: { kind: 'user', userId }, entitlement }))
    )
      faults.add('recorded', `the desktop of ${names.person(userId)} is in nobody's record`);
  }
  for (const grant of grants) {
    const held = toHeld(grant);
    if (held && grant.state === 'given' && !ledger.wasSent(held))
      faults.add('recorded', `${describe(held)} is on record as given, and no publish asked for it`);
  }

  function describe({ kind, id, of }: Held): string {
    if (kind === 'license') return `${names.plan(of)} of ${names.person(id)}`;
    if (kind === 'membership') return `the membership of ${names.person(id)} in the group ${of}`;
    return `${names.plan(of)} on the group ${id}`;
  }
}

function grantKey({ holder, entitlement }: Pick<Grant, 'holder' | 'entitlement'>): string {
  return `${holderToKey(holder)} ${entitlementToKey(entitlement)}`;
}

function toGrant({ kind, id, of }: Held): { readonly holder: Holder; readonly entitlement: Entitlement } {
  if (kind === 'group-plan') return { holder: { kind: 'group', groupId: id }, entitlement: toPlan(of) };
  const holder = { kind: 'user', userId: id } as const;
  return { holder, entitlement: kind === 'license' ? toPlan(of) : { kind: 'membership', groupId: of } };
}

function toHeld({ holder, entitlement }: Grant): Held | undefined {
  if (entitlement.kind === 'service') return undefined;
  if (holder.kind === 'group')
    return entitlement.kind === 'plan'
      ? { kind: 'group-plan', id: holder.groupId, of: entitlement.skuId }
      : undefined;
  return entitlement.kind === 'plan'
    ? { kind: 'license', id: holder.userId, of: entitlement.skuId }
    : { kind: 'membership', id: holder.userId, of: entitlement.groupId };
}
