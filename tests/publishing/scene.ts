import { expect } from 'chai';
import type { PartNumber } from '../../src/emulator/index.js';
import type { Grant } from '../../src/model/holding/grant.js';
import type { AppChoices } from '../../src/model/plan/app-choice.js';
import type { PublishCounts } from '../../src/model/publish/user-result.js';
import type { PublishRoute } from '../../src/model/workspace/workspace.js';
import { deadMs } from '../../src/publishing/loop/settle-open.js';
import type { PublishRun, PublishState } from '../../src/publishing/publish-run.js';
import type { Publisher } from '../../src/publishing/publisher.js';
import type { PublishDecisions } from '../../src/publishing/review/review-input.js';
import type { Review } from '../../src/publishing/review/review.js';
import { startWorld, type World, type WorldOptions } from './publishing-world.js';

export const routes: readonly PublishRoute[] = ['direct', 'group'];

/** A tenant with people who have a country and do not hold the plan. */
export interface Scene {
  readonly world: World;
  readonly skuId: string;
  /** In the order of their names. */
  readonly fresh: readonly string[];
  /** Who held it before. */
  readonly holders: readonly string[];
}

export interface SceneOptions extends WorldOptions {
  /** Default: one of which there are licenses for everybody. */
  readonly plan?: PartNumber;
}

export async function setScene(options: SceneOptions = {}): Promise<Scene> {
  const { plan = 'FLOW_FREE', ...rest } = options;
  const world = startWorld(rest);
  const { skuId } = await world.plan(plan);
  const people = [...(await world.people())].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const holders = listHolders(world, skuId);
  const fresh = people
    .filter(({ id, usageLocation }) => usageLocation && !holders.includes(id))
    .map(({ id }) => id);
  return { world, skuId, fresh, holders };
}

/** Puts the workspace `ws`, or another one, with this plan and for these people into the store. */
export async function saveFor(
  { world, skuId }: Pick<Scene, 'world' | 'skuId'>,
  subscribers: readonly string[],
  { id = 'ws', route = 'direct', apps = {} }: { id?: string; route?: PublishRoute; apps?: AppChoices } = {},
): Promise<void> {
  await world.save(id, { plans: [{ skuId, apps }], subscribers }, { route });
}

export interface Published {
  readonly review: Review;
  readonly run: PublishRun;
  readonly state: PublishState;
}

export async function publish({
  reviewer,
  id = 'ws',
  decisions,
}: {
  reviewer: Publisher;
  id?: string;
  decisions?: PublishDecisions;
}): Promise<Published> {
  const review = await reviewer.review(id, decisions);
  const run = reviewer.publish(review);
  return { review, run, state: await run.done };
}

/** Another administrator of the tenant, on another machine, over the same memory of the team. */
export function inviteColleague(world: World): Publisher {
  return world.reload({ ...world.colleague(0), together: true });
}

/** Undoes a publish. */
export async function undo({ publisher }: World, publishId: string): Promise<Published> {
  const review = await publisher.reviewUndo(publishId);
  const run = publisher.publish(review);
  return { review, run, state: await run.done };
}

/** Makes the workspace's group, known everywhere, with one person in it who has the plan from it. */
export async function openGroup(scene: Scene, member: string): Promise<string> {
  const { world } = scene;
  await saveFor(scene, [member], { route: 'group' });
  // Where reads lag, the group is not known at once.
  for (const reviewer of [world.publisher, world.publisher]) {
    await publish({ reviewer });
    await world.clock.advance(600_000);
    await settle(world);
  }
  const groupId = (await world.store.get('ws'))?.workspace.groupId ?? '';
  expect(listMembers(world, groupId)).to.deep.equal([member]);
  return groupId;
}

/** Who is in a group: the tenant's own truth. */
export function listMembers({ emulator }: Pick<World, 'emulator'>, groupId: string): readonly string[] {
  return [...(emulator.state().groups.find(({ id }) => id === groupId)?.members ?? [])].sort();
}

/** Counts of a publish, those not named being none. */
export function counts(some: Partial<PublishCounts>): PublishCounts {
  return { applied: 0, failed: 0, open: 0, notSent: 0, ...some };
}

/** Who holds a plan, whatever it comes from: the tenant's own truth. */
export function listHolders({ emulator }: Pick<World, 'emulator'>, skuId: string): string[] {
  return emulator
    .state()
    .users.filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId))
    .map(({ id }) => id)
    .sort();
}

/** What the team's memory says of people. */
export async function listGrantsOfPeople({ team }: Pick<World, 'team'>): Promise<readonly Grant[]> {
  return (await team.grants.list()).filter(({ holder }) => holder.kind === 'user');
}

/** Lets everything settle that a publish left open, in two looks. */
export async function settle(world: World, reviewer: Publisher = world.publisher, id = 'ws'): Promise<void> {
  await world.clock.advance(deadMs);
  await reviewer.review(id);
  await world.clock.advance(61_000);
  await reviewer.review(id);
}

/** Takes all of it back, and makes sure that nothing is left anywhere. */
export async function expectTakenBack({ world, skuId, holders }: Scene, publisher = world.publisher) {
  await world.save('ws', { subscribers: [] });
  const { state } = await publish({ reviewer: publisher });
  expect(state.error).to.equal(undefined);
  expect(state.counts.failed).to.equal(0);
  await settle(world, publisher);
  expect(listHolders(world, skuId)).to.deep.equal([...holders]);
  expect(await listGrantsOfPeople(world)).to.deep.equal([]);
}

/** Changes a person's direct licenses as somebody does by hand, in Microsoft's admin center. */
export async function writeByHand(
  world: World,
  userId: string,
  {
    add = [],
    remove = [],
  }: { add?: readonly { skuId: string; disabledPlans?: readonly string[] }[]; remove?: readonly string[] },
): Promise<void> {
  const addLicenses = add.map(({ skuId, disabledPlans = [] }) => ({ skuId, disabledPlans }));
  const answer = await world.call('POST', `/users/${userId}/assignLicense`, {
    body: { addLicenses, removeLicenses: remove },
  });
  expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
}
