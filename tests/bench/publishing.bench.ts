import { toPlan } from '../../src/model/holding/entitlement.js';
import { GrantIndex } from '../../src/model/holding/grant-index.js';
import type { DirectoryUser } from '../../src/model/holding/user.js';
import { createWorkspace, type Workspace } from '../../src/model/workspace/workspace.js';
import type { ReviewInput } from '../../src/publishing/review/review-input.js';
import { reviewWorkspace } from '../../src/publishing/review/review-workspace.js';
import { listPlans } from '../../src/services/licenses/licenses.js';
import { confirmAll, startWorld, type World } from '../publishing/publishing-world.js';
import { makePlan } from '../support/make-plan.js';
import type { Figure } from './figure.js';

/** Documented write quota of one app in one tenant: the bucket, and how long it takes to fill. */
const bucketWrites = 3_000;
const refillSeconds = 150;
/** A plan of which there is enough for everybody, so that nobody is left out of what is measured. */
const freePlan = 'POWER_BI_STANDARD';

/** What publishing costs in requests, writes and time, and how others fare who do it by hand. */
export async function publishingFigures(): Promise<Figure[]> {
  return [
    ...measurePlanning(),
    ...(await measureDirect(1_000)),
    ...(await measureDirect(10_000)),
    ...(await measureGroup(10_000)),
    await measureOverview(5_000),
    await measureSequential(1_000),
    await measureBatchNoRetry(1_000),
  ];
}

function measurePlanning(): Figure[] {
  return [1_000, 10_000, 100_000].map((count) => {
    const input = createInput(count);
    reviewWorkspace(input);
    const times = [1, 2, 3, 4, 5].map(() => {
      const started = performance.now();
      reviewWorkspace(input);
      return performance.now() - started;
    });
    return figure(
      `review.${count}.ms`,
      median(times),
      'ms',
      `reviewWorkspace for ${count} users, two plans, a third of them subscribed elsewhere too; median of 5 after a warm-up`,
    );
  });
}

async function measureDirect(count: number): Promise<Figure[]> {
  const world = startWorld({ tenant: 'contoso', users: Math.ceil(count * 1.5), quota: 'documented' });
  const subscribers = await subscribe(world, count);
  const review = await world.publisher.review('flow', confirmLocations(await world.people(), subscribers));
  const { changes } = review.changeSet;
  requireEverybody(changes.length, count);
  const calls = world.calls();
  const started = world.clock.now();
  const state = await world.publisher.publish(review).done;
  if (state.counts.applied !== changes.length) throw new Error(`Only ${state.counts.applied} were applied.`);
  const seconds = (world.clock.now() - started) / 1_000;
  const used = world.calls() - calls;
  const writes = world.emulator.state().users.reduce((sum, user) => sum + user.writes, 0);
  if (count === 1_000)
    return [
      figure('publish.direct.1000.httpCalls', used, 'requests', 'publishing 1,000 users on the direct route'),
      figure(
        'publish.replan.writes',
        (await replan(world)).length,
        'writes',
        'changes in a review made after a clean publish of 1,000 users',
      ),
    ];
  const quotaSeconds = Math.max(0, writes - bucketWrites) / (bucketWrites / refillSeconds);
  return [
    figure(
      `publish.direct.${count}.ratioToQuota`,
      seconds / quotaSeconds,
      'ratio',
      `virtual time to publish ${count} users over the time that the documented quota needs at least`,
    ),
    figure(
      `publish.direct.${count}.writesPerUser`,
      writes / changes.length,
      'writes',
      `writes that reached the tenant per changed user, publishing ${count} users`,
    ),
  ];
}

