import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualClock } from '../../../src/emulator/index.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { createWorkspace } from '../../../src/model/workspace/workspace.js';
import { NextPublish } from '../../../src/publishing/next/next-publish.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { Review } from '../../../src/publishing/review/review.js';
import { LeaseWatch } from '../../../src/store/lease/lease-watch.js';
import type { LeaseHold } from '../../../src/store/lease/lease.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import type { Store } from '../../../src/store/store.js';
import { createBareChange, createBareReview } from '../../support/bare-review.js';

const stamp = { at: '2026-03-02T09:00:00Z', by: 'ada' };

/** A tenant in which a colleague publishes, and a review of whom the test says. */
class Stage {
  readonly clock = new VirtualClock();
  readonly store: Store;
  readonly theirs: Store;
  readonly next: NextPublish;
  readonly published: Review[] = [];
  readonly asked: Review[] = [];
  /** Whom the workspace gives something, as a review made now says. */
  people: readonly string[] = ['lee', 'mia'];
  reviews = 0;
  whileReviewing = (): Promise<void> => Promise.resolve();
  may = true;
  whilePermitting = (): Promise<void> => Promise.resolve();
  /** What keeps the store from being read. */
  trouble: ProvisioningError | undefined;
  refuse: ProvisioningError | undefined;
  #hold: LeaseHold | undefined;

  constructor() {
    const open = memoryStore({ shares: { lease: true } });
    this.store = open({ tenantId: 'contoso', by: 'megan' });
    this.theirs = open({ tenantId: 'contoso', by: 'rohan' });
    const watch = new LeaseWatch(this.store.lease, this.clock);
    const publisher: Pick<Publisher, 'current' | 'publish' | 'subscribe' | 'watchLease'> = {
      current: undefined,
      subscribe: () => () => undefined,
      watchLease: async () => {
        if (this.trouble) throw this.trouble;
        return watch.look();
      },
      publish: (review) => {
        this.published.push(review);
        return {} as PublishRun;
      },
    };
    this.next = new NextPublish({
      publisher,
      store: this.store,
      clock: this.clock,
      permit: async () => {
        await this.whilePermitting();
        if (!this.may) throw new ProvisioningError('not-allowed', 'The portal says no.');
      },
      mayStart: (review) => this.asked.push(review) > 0,
    });
  }

  async colleagueBegins(): Promise<void> {
    this.#hold ??= await this.theirs.lease.take('theirs');
  }

  async colleagueEnds(): Promise<void> {
    const hold = this.#hold;
    this.#hold = undefined;
    if (hold) await this.theirs.lease.release(hold);
    await this.settle();
  }

  review(): Review {
    const changes = this.people.map((userId) => createBareChange(userId));
    return createBareReview(() => ({ changes }));
  }

  /** Waits with what a review says now. */
  wait(): Review {
    const confirmed = this.review();
    this.next.wait(confirmed, async () => {
      this.reviews += 1;
      await this.whileReviewing();
      if (this.refuse) throw this.refuse;
      return this.review();
    });
    return confirmed;
  }

