import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { ProviderController } from '../../../src/controllers/provider-controller.js';
import { NextController } from '../../../src/controllers/publishing/next-controller.js';
import type { PublishController } from '../../../src/controllers/publishing/publish-controller.js';
import type { PublishTopic } from '../../../src/controllers/publishing/publish-topic.js';
import type { PublishView } from '../../../src/controllers/publishing/publish-view.js';
import { VirtualClock } from '../../../src/emulator/index.js';
import { NextPublish } from '../../../src/publishing/next/next-publish.js';
import type { PublishRun } from '../../../src/publishing/publish-run.js';
import type { PublishDecisions } from '../../../src/publishing/review/review-input.js';
import type { Review } from '../../../src/publishing/review/review.js';
import { LeaseWatch } from '../../../src/store/lease/lease-watch.js';
import { memoryStore } from '../../../src/store/memory/memory-store.js';
import { createBareChange, createBareReview } from '../../support/bare-review.js';
import { TestHost } from '../../support/test-host.js';

function reviewOf(people: readonly string[], decisions: PublishDecisions = {}): Review {
  return createBareReview(() => ({ changes: people.map((id) => createBareChange(id)) }), {}, decisions);
}

/** An account in whose tenant a colleague publishes. */
class Account {
  readonly published: Review[] = [];
  readonly next: NextPublish;
  readonly #open = memoryStore({ shares: { lease: true } });
  readonly #theirs = this.#open({ tenantId: 'contoso', by: 'rohan' }).lease;
  readonly #store = this.#open({ tenantId: 'contoso', by: 'megan' });
  readonly #hold = this.#theirs.take('theirs');

  constructor() {
    const clock = new VirtualClock();
    const watch = new LeaseWatch(this.#store.lease, clock);
    this.next = new NextPublish({
      publisher: {
        current: undefined,
        subscribe: () => () => undefined,
        watchLease: () => watch.look(),
        publish: (review) => {
          this.published.push(review);
          return {} as PublishRun;
        },
      },
      store: this.#store,
      clock,
      permit: () => Promise.resolve(),
      mayStart: () => true,
    });
  }

  async colleagueEnds(): Promise<void> {
    await this.#theirs.release(await this.#hold);
    await settle();
  }
}

/** An element that shows a review. */
class Stage {
  account: Account | undefined = new Account();
  topic: PublishTopic | undefined = { workspaceId: 'sales' };
  view: PublishView = { status: 'idle' };
  /** Whom a review made now is about. */
  people: readonly string[] = ['lee', 'mia'];
  stands = true;
  may = true;
  readonly asked: Review[] = [];
  readonly shownInstead: (Review | undefined)[] = [];
  readonly host = new TestHost();
  readonly controller: NextController;

  constructor() {
    this.controller = this.#create();
    this.host.connect();
  }

  #create(): NextController {
    const account = (): Account | undefined => this.account;
    const topic = (): PublishTopic | undefined => this.topic;
    const view = (): PublishView => this.view;
    const provider = {
      get session() {
        const workspaces = account();
        return workspaces && { workspaces };
      },
    };
    const publish: Pick<PublishController, 'topic' | 'view' | 'stands' | 'createReader' | 'showInstead'> = {
      get topic() {
        return topic();
      },
      get view() {
        return view();
      },
      stands: () => this.stands,
      createReader: (decisions) => () => Promise.resolve(reviewOf(this.people, decisions)),
      showInstead: (review) => void this.shownInstead.push(review),
    };
    return new NextController(this.host, {
      provider: provider as unknown as ProviderController,
      publish: publish as PublishController,
      mayStart: (review) => this.asked.push(review) > 0 && this.may,
    });
  }

  /** Shows a review that was just made, and waits until the element is drawn. */
  async show(review: Review, reading = false): Promise<void> {
    this.view = { status: 'review', review, base: review, reading };
    await this.update();
  }

  async update(): Promise<void> {
    this.host.requestUpdate();
    await settle();
  }

