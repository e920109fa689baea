import type { ChangeSet } from '../../../src/model/publish/change-set.js';
import type { SeenPerson, Snapshot } from '../world/snapshot.js';
import type { CampaignWorld } from '../world/world.js';

/** Everybody gains and loses only what the review names: in a change of their own, or as somebody in the group. */
export function judgeBystanders(
  { faults, names }: CampaignWorld,
  { changes, group }: ChangeSet,
  before: Snapshot,
  now: Snapshot,
  except: ReadonlySet<string>,
): void {
  const named = new Map(changes.map(({ userId, steps }) => [userId, steps]));
  const bystanders = new Set(group?.bystanders);
  for (const [userId, is] of now.people) {
    if (except.has(userId)) continue;
    const was = before.people.get(userId);
    const [had, has] = [listWorking(was), listWorking(is)];
    const steps = named.get(userId) ?? [];
    const adds = new Set<string>(bystanders.has(userId) ? group?.add.map(({ skuId }) => skuId) : []);
    const removes = new Set<string>(bystanders.has(userId) ? group?.remove : []);
    for (const step of steps)
      if (step.kind === 'write-licenses' || step.kind === 'await-microsoft') {
        step.add.forEach(({ skuId }) => adds.add(skuId));
        step.remove.forEach((skuId) => removes.add(skuId));
      }
    for (const skuId of has)
      if (!had.has(skuId) && !adds.has(skuId) && !except.has(skuId))
        faults.add(
          'bystanders',
          `${names.person(userId)} gained ${names.plan(skuId)}, which the review does not say`,
        );
    for (const skuId of had)
      if (!has.has(skuId) && !removes.has(skuId) && !except.has(skuId))
        faults.add(
          'bystanders',
          `${names.person(userId)} lost ${names.plan(skuId)}, which the review does not say`,
        );
  }
}

/** By the group route only as many people join as there are licenses: Microsoft is never left to choose. */
export function judgeChoosing(
  { faults, names }: CampaignWorld,
  now: Snapshot,
  ours: ReadonlySet<string>,
): void {
  for (const [userId, { licenses }] of now.people)
    for (const { skuId, groupId = '', isError, error } of licenses)
      if (isError && error === 'CountViolation' && ours.has(groupId))
        faults.add(
          'choosing',
          `${names.person(userId)} joined and got no ${names.plan(skuId)}: none was left`,
        );
}

function listWorking(person: SeenPerson | undefined): ReadonlySet<string> {
  return new Set(person?.licenses.filter(({ isError }) => !isError).map(({ skuId }) => skuId));
}