  /** Lets everything that was begun come to where it waits for time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) await this.clock.advance(0);
  }
}

describe('what is published next', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = new Stage();
    await stage.store.workspaces.put(createWorkspace('sales', 'Sales', stamp), { etag: null });
    await stage.colleagueBegins();
  });

  it('waits while a colleague publishes, and starts once it was reviewed anew and is the same', async () => {
    stage.wait();
    await stage.clock.advance(60_000);
    expect(stage.next.state.status).to.equal('waiting');
    expect(stage.published).to.have.length(0);
    await stage.colleagueEnds();
    expect(stage.published).to.have.length(1);
    expect(stage.asked).to.deep.equal(stage.published);
    expect(stage.next.state.status).to.equal('idle');
  });

  it('is not published when somebody came to it meanwhile: the new review is there to be confirmed', async () => {
    stage.wait();
    await stage.settle();
    stage.people = ['lee', 'mia', 'joe'];
    await stage.colleagueEnds();
    const { state } = stage.next;
    expect(stage.published).to.have.length(0);
    expect(state.status === 'changed' && state.review?.changeSet.changes).to.have.length(3);
  });

  it('is reviewed once more when another colleague began before it could start', async () => {
    stage.wait();
    await stage.settle();
    stage.whileReviewing = () => stage.colleagueBegins();
    await stage.colleagueEnds();
    expect(stage.reviews).to.equal(1);
    expect(stage.published).to.have.length(0);
    stage.whileReviewing = () => Promise.resolve();
    await stage.colleagueEnds();
    expect(stage.reviews).to.equal(2);
    expect(stage.published).to.have.length(1);
  });

  it('is cancelled', async () => {
    stage.wait();
    await stage.settle();
    stage.next.end();
    await stage.colleagueEnds();
    expect(stage.published).to.have.length(0);
    expect(stage.reviews).to.equal(0);
  });

  it('ends with an edit of the draft, by whomever, and not with one of another workspace', async () => {
    stage.wait();
    await stage.settle();
    await stage.theirs.workspaces.put(createWorkspace('other', 'Other', stamp), { etag: null });
    await stage.settle();
    expect(stage.next.state.status).to.equal('waiting');
    const stored = await stage.theirs.workspaces.get('sales');
    const draft = { ...stored!.workspace.draft, subscribers: ['zoe'] };
    await stage.theirs.workspaces.put({ ...stored!.workspace, draft }, { etag: stored!.etag });
    await stage.settle();
    expect(stage.next.state.status).to.equal('changed');
    await stage.colleagueEnds();
    expect(stage.published).to.have.length(0);
  });

  it('goes on looking while the store cannot be read, and says why', async () => {
    stage.trouble = new ProvisioningError('storage-unavailable', 'The store is away.');
    stage.wait();
    await stage.settle();
    const { state } = stage.next;
    expect(state.status === 'waiting' && state.problem?.code).to.equal('storage-unavailable');
    stage.trouble = undefined;
    await stage.clock.advance(10_000);
    expect(stage.next.state).not.to.have.property('problem');
    await stage.colleagueEnds();
    expect(stage.published).to.have.length(1);
  });

  it('ends when it cannot be reviewed anew, and says why', async () => {
    stage.refuse = new ProvisioningError('throttled', 'Wait.');
    stage.wait();
    await stage.settle();
    await stage.colleagueEnds();
    const { state } = stage.next;
    expect(state.status === 'failed' && state.error.code).to.equal('throttled');
    expect(stage.published).to.have.length(0);
  });

  it('is not published where the host does not allow it by then', async () => {
    stage.wait();
    await stage.settle();
    stage.may = false;
    await stage.colleagueEnds();
    const { state } = stage.next;
    expect(state.status === 'failed' && state.error.code).to.equal('not-allowed');
    expect(stage.published).to.have.length(0);
  });

  it('waits for the answer of the host, and is not published when it was ended meanwhile', async () => {
    let answer = (): void => undefined;
    stage.whilePermitting = () => new Promise((resolve) => (answer = resolve));
    stage.wait();
    await stage.settle();
    await stage.colleagueEnds();
    expect(stage.next.state.status).to.equal('waiting');
    stage.next.end();
    answer();
    await stage.settle();
    expect(stage.published).to.have.length(0);
    await stage.colleagueBegins();
    stage.wait();
    await stage.colleagueEnds();
    expect(stage.published).to.have.length(0);
    answer();
    await stage.settle();
    expect(stage.published).to.have.length(1);
  });

  it('asks whoever shows it, and does not start when a listener objects', async () => {
    const shown: Review[] = [];
    stage.next.attend({ shows: () => false, mayStart: () => true });
    stage.next.attend({ shows: () => true, mayStart: (review) => shown.push(review) < 0 });
    stage.wait();
    await stage.settle();
    await stage.colleagueEnds();
    expect(shown).to.have.length(1);
    expect(stage.asked).to.have.length(0);
    expect(stage.published).to.have.length(0);
    expect(stage.next.state.status).to.equal('idle');
  });

  it('never publishes what was not confirmed, nor after it was cancelled, nor while somebody publishes', async () => {
    const anyMove = fc.constantFrom('begin', 'end', 'wait', 'cancel', 'edit', 'edit-back', 'pass' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { maxLength: 24 }), async (moves) => {
        const own = new Stage();
        await own.store.workspaces.put(createWorkspace('sales', 'Sales', stamp), { etag: null });
        let confirmed: Review | undefined;
        let isHeld = false;
        let seen = 0;
        for (const move of moves) {
          if (move === 'begin') await own.colleagueBegins();
          if (move === 'begin') isHeld = true;
          if (move === 'end') isHeld = false;
          if (move === 'end') await own.colleagueEnds();
          if (move === 'wait') confirmed = own.wait();
          if (move === 'cancel') own.next.end();
          if (move === 'cancel') confirmed = undefined;
          if (move === 'edit') own.people = ['lee', 'joe'];
          if (move === 'edit-back') own.people = ['lee', 'mia'];
          if (move === 'pass') await own.clock.advance(10_000);
          await own.settle();
          const started = own.published.slice(seen);
          seen = own.published.length;
          expect(started.length).to.be.at.most(1);
          if (started.length === 0) continue;
          expect(isHeld).to.equal(false);
          expect(started[0]?.changeSet).to.deep.equal(confirmed?.changeSet);
          confirmed = undefined;
        }
        own.next.end();
      }),
      { numRuns: 60 },
    );
  });
});
