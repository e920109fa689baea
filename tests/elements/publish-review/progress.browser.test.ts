import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ProviderController } from '../../../src/controllers/provider-controller.js';
import { ShownRun } from '../../../src/controllers/publishing/shown-run.js';
import { StringsController } from '../../../src/controllers/strings-controller.js';
import { createNames } from '../../../src/elements/publish-review/review-parts.js';
import { renderProgress } from '../../../src/elements/publish-review/run/render-progress.js';
import { VirtualClock } from '../../../src/emulator/index.js';
import { WaitReporter } from '../../../src/graph/pace/wait-reporter.js';
import { publishStrings } from '../../../src/localization/en/publish/publish-review.js';
import { ProvisioningError } from '../../../src/model/errors.js';
import { startRun, type RunControl } from '../../../src/publishing/publish-run.js';
import { createBareReview } from '../../support/bare-review.js';

/** Shows a run on a clock of its own, as the review does on the machine's. */
class ProgressOfRun extends LitElement {
  shown!: ShownRun;
  clock!: VirtualClock;
  readonly strings = new StringsController(this, 'publish-review', publishStrings);
  readonly shared = new ProviderController(this);
  readonly provider = '';

  protected override render() {
    const { strings, shared: provider, shown, clock } = this;
    return renderProgress({
      strings,
      provider,
      shown,
      state: shown.run.state,
      names: createNames(undefined, undefined, { nameFormerPlan: (skuId) => skuId }),
      changes: new Map(),
      onlyFailed: false,
      now: clock.now(),
      onOnlyFailed: () => undefined,
    });
  }
}
customElements.define('progress-of-run', ProgressOfRun);

interface Progress {
  readonly clock: VirtualClock;
  readonly waits: WaitReporter;
  readonly root: ShadowRoot;
  /** So many more are done like this. */
  readonly tell: (count: number, status: 'applied' | 'failed' | 'open') => Promise<void>;
  /** Shows how it is now. */
  readonly look: () => Promise<void>;
}

/** Begins a publish to so many people that goes on as the test tells it to. */
async function begin(total: number): Promise<Progress> {
  const clock = new VirtualClock();
  const waits = new WaitReporter(clock);
  const graph = {
    get wait() {
      return waits.current;
    },
    onWait: waits.subscribe.bind(waits),
  };
  const controls: RunControl[] = [];
  const review = createBareReview();
  const options = { publishId: 'by-hand', review, graph, clock, isAttended: true };
  const run = startRun(options, (control) => {
    controls.push(control);
    control.begin(total);
    return new Promise((resolve) => {
      control.signal.addEventListener('abort', () => resolve('cancelled'));
    });
  });
  const el = new ProgressOfRun();
  el.clock = clock;
  el.shown = new ShownRun(run, {
    update: () => el.requestUpdate(),
    ended: () => undefined,
  });
  ends.push(() => run.cancel());
  document.body.append(el);
  await el.updateComplete;
  const look = async (): Promise<void> => {
    el.requestUpdate();
    await el.updateComplete;
  };
  let next = 0;
  return {
    clock,
    waits,
    root: el.renderRoot as ShadowRoot,
    look,
    tell: async (count, status) => {
      for (let each = 0; each < count; each += 1) {
        const userId = `user-${(next += 1)}`;
        if (status === 'failed')
          controls[0]?.report({ userId, status, error: new ProvisioningError('not-found', 'gone') });
        else if (status === 'open') controls[0]?.report({ userId, status, reason: 'unanswered' });
        else controls[0]?.report({ userId, status });
      }
      await look();
    },
  };
}

const ends: (() => void)[] = [];

const words = (element: Element | null): string => element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

/** The figures by name. */
function figures(root: ShadowRoot): Record<string, string> {
  return Object.fromEntries(
    [...root.querySelectorAll('[part="figures"] > div')].map((each) => [
      words(each.querySelector('dt')),
      words(each.querySelector('.figure')),
    ]),
  );
}