  /** Somebody confirms what is shown while the colleague publishes. */
  async confirm(decisions: PublishDecisions = {}): Promise<Review> {
    const review = reviewOf(this.people, decisions);
    await this.show(review);
    this.controller.wait(review);
    await settle();
    return review;
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('NextController', () => {
  it('shows that it waits, and publishes when the colleague is done', async () => {
    const stage = new Stage();
    const { updates } = stage.host;
    const confirmed = await stage.confirm();
    expect(stage.controller.state).to.deep.equal({ status: 'waiting', confirmed });
    expect(stage.host.updates).to.be.greaterThan(updates);
    await stage.account?.colleagueEnds();
    expect(stage.asked).to.have.length(1);
    expect(stage.account?.published).to.have.length(1);
    expect(stage.controller.state.status).to.equal('idle');
  });

  it('publishes nothing where the page objects when its turn comes', async () => {
    const stage = new Stage();
    await stage.confirm();
    stage.may = false;
    await stage.account?.colleagueEnds();
    expect([stage.asked.length, stage.account?.published.length]).to.deep.equal([1, 0]);
  });

  it('does not wait with what no longer stands', async () => {
    const stage = new Stage();
    stage.stands = false;
    await stage.confirm();
    expect(stage.controller.state).to.deep.equal({ status: 'idle' });
  });

  it('goes on waiting with what waited before, whatever is shown meanwhile', async () => {
    const stage = new Stage();
    stage.stands = false;
    const confirmed = reviewOf(stage.people);
    await stage.update();
    stage.controller.waitOn(confirmed);
    expect(stage.controller.state).to.deep.equal({ status: 'waiting', confirmed });
  });

  it('publishes nothing once it was ended', async () => {
    const stage = new Stage();
    await stage.confirm();
    stage.controller.end();
    expect(stage.controller.state).to.deep.equal({ status: 'idle' });
    await stage.account?.colleagueEnds();
    expect(stage.account?.published).to.deep.equal([]);
  });

  it('shows what would be published now in the place of what was confirmed', async () => {
    const stage = new Stage();
    await stage.confirm();
    stage.people = ['lee'];
    await stage.account?.colleagueEnds();
    await stage.host.updateComplete;
    expect(stage.account?.published).to.deep.equal([]);
    expect(
      stage.shownInstead.map((review) => review?.changeSet.changes.map(({ userId }) => userId)),
    ).to.deep.equal([['lee']]);
    expect(stage.controller.state).to.deep.equal({ status: 'idle' });
  });

  it('goes on waiting while the same is shown, also when it was read anew', async () => {
    const stage = new Stage();
    const confirmed = await stage.confirm();
    await stage.show(reviewOf(stage.people));
    expect(stage.controller.state).to.deep.equal({ status: 'waiting', confirmed });
    expect(stage.shownInstead).to.deep.equal([]);
  });

  it('ends with what is shown being another one, and says that it has to be looked at', async () => {
    const stage = new Stage();
    await stage.confirm();
    await stage.show(reviewOf(['lee']), true);
    expect(stage.controller.state.status).to.equal('waiting');
    await stage.show(reviewOf(['lee']));
    expect(stage.controller.state.status).to.equal('idle');
    expect(stage.shownInstead).to.deep.equal([undefined]);
  });

  it('ends with another decision, which whoever made it has looked at', async () => {
    const stage = new Stage();
    await stage.confirm();
    await stage.show(reviewOf(['lee'], { leftOut: ['mia'] }));
    expect(stage.controller.state.status).to.equal('idle');
    expect(stage.shownInstead).to.deep.equal([]);
  });

  it('ends with another topic', async () => {
    const stage = new Stage();
    await stage.confirm();
    stage.topic = { workspaceId: 'finance' };
    await stage.update();
    stage.topic = { workspaceId: 'sales' };
    await stage.update();
    expect(stage.controller.state).to.deep.equal({ status: 'idle' });
    await stage.account?.colleagueEnds();
    expect(stage.account?.published).to.deep.equal([]);
  });

  it('waits on off the page, tells nobody, and publishes without asking who is gone', async () => {
    const stage = new Stage();
    await stage.confirm();
    stage.host.disconnect();
    const { updates } = stage.host;
    await stage.account?.colleagueEnds();
    expect([stage.host.updates, stage.asked.length]).to.deep.equal([updates, 0]);
    expect(stage.account?.published).to.have.length(1);
  });

  it('shows nothing of another account', async () => {
    const stage = new Stage();
    await stage.confirm();
    const before = stage.account;
    stage.account = new Account();
    await stage.update();
    expect(stage.controller.state).to.deep.equal({ status: 'idle' });
    const { updates } = stage.host;
    before?.next.end();
    await settle();
    expect(stage.host.updates).to.equal(updates);
  });
});