async function measureGroup(count: number): Promise<Figure[]> {
  const world = startWorld({ tenant: 'contoso', users: Math.ceil(count * 1.5), quota: 'documented' });
  const subscribers = await subscribe(world, count);
  await world.save('flow', {}, { route: 'group' });
  const before = countWrites(world);
  const review = await world.publisher.review('flow', confirmAll(subscribers));
  requireEverybody(review.changeSet.changes.length, count);
  const calls = world.calls();
  const state = await world.publisher.publish(review).done;
  if (state.end !== 'completed' || state.counts.applied !== review.changeSet.changes.length)
    throw new Error(`The group route ended ${state.end}: ${state.error?.message ?? ''}`);
  const used = world.calls() - calls;
  return [
    figure(
      `publish.group.${count}.writes`,
      countWrites(world) - before,
      'writes',
      `writes to publish ${count} users on the group route; N/20 + 20 is the bar`,
    ),
    figure(
      `publish.group.${count}.httpCalls`,
      used,
      'requests',
      `requests to publish ${count} users on the group route, with the wait for Microsoft and the reading of who failed`,
    ),
  ];
}

/** A figure named after a number of users is one of that many. */
function requireEverybody(changes: number, count: number): void {
  if (changes !== count) throw new Error(`Only ${changes} of ${count} users would change.`);
}

async function measureOverview(count: number): Promise<Figure> {
  const world = startWorld({ tenant: 'contoso', users: count });
  const before = world.calls();
  await Promise.all([world.people(), listPlans(world.graph)]);
  return figure(
    `read.overview.${count}.httpCalls`,
    world.calls() - before,
    'requests',
    `who has what, for ${count} users: everybody with licenses, and the plans`,
  );
}

/** A script that writes one user after the other, as most do: each answer takes 300 ms. */
async function measureSequential(count: number): Promise<Figure> {
  const { world, userIds, skuId } = await startPeer(count);
  const started = world.clock.now();
  for (const userId of userIds) {
    await world.clock.sleep(300);
    const body = { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] };
    const { status } = await world.call('POST', `/users/${userId}/assignLicense`, { body });
    if (status !== 200 && status !== 429) throw new Error(`The peer got ${status}.`);
  }
  return figure(
    `peer.sequential.${count}.virtualSeconds`,
    (world.clock.now() - started) / 1_000,
    's',
    `one assignLicense after the other for ${count} users, 300 ms each, on virtual time`,
  );
}

/** Batches of 20 as fast as they go, where a batch that is answered counts as done: throttled items are lost. */
async function measureBatchNoRetry(count: number): Promise<Figure> {
  const { world, userIds, skuId } = await startPeer(count);
  // Another script of the same app has used most of the quota, as happens when two run at once.
  await spendQuota(world, bucketWrites - count / 2);
  for (let at = 0; at < userIds.length; at += 20) {
    const requests = userIds.slice(at, at + 20).map((userId, index) => ({
      id: String(index),
      method: 'POST',
      url: `/users/${userId}/assignLicense`,
      headers: { 'Content-Type': 'application/json' },
      body: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
    }));
    await world.call('POST', '/$batch', { body: { requests } });
  }
  const wanted = new Set(userIds);
  const left = world.emulator
    .state()
    .users.filter((user) => wanted.has(user.id))
    .filter((user) => !user.assignedLicenses.some((license) => license.skuId === skuId));
  return figure(
    `peer.batchNoRetry.${count}.usersLeftBehind`,
    left.length,
    'users',
    `${count} users in batches without retry of throttled items, while ${bucketWrites - count / 2} writes of the quota are used up`,
  );
}

async function startPeer(count: number): Promise<{ world: World; userIds: string[]; skuId: string }> {
  const world = startWorld({ tenant: 'contoso', users: Math.ceil(count * 1.5), quota: 'documented' });
  const userIds = await subscribe(world, count);
  const { skuId } = await world.plan(freePlan);
  return { world, userIds, skuId };
}

async function spendQuota(world: World, writes: number): Promise<void> {
  const [person] = await world.people();
  for (let at = 0; at < writes; at += 20) {
    const requests = Array.from({ length: Math.min(20, writes - at) }, (_, index) => ({
      id: String(index),
      method: 'PATCH',
      url: `/users/${person?.id ?? ''}`,
      headers: { 'Content-Type': 'application/json' },
      body: { usageLocation: 'US' },
    }));
    await world.call('POST', '/$batch', { body: { requests } });
  }
}

