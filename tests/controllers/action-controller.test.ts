import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ActionController } from '../../src/controllers/action-controller.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { TestHost } from '../support/test-host.js';

/** Work that somebody ends by hand, each time it is done. */
class Job {
  readonly done: {
    readonly signal: AbortSignal;
    readonly end: (value: string) => void;
    readonly fail: (thrown: unknown) => void;
  }[] = [];

  readonly work = (signal: AbortSignal): Promise<string> =>
    new Promise((end, fail) => {
      this.done.push({ signal, end, fail });
    });
}

async function start() {
  const host = new TestHost();
  let account = 'Megan';
  const action = new ActionController<string>(host, () => account);
  host.connect();
  await host.updateComplete;
  const signInAs = (name: string): void => {
    account = name;
    host.requestUpdate();
  };
  return { host, action, signInAs };
}

const refusal = new ProvisioningError('throttled', 'Too many.');

/** Lets everybody hear of what happened. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('ActionController', () => {
  it('shows that something runs, and what came of it', async () => {
    const { host, action } = await start();
    const job = new Job();
    expect(action).to.include({ running: false, value: undefined, failure: undefined });
    const run = action.run(job.work);
    expect(action.running).to.equal(true);
    await settle();
    const { updates } = host;
    job.done[0]?.end('Done');
    await run;
    await settle();
    expect(action).to.include({ running: false, value: 'Done' });
    expect(host.updates).to.equal(updates + 1);
  });

  it('shows a failure until it is tried again', async () => {
    const { action } = await start();
    const job = new Job();
    void action.run(job.work);
    job.done[0]?.fail(refusal);
    await settle();
    expect(action.running).to.equal(false);
    expect(action.failure?.error).to.equal(refusal);
    action.failure?.retry();
    expect(action).to.include({ running: true, failure: undefined });
    job.done[1]?.end('Done');
    await settle();
    expect(action).to.include({ running: false, value: 'Done', failure: undefined });
  });

  it('gives every failure a code, also of what fails before it begins', async () => {
    const { action } = await start();
    await action.run(() => {
      throw new TypeError('No one is there.');
    });
    expect(action.failure?.error.code).to.equal('unexpected');
  });

  it('aborts what ran before, and ignores what becomes of it', async () => {
    const { action } = await start();
    const first = new Job();
    const second = new Job();
    void action.run(first.work);
    void action.run(second.work);
    expect(first.done[0]?.signal.aborted).to.equal(true);
    first.done[0]?.fail(refusal);
    await settle();
    expect(action).to.include({ running: true, failure: undefined });
    second.done[0]?.end('Second');
    await settle();
    expect(action).to.include({ running: false, value: 'Second' });
  });

  it('keeps what came of it while it runs again, and not when that fails', async () => {
    const { action } = await start();
    const job = new Job();
    void action.run(job.work);
    job.done[0]?.end('First');
    await settle();
    void action.run(job.work);
    expect(action.value).to.equal('First');
    job.done[1]?.fail(refusal);
    await settle();
    expect(action.value).to.equal(undefined);
  });

  it('tells of each that fails among those that run side by side', async () => {
    const { action } = await start();
    const first = new Job();
    const second = new Job();
    void action.runBeside(first.work);
    void action.runBeside(second.work);
    expect(first.done[0]?.signal.aborted).to.equal(false);
    first.done[0]?.fail(refusal);
    await settle();
    expect(action.running).to.equal(true);
    second.done[0]?.end('Second');
    await settle();
    expect(action.running).to.equal(false);
    expect(action.failure?.error).to.equal(refusal);
    action.failure?.retry();
    first.done[1]?.end('First');
    await settle();
    expect(action).to.include({ value: 'First', failure: undefined });
  });

  it('aborts what runs when the host leaves the page, and shows what was when it comes back', async () => {
    const { host, action } = await start();
    const [done, running] = [new Job(), new Job()];
    void action.run(done.work);
    done.done[0]?.end('Done');
    await settle();
    void action.run(running.work);
    host.disconnect();
    expect(running.done[0]?.signal.aborted).to.equal(true);
    running.done[0]?.fail(refusal);
    host.connect();
    await settle();
    expect(action).to.include({ running: false, value: 'Done', failure: undefined });
  });

  for (const [when, end] of [
    ['it is reset', ({ action }) => action.reset()],
    ['somebody else is signed in', ({ signInAs }) => signInAs('Adele')],
  ] satisfies readonly (readonly [string, (world: Awaited<ReturnType<typeof start>>) => void])[]) {
    it(`aborts what runs when ${when}, and forgets what was`, async () => {
      const world = await start();
      const { action } = world;
      const [done, running] = [new Job(), new Job()];
      void action.run(done.work);
      done.done[0]?.end('Done');
      await settle();
      void action.run(running.work);
      end(world);
      await settle();
      expect(running.done[0]?.signal.aborted).to.equal(true);
      expect(action).to.include({ running: false, value: undefined });
      running.done[0]?.fail(refusal);
      await settle();
      expect(action).to.include({ running: false, failure: undefined });
    });
  }
});
