import { aTimeout, expect } from '@open-wc/testing';
import type { Account } from '../../../src/auth/auth.js';
import { HostPermissions } from '../../../src/context/host-permissions.js';
import type { Session } from '../../../src/context/session.js';
import type { ProviderController, ProviderStatus } from '../../../src/controllers/provider-controller.js';
import { PublishController } from '../../../src/controllers/publishing/publish-controller.js';
import type { PublishTopic } from '../../../src/controllers/publishing/publish-topic.js';
import type { CanDo } from '../../../src/model/host-action.js';
import type { UserResult } from '../../../src/model/publish/user-result.js';
import { startRun, type PublishRun } from '../../../src/publishing/publish-run.js';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { PublishDecisions } from '../../../src/publishing/review/review-input.js';
import type { Review } from '../../../src/publishing/review/review.js';
import type { PublishSummary } from '../../../src/store/journal/journal-entry.js';
import { createBareChange, createBareReview } from '../../support/bare-review.js';
import { until } from '../../support/until.js';

const megan: Account = {
  objectId: 'megan',
  name: 'Megan',
  username: 'megan@contoso.example',
  tenantId: 'contoso',
};
const alex: Account = { ...megan, objectId: 'alex', name: 'Alex' };
const stamp = { at: '2026-11-23T10:00:00Z', by: 'megan' };

function reviewOf(userIds: readonly string[], decisions: PublishDecisions): Review {
  const add = [{ skuId: 'E3', disabledPlans: [] }];
  const changes = userIds.map((userId) =>
    createBareChange(userId, {
      steps: [{ kind: 'write-licenses', add, changed: [], remove: [] }],
      needs: ['E3'],
    }),
  );
  return createBareReview(() => ({ changes }), {}, decisions);
}

/** A tenant in which publishing does what the test says. */
class Stage {
  /** Whom the next review is about, and whom what is left of a publish is about. */
  people: readonly string[] = ['lee', 'mia'];
  rest: readonly string[] = [];
  /** How the next publish ends for each person. */
  resultOf = (userId: string): UserResult => ({ userId, status: 'applied' });
  can: CanDo | undefined;
  account: Account | undefined = megan;
  status: ProviderStatus = 'signed-in';
  topic: PublishTopic | undefined = { workspaceId: 'sales' };
  readonly interrupted: readonly PublishSummary[];
  readonly asked: string[] = [];
  readonly published: Review[] = [];
  readonly controller: PublishController;
  #current: PublishRun | undefined;
  readonly #sessions = new Map<Account, Session>();

  constructor(interrupted: readonly PublishSummary[] = []) {
    this.interrupted = interrupted;
    const host = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
    };
    this.controller = new PublishController(host, this.#provider(), () => this.topic);
    this.update();
  }

  /** The portal is asked from now on; returns what answers. */
  answerLater(): (allowed: boolean) => void {
    let answer = (_allowed: boolean): void => undefined;
    const answered = new Promise<boolean>((resolve) => (answer = resolve));
    this.can = () => answered;
    return answer;
  }

  update(): void {
    this.controller.hostUpdate();
  }

  /** Waits until a review is shown, and returns it. */
  async reviewed(): Promise<Review> {
    await until(() => this.controller.view.status === 'review', 'reviewed');
    const { view } = this.controller;
    if (view.status !== 'review') throw new Error('no review');
    return view.review;
  }

  async publish(review: Review): Promise<void> {
    await this.controller.publish(review);
    await until(() => this.controller.view.status === 'finished', 'published');
  }

  #provider(): ProviderController {
    const provider: Partial<ProviderController> = Object.defineProperties(
      {},
      {
        session: { get: () => this.account && this.#sessionOf(this.account) },
        status: { get: () => this.status },
      },
    );
    return provider as ProviderController;
  }

