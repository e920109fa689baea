import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  actionOf,
  isAbout,
  isContinuation,
  isSameTopic,
  readTopic,
  workspaceIdOf,
  type Detour,
  type PublishTopic,
} from '../../../src/controllers/publishing/publish-topic.js';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { WatchedLease } from '../../../src/store/lease/lease-watch.js';
import type { LeaseProgress } from '../../../src/store/lease/lease.js';
import { createBareReview } from '../../support/bare-review.js';

const sales: PublishTopic = { workspaceId: 'sales' };
const items = [{ userId: 'lee', skuId: 'E3' }];
const reclaims: PublishTopic = { reclaims: items };
const decisions = { leftOut: ['mia'] };

/** A lease whose holder does not respond. */
function leaseOf(progress?: Partial<LeaseProgress>): WatchedLease {
  return {
    fence: 1,
    beat: 1,
    by: 'rohan',
    sessionId: 'theirs',
    isOwn: false,
    stillMs: 200_000,
    isResponding: false,
    isReplaceable: true,
    ...(progress
      ? {
          progress: {
            publishId: 'theirs',
            kind: 'publish',
            isAttended: true,
            done: 1,
            total: 2,
            ...progress,
          },
        }
      : {}),
  };
}

/** Which review is asked for, and with what. */
async function askFor(topic: PublishTopic, detour?: Detour): Promise<readonly unknown[]> {
  const asked: unknown[] = [];
  const take =
    (name: string): Publisher['review'] =>
    async (...question) => {
      asked.push(name, ...question.slice(0, 2));
      return createBareReview();
    };
  const publisher: Partial<Publisher> = {
    review: take('review'),
    reviewUndo: take('undo'),
    reviewRest: take('rest'),
    reviewReclaim: (given, ...rest) => take('reclaim')(given.map(({ userId }) => userId).join(), ...rest),
  };
  await readTopic(publisher as Publisher, topic, detour, decisions, {});
  return asked;
}

describe('readTopic', () => {
  it('reviews the workspace, or the licenses to take back, as they say', async () => {
    expect(await askFor(sales)).to.deep.equal(['review', 'sales', decisions]);
    expect(await askFor(reclaims)).to.deep.equal(['reclaim', 'lee', decisions]);
  });

  it('reviews what a detour says in their place', async () => {
    expect(await askFor(sales, { kind: 'undo', publishId: 'p1' })).to.deep.equal(['undo', 'p1', decisions]);
    expect(await askFor(reclaims, { kind: 'rest', publishId: 'p2' })).to.deep.equal([
      'rest',
      'p2',
      decisions,
    ]);
  });

  it('takes over what is left of a publish by its record', async () => {
    const lease = leaseOf({ workspaceId: 'finance' });
    expect(await askFor(sales, { kind: 'take-over', lease, isRecorded: true })).to.deep.equal([
      'rest',
      'theirs',
      decisions,
    ]);
  });

  it('takes over a publish without a record by the tenant, of the workspace that it was about', async () => {
    const lease = leaseOf({ workspaceId: 'finance' });
    expect(await askFor(sales, { kind: 'take-over', lease, isRecorded: false })).to.deep.equal([
      'review',
      'finance',
      decisions,
    ]);
  });

  it('looks for the record of reclaimed licenses, which no workspace tells', async () => {
    expect(await askFor(sales, { kind: 'take-over', lease: leaseOf({}), isRecorded: false })).to.deep.equal([
      'rest',
      'theirs',
      decisions,
    ]);
  });

  it('reviews the topic itself where the holder had not begun', async () => {
    expect(await askFor(sales, { kind: 'take-over', lease: leaseOf(), isRecorded: false })).to.deep.equal([
      'review',
      'sales',
      decisions,
    ]);
  });
});

describe('PublishTopic', () => {
  it('is the same for the same workspace, and for the very same licenses', () => {
    expect(isSameTopic(sales, { workspaceId: 'sales' })).to.equal(true);
    expect(isSameTopic(sales, { workspaceId: 'finance' })).to.equal(false);
    expect(isSameTopic(reclaims, { reclaims: items })).to.equal(true);
    expect(isSameTopic(reclaims, { reclaims: [...items] })).to.equal(false);
    expect(isSameTopic(sales, reclaims)).to.equal(false);
    expect(isSameTopic(reclaims, sales)).to.equal(false);
    expect(isSameTopic(sales, undefined)).to.equal(false);
    expect(isSameTopic(undefined, undefined)).to.equal(true);
  });

  it('names its workspace, which reclaimed licenses do not have', () => {
    expect([workspaceIdOf(sales), workspaceIdOf(reclaims), workspaceIdOf(undefined)]).to.deep.equal([
      'sales',
      undefined,
      undefined,
    ]);
  });

  it('tells whether a publish under way is about it', () => {
    expect(isAbout({ workspaceId: 'sales' }, sales)).to.equal(true);
    expect(isAbout({ workspaceId: 'finance' }, sales)).to.equal(false);
    expect(isAbout({}, sales)).to.equal(false);
    expect(isAbout({}, reclaims)).to.equal(true);
    expect(isAbout({ workspaceId: 'sales' }, reclaims)).to.equal(false);
  });

  it('says what the portal has to allow', () => {
    expect([actionOf(sales, false), actionOf(reclaims, false)]).to.deep.equal(['publish', 'reclaim']);
    expect([actionOf(sales, true), actionOf(reclaims, true)]).to.deep.equal(['undo', 'undo']);
  });

  it('goes on with a publish only where something is left of one', () => {
    const detours: readonly (Detour | undefined)[] = [
      { kind: 'rest', publishId: 'p1' },
      { kind: 'take-over', lease: leaseOf(), isRecorded: false },
      { kind: 'undo', publishId: 'p1' },
      undefined,
    ];
    expect(detours.map(isContinuation)).to.deep.equal([true, true, false, false]);
  });
});
