import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { isNews, ShownRun } from '../../../src/controllers/publishing/shown-run.js';
import { VirtualClock } from '../../../src/emulator/index.js';
import { startRun, type PublishState, type RunControl } from '../../../src/publishing/publish-run.js';
import { createBareReview } from '../../support/bare-review.js';

/** A publish to two people that goes on as the test tells it to. */
class Stage {
  readonly review = createBareReview();
  readonly clock = new VirtualClock();
  /** How often what is shown was drawn anew. */
  updates = 0;
  readonly ended: PublishState[] = [];
  #control: RunControl | undefined;
  #end = (): void => undefined;
  readonly run = startRun(
    {
      publishId: 'p1',
      review: this.review,
      graph: { wait: undefined, onWait: () => () => undefined },
      clock: this.clock,
      isAttended: true,
    },
    (control) => {
      this.#control = control;
      control.begin(2);
      return new Promise((resolve) => (this.#end = () => resolve('completed')));
    },
  );

  look(): ShownRun {
    return new ShownRun(this.run, {
      update: () => (this.updates += 1),
      ended: (state) => this.ended.push(state),
    });
  }

  report(userId: string): void {
    this.#control?.report({ userId, status: 'applied' });
  }

  get isTold(): boolean {
    return this.#control?.signal.aborted ?? false;
  }

  async end(): Promise<void> {
    this.#end();
    await this.run.done;
  }
}

beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }));
afterEach(() => mock.timers.reset());

describe('ShownRun', () => {
  it('is drawn anew with every result, and every second in between', () => {
    const stage = new Stage();
    const shown = stage.look();
    stage.report('lee');
    expect(stage.updates).to.equal(1);
    mock.timers.tick(2_000);
    expect(stage.updates).to.equal(3);
    shown.leave();
  });

  it('tells the last state once, and is drawn no more', async () => {
    const stage = new Stage();
    stage.look();
    stage.report('lee');
    await stage.end();
    expect(stage.ended.map(({ status, end, counts }) => [status, end, counts.applied])).to.deep.equal([
      ['finished', 'completed', 1],
    ]);
    const { updates } = stage;
    mock.timers.tick(5_000);
    expect(stage.updates).to.equal(updates);
  });

  it('hears nothing more once nobody looks, while it runs on', async () => {
    const stage = new Stage();
    stage.look().leave();
    stage.report('lee');
    mock.timers.tick(5_000);
    await stage.end();
    expect([stage.updates, stage.ended.length]).to.deep.equal([0, 0]);
    expect(stage.run.state.counts.applied).to.equal(1);
  });

  it('says what it is, and how long it takes', async () => {
    const stage = new Stage();
    const shown = stage.look();
    expect([shown.confirmed, shown.undoes]).to.deep.equal([stage.review, false]);
    await stage.clock.advance(3_000);
    expect(shown.elapsedMs).to.equal(3_000);
    shown.leave();
  });

  it('stops the publish, and shows at once that it was told to', () => {
    const stage = new Stage();
    const shown = stage.look();
    expect([shown.stopping, stage.isTold]).to.deep.equal([false, false]);
    shown.stop();
    expect([shown.stopping, stage.isTold, stage.updates]).to.deep.equal([true, true, 1]);
    shown.leave();
  });
});

describe('isNews', () => {
  it('is so while it runs, and no more when somebody saw what came of it', async () => {
    const stage = new Stage();
    stage.look();
    expect(isNews(stage.run)).to.equal(true);
    await stage.end();
    expect(isNews(stage.run)).to.equal(false);
  });

  it('is still so when whoever looked had left before the end', async () => {
    const stage = new Stage();
    stage.look().leave();
    await stage.end();
    expect(isNews(stage.run)).to.equal(true);
  });
});