  #sessionOf(account: Account): Session {
    const known = this.#sessions.get(account) ?? this.#createSession(account);
    this.#sessions.set(account, known);
    return known;
  }

  #createSession(account: Account): Session {
    const publisher: Partial<Publisher> = {
      subscribe: () => () => undefined,
      interrupted: () => Promise.resolve(this.interrupted),
      review: (_id, decisions = {}) => Promise.resolve(reviewOf(this.people, decisions)),
      reviewReclaim: (_items, decisions = {}) => Promise.resolve(reviewOf(this.people, decisions)),
      reviewRest: (publishId, decisions = {}) => {
        this.asked.push(publishId);
        return Promise.resolve(reviewOf(this.rest, decisions));
      },
      publish: (review) => (this.#current = this.#run(review)),
    };
    Object.defineProperty(publisher, 'current', { get: () => this.#current });
    const next = { end: () => undefined };
    const permissions = new HostPermissions(() => this.can);
    const graph = { recallPlans: () => Promise.resolve() };
    return { account, graph, workspaces: { publisher, next, permissions } } as unknown as Session;
  }

  #run(review: Review): PublishRun {
    this.published.push(review);
    const people = review.changeSet.changes.map(({ userId }) => userId);
    const options = {
      publishId: `publish-${this.published.length}`,
      review,
      graph: { wait: undefined, onWait: () => () => undefined },
      clock: { now: () => 0, counted: () => 0, sleep: () => Promise.resolve() },
      isAttended: true,
    };
    return startRun(options, (control) => {
      control.begin(people.length);
      for (const userId of people) control.report(this.resultOf(userId));
      return Promise.resolve('completed');
    });
  }
}

const cutOff: PublishSummary = {
  head: {
    schemaVersion: 1,
    publishId: 'cut-off',
    workspaceId: 'sales',
    workspaceName: 'Sales',
    kind: 'publish',
    reverts: false,
    route: 'direct',
    by: 'alex',
    startedAt: stamp.at,
    peopleCount: 2,
    blockedCount: 0,
  },
};

const notSent = (userId: string): UserResult => ({ userId, status: 'not-sent', reason: 'cancelled' });
const keys = (): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith('o365-decisions:'));