const said = (root: ShadowRoot): string => words(root.querySelector('[part="answer"]'));

describe('the progress of a publish', () => {
  afterEach(() => {
    for (const end of ends.splice(0)) end();
    document.body.replaceChildren();
  });

  it('counts who is done, who failed, who is pending and who is to do, and how fast', async () => {
    const { clock, root, tell } = await begin(1_200);
    expect(figures(root)).to.include({ Applied: '0', Failed: '0', 'To do': '1,200' });
    await clock.advance(20_000);
    await tell(240, 'applied');
    await tell(6, 'failed');
    await tell(54, 'open');
    expect(said(root)).to.match(/^300 of 1,200 people done\./);
    expect(figures(root)).to.deep.equal({
      Applied: '240',
      Failed: '6',
      Pending: '54',
      'To do': '900',
      'People per second': '15',
    });
    const bar = root.querySelector('progress');
    expect([bar?.value, bar?.max]).to.deep.equal([300, 1_200]);
  });

  it('says how long it will take, at the speed seen', async () => {
    const { clock, root, tell } = await begin(1_200);
    await clock.advance(30_000);
    await tell(300, 'applied');
    expect(said(root)).to.equal('300 of 1,200 people done. About 2 minutes left.');
    await clock.advance(31_000);
    await tell(600, 'applied');
    expect(said(root)).to.equal('900 of 1,200 people done. About 15 seconds left.');
  });

  it('does not promise what Microsoft’s quota does not allow', async () => {
    const { clock, root, tell } = await begin(9_000);
    await clock.advance(10_000);
    await tell(3_000, 'applied');
    // At the speed seen it would be 20 seconds; 20 a second are left after the first 3,000.
    expect(said(root)).to.equal('3,000 of 9,000 people done. About 5 minutes left.');
  });

  it('promises nothing when nobody can tell', async () => {
    const { clock, root, tell, look } = await begin(1_200);
    await clock.advance(10_000);
    await tell(300, 'applied');
    await clock.advance(40_000);
    await look();
    expect(said(root)).to.equal('300 of 1,200 people done.');
    expect(figures(root)).to.include({ 'People per second': '0' });
  });

  it('says that Microsoft asked to wait and counts down, without a time left that was measured before', async () => {
    const { clock, waits, root, tell, look } = await begin(1_200);
    await clock.advance(10_000);
    await tell(300, 'applied');
    expect(said(root)).to.contain('left');
    const end = waits.begin({ reason: 'throttled', until: clock.now() + 12_000 });
    await look();
    const notice = (): string => words(root.querySelector('.notice'));
    expect(notice()).to.contain('Microsoft asked us to wait 12');
    expect(notice()).to.contain(
      `resumes automatically at ${new Date(clock.now() + 12_000).toLocaleTimeString('en')}`,
    );
    expect(said(root)).to.equal('300 of 1,200 people done.');
    await clock.advance(5_000);
    await look();
    expect(notice()).to.contain('Microsoft asked us to wait 7');
    end();
    await look();
    expect(root.querySelector('.notice')).to.equal(null);
    expect(said(root)).to.contain('left');
  });

  it('says that it keeps to the quota by itself', async () => {
    const { clock, waits, root, look } = await begin(9_000);
    waits.begin({ reason: 'paced', until: clock.now() + 1_000 });
    await look();
    expect(root.textContent).to.contain('At Microsoft’s quota');
    expect(root.querySelector('.notice')).to.equal(null);
  });

  it('tells screen readers every tenth, not every user', async () => {
    const { root, tell } = await begin(1_000);
    const told = (): string => words(root.querySelector('[role="status"]'));
    await tell(199, 'applied');
    expect(told()).to.equal('100 of 1,000 people done.');
    await tell(1, 'failed');
    expect(told()).to.equal('200 of 1,000 people done.');
  });
});