async function replan(world: World) {
  return (await world.publisher.review('flow')).changeSet.changes;
}

/** People who can get the free plan in one write: located, without it, and with a consistent set of apps. */
async function subscribe(world: World, count: number): Promise<string[]> {
  const free = await world.plan(freePlan);
  const phone = (await listPlans(world.graph)).find((plan) => plan.skuPartNumber === 'MCOEV');
  const people = (await world.people()).filter(
    (person) =>
      person.usageLocation &&
      !person.licenses.some(({ skuId }) => skuId === free.skuId || skuId === phone?.skuId),
  );
  if (people.length < count) throw new Error(`Only ${people.length} people for ${count}.`);
  const subscribers = people.slice(0, count).map((person) => person.id);
  await world.save('flow', { plans: [{ skuId: free.skuId, apps: {} }], subscribers });
  return subscribers;
}

function confirmLocations(people: readonly DirectoryUser[], subscribers: readonly string[]) {
  const wanted = new Set(subscribers);
  return confirmAll(
    people.filter(({ id, usageLocation }) => wanted.has(id) && !usageLocation).map(({ id }) => id),
  );
}

function countWrites(world: World): number {
  const { requests } = world.emulator.state();
  return Object.entries(requests)
    .filter(([name]) => !name.startsWith('GET') && !name.includes('batch'))
    .reduce((sum, [, count]) => sum + count, 0);
}

function createInput(count: number): ReviewInput {
  const plans = ['sku-a', 'sku-b'].map((skuId) =>
    makePlan(skuId, [], {
      prepaidUnits: { enabled: count, warning: 0, suspended: 0, lockedOut: 0 },
      apps: Array.from({ length: 50 }, (_, index) => ({
        servicePlanId: `${skuId}-${index}`,
        servicePlanName: `APP_${index}`,
        name: `App ${index}`,
        switchable: true,
      })),
    }),
  );
  const ids = Array.from({ length: count }, (_, index) => `user-${index}`);
  const users = new Map(
    ids.map((id, index): [string, DirectoryUser] => [
      id,
      {
        id,
        displayName: `Person ${(index * 7_919) % count}`,
        userPrincipalName: `${id}@contoso.com`,
        usageLocation: 'US',
        accountEnabled: true,
        guest: false,
        synced: true,
        licenses:
          index % 3 === 0
            ? [{ skuId: 'sku-b', disabledPlans: ['sku-b-1'], assignedByGroup: null, state: 'Active' }]
            : [],
      },
    ]),
  );
  const stamp = { at: '2026-01-01T00:00:00Z', by: '' };
  const create = (id: string, subscribers: string[], skuIds: string[]): Workspace => {
    const empty = createWorkspace(id, id, stamp);
    const workspacePlans = skuIds.map((skuId) => ({ skuId, apps: { [`${skuId}-3`]: 'off' as const } }));
    return { ...empty, draft: { ...empty.draft, subscribers, plans: workspacePlans } };
  };
  const other = create(
    'other',
    ids.filter((_, index) => index % 3 === 0),
    ['sku-b'],
  );
  return {
    workspace: create('mine', ids, ['sku-a', 'sku-b']),
    others: [{ ...other, published: other.draft }],
    users,
    plans,
    services: [],
    grants: new GrantIndex(
      ids
        .filter((_, index) => index % 3 === 0)
        .map((userId) => ({
          workspaceId: 'other',
          holder: { kind: 'user', userId },
          entitlement: toPlan('sku-b'),
          state: 'given',
          publishId: 'earlier',
        })),
    ),
    readAt: stamp.at,
  };
}

function figure(id: string, value: number, unit: string, method: string): Figure {
  return { id, value: Math.round(value * 1_000) / 1_000, unit, better: 'lower', method };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
