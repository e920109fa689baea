import { pbkdf2 } from 'node:crypto';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/clock.js';
import { startEmulator } from '../support/emulator.js';

describe('VirtualClock', () => {
  it('stands still until advanced', async () => {
    const clock = new VirtualClock({ start: 1000 });
    let woken = false;
    const sleep = clock.sleep(50).then(() => (woken = true));
    await clock.advance(49);
    expect([clock.now(), woken]).to.deep.equal([1049, false]);
    await clock.advance(1);
    expect([clock.now(), woken]).to.deep.equal([1050, true]);
    await sleep;
  });

  it('wakes sleepers in order and lets each act before the next', async () => {
    const clock = new VirtualClock({ start: 0 });
    const log: string[] = [];
    const act = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      log.push(`${name}@${clock.now()}`);
    };
    const first = act('late', 30).then(() => act('later', 10));
    const all = [first, act('early', 10), act('same', 10), act('early too', 20)];
    await clock.advance(100);
    expect(log).to.deep.equal(['early@10', 'same@10', 'early too@20', 'late@30', 'later@40']);
    await Promise.all(all);
  });

  it('rejects an aborted sleep with the reason, and forgets the sleeper', async () => {
    const clock = new VirtualClock();
    const stop = new AbortController();
    const sleep = clock.sleep(1000, stop.signal);
    stop.abort(new Error('enough'));
    expect(await sleep.catch((error: Error) => error.message)).to.equal('enough');
    expect(clock.sleeping).to.equal(0);
    expect(await clock.sleep(1, stop.signal).catch((error: Error) => error.message)).to.equal('enough');
  });

  it('passes an hour by itself when all are idle', async () => {
    const clock = new VirtualClock({ start: 0, auto: true });
    for (let second = 0; second < 3600; second += 60) await clock.sleep(60_000);
    expect(clock.now()).to.equal(3_600_000);
  });

  it('does not move by itself while held', async () => {
    const clock = new VirtualClock({ start: 0, auto: true });
    const release = clock.hold();
    const sleep = clock.sleep(10);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).to.equal(0);
    release();
    await sleep;
    expect(clock.now()).to.equal(10);
  });

  it('does not move by itself while the tenant signs or verifies a token on a busy machine', async () => {
    const clock = new VirtualClock({ start: 0, auto: true });
    const busy = keepThreadsBusy();
    const stop = new AbortController();
    const sleep = clock.sleep(1_000, stop.signal).catch(() => undefined);
    const { call } = startEmulator({ clock });
    const { status } = await call('GET', '/organization');
    expect([status, clock.now()]).to.deep.equal([200, 0]);
    stop.abort();
    await Promise.all([sleep, busy]);
  });

  it('can be told to move by itself later on', async () => {
    const clock = new VirtualClock({ start: 0 });
    const sleep = clock.sleep(10);
    clock.auto = true;
    await sleep;
    expect(clock.now()).to.equal(10);
  });
});

/** Work for each thread that Node computes on, so that any other has to wait. */
function keepThreadsBusy(): Promise<unknown> {
  const work = promisify(pbkdf2);
  return Promise.all(Array.from({ length: 8 }, () => work('word', 'salt', 100_000, 64, 'sha512')));
}