describe('PublishController', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => sessionStorage.clear());

  describe('publishing', () => {
    it('publishes the very review that is shown', async () => {
      const stage = new Stage();
      const review = await stage.reviewed();
      await stage.publish(review);
      expect(stage.published).to.deep.equal([review]);
    });

    it('does not start with a review that another one took the place of, and says so', async () => {
      const stage = new Stage();
      const confirmed = await stage.reviewed();
      stage.people = ['lee', 'mia', 'joe'];
      await stage.controller.read();
      await stage.controller.publish(confirmed);
      expect(stage.published).to.deep.equal([]);
      expect(stage.controller.replaced).to.equal('since-confirmed');
      const other = await stage.reviewed();
      expect(other.changeSet.changes).to.have.length(3);
      await stage.publish(other);
      expect(stage.published).to.deep.equal([other]);
      expect(stage.controller.replaced).to.equal(undefined);
    });

    it('does not start with what another account confirmed', async () => {
      const stage = new Stage();
      const confirmed = await stage.reviewed();
      stage.account = alex;
      stage.update();
      await stage.reviewed();
      await stage.controller.publish(confirmed);
      expect(stage.published).to.deep.equal([]);
    });

    it('waits for the answer of the portal, and asks the page only then', async () => {
      const stage = new Stage();
      const answer = stage.answerLater();
      const review = await stage.reviewed();
      let asked = 0;
      const publishing = stage.controller.publish(review, () => (asked += 1) > 0);
      await aTimeout(0);
      expect(stage.published).to.deep.equal([]);
      expect(asked).to.equal(0);
      answer(true);
      await publishing;
      expect(stage.published).to.deep.equal([review]);
      expect(asked).to.equal(1);
    });

    it('does not start with a review that another one took the place of while the portal was asked', async () => {
      const stage = new Stage();
      const answer = stage.answerLater();
      const confirmed = await stage.reviewed();
      const publishing = stage.controller.publish(confirmed);
      await stage.controller.read();
      answer(true);
      await publishing;
      expect(stage.published).to.deep.equal([]);
      expect(stage.controller.replaced).to.equal('since-confirmed');
    });

    it('does not start for somebody else who signed in while the portal was asked', async () => {
      const stage = new Stage();
      const answer = stage.answerLater();
      const publishing = stage.controller.publish(await stage.reviewed());
      stage.account = alex;
      stage.update();
      await stage.reviewed();
      answer(true);
      await publishing;
      expect(stage.published).to.deep.equal([]);
      expect(stage.controller.replaced, 'she confirmed nothing').to.equal(undefined);
    });

    it('starts once where the same review is confirmed twice', async () => {
      const stage = new Stage();
      const answer = stage.answerLater();
      const review = await stage.reviewed();
      const both = [stage.controller.publish(review), stage.controller.publish(review)];
      answer(true);
      await Promise.all(both);
      expect(stage.published).to.deep.equal([review]);
    });
  });

  describe('going on', () => {
    async function afterStopping(stage: Stage): Promise<void> {
      stage.resultOf = (userId) => (userId === 'lee' ? { userId, status: 'applied' } : notSent(userId));
      await stage.publish(await stage.reviewed());
    }

    it('needs no other word where nothing is left that was not confirmed here', async () => {
      const stage = new Stage();
      await afterStopping(stage);
      stage.rest = ['mia'];
      const confirmed = await stage.controller.readRest();
      expect(confirmed?.changeSet.changes.map(({ userId }) => userId)).to.deep.equal(['mia']);
      expect(stage.asked).to.deep.equal(['publish-1']);
      expect(stage.published).to.have.length(1);
    });

    it('shows the review where somebody came to it', async () => {
      const stage = new Stage();
      await afterStopping(stage);
      stage.rest = ['mia', 'joe'];
      expect(await stage.controller.readRest()).to.equal(undefined);
      expect((await stage.reviewed()).changeSet.changes).to.have.length(2);
    });

    it('shows that nothing is left', async () => {
      const stage = new Stage();
      await afterStopping(stage);
      expect(await stage.controller.readRest()).to.equal(undefined);
      expect((await stage.reviewed()).changeSet.changes).to.deep.equal([]);
    });

    it('shows the review of what an earlier page or somebody else left', async () => {
      const stage = new Stage([cutOff]);
      stage.rest = ['lee'];
      await until(() => stage.controller.interrupted, 'found');
      await stage.reviewed();
      expect(await stage.controller.readRest()).to.equal(undefined);
      expect(stage.asked).to.deep.equal(['cut-off']);
      expect(stage.controller.detour).to.deep.equal({ kind: 'rest', publishId: 'cut-off' });
      expect((await stage.reviewed()).changeSet.changes).to.have.length(1);
    });

    it('keeps for the rest what was decided for the whole', async () => {
      const stage = new Stage();
      await stage.reviewed();
      const decisions = { usageLocations: { mia: 'SE' } };
      stage.controller.decide(decisions);
      await afterStopping(stage);
      stage.rest = ['mia'];
      expect((await stage.controller.readRest())?.decisions).to.deep.equal(decisions);
    });
  });

  describe('what was decided', () => {
    const decisions = { usageLocations: { mia: 'SE' } };

    it('is kept for this account and this workspace', async () => {
      const stage = new Stage();
      await stage.reviewed();
      stage.controller.decide(decisions);
      expect(keys()).to.deep.equal(['o365-decisions:contoso:megan:sales']);
      const again = new Stage();
      expect((await again.reviewed()).decisions).to.deep.equal(decisions);
    });

    it('is forgotten once it is published', async () => {
      const stage = new Stage();
      await stage.reviewed();
      stage.controller.decide(decisions);
      await stage.publish(await stage.reviewed());
      expect(keys()).to.deep.equal([]);
    });

    it('is nobody else’s, and closed when somebody else signs in', async () => {
      const stage = new Stage();
      await stage.reviewed();
      stage.controller.decide(decisions);
      stage.account = alex;
      stage.update();
      expect((await stage.reviewed()).decisions).to.deep.equal({});
      expect(keys()).to.deep.equal([]);
    });

    it('is closed by signing out, not by leaving the page', async () => {
      const stage = new Stage();
      await stage.reviewed();
      stage.controller.decide(decisions);
      stage.controller.hostDisconnected();
      stage.account = undefined;
      stage.status = 'starting';
      stage.update();
      expect(keys()).to.have.length(1);
      stage.status = 'signed-out';
      stage.update();
      expect(keys()).to.deep.equal([]);
    });

    it('begins anew with another sitting when another topic is shown', async () => {
      const stage = new Stage();
      await stage.reviewed();
      const { sitting } = stage.controller;
      stage.controller.decide(decisions);
      expect(stage.controller.sitting).to.equal(sitting);
      stage.topic = { reclaims: [{ userId: 'lee', skuId: 'E3' }] };
      stage.update();
      expect(stage.controller.sitting).not.to.equal(sitting);
    });
  });
});
