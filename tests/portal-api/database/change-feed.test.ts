import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ProvisioningError } from '../../../src/model/errors.js';
import { ChangeFeed, type Notifications } from '../../../src/portal-api/database/change-feed.js';
import { codeOf } from '../../store/store-parts.js';

/** A database that tells what the test says, and breaks when it says so. */
class FakeNotifications implements Notifications {
  /** Why nobody can listen. */
  fault: ProvisioningError | undefined;
  opened = 0;
  stopped = 0;
  #say: (text: string) => void = () => undefined;
  #break: () => void = () => undefined;

  async open(onText: (text: string) => void, onBroken: () => void): Promise<() => Promise<void>> {
    if (this.fault) throw this.fault;
    this.opened += 1;
    [this.#say, this.#break] = [onText, onBroken];
    return async () => {
      this.stopped += 1;
    };
  }

  say(text: string): void {
    this.#say(text);
  }

  breakOff(): void {
    this.#break();
  }
}

const isGone = new ProvisioningError('storage-unavailable', 'It is gone.', { retryable: true });

/** A clock whose sleeps end when the test says so. */
class FakeClock {
  readonly slept: number[] = [];
  #wake: () => void = () => undefined;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      this.slept.push(ms);
      this.#wake = resolve;
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });

  async wake(): Promise<void> {
    this.#wake();
    // What was woken goes on before the test does.
    await new Promise(setImmediate);
  }
}

function setUp() {
  const notifications = new FakeNotifications();
  const clock = new FakeClock();
  return { notifications, clock, feed: new ChangeFeed(notifications, clock) };
}

describe('ChangeFeed', () => {
  it('tells all who listen over one connection, and ends it with the last of them', async () => {
    const { notifications, feed } = setUp();
    const heard: unknown[] = [];
    const stopFirst = await feed.listen((change) => heard.push(['first', change]));
    const stopSecond = await feed.listen((change) => heard.push(['second', change]));
    notifications.say('{"tenant":"contoso","sequence":7}');
    expect(heard).to.deep.equal([
      ['first', { tenant: 'contoso', sequence: 7 }],
      ['second', { tenant: 'contoso', sequence: 7 }],
    ]);
    await stopFirst();
    expect([notifications.opened, notifications.stopped]).to.deep.equal([1, 0]);
    await stopSecond();
    expect([notifications.opened, notifications.stopped]).to.deep.equal([1, 1]);
  });

  it('takes what it cannot read for anything', async () => {
    const { notifications, feed } = setUp();
    const heard: unknown[] = [];
    await feed.listen((change) => heard.push(change));
    for (const text of ['', 'null', '{"tenant":1}', '[']) notifications.say(text);
    expect(heard).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it('tries again ever more seldom, and then says that anything may have changed', async () => {
    const { notifications, clock, feed } = setUp();
    const heard: unknown[] = [];
    await feed.listen((change) => heard.push(change));
    notifications.fault = isGone;
    notifications.breakOff();
    for (let attempt = 0; attempt < 9; attempt += 1) await clock.wake();
    expect(clock.slept).to.deep.equal([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(heard).to.deep.equal([]);
    notifications.fault = undefined;
    await clock.wake();
    expect(heard).to.deep.equal([undefined]);
    notifications.say('{"tenant":"contoso","sequence":8}');
    expect(heard).to.deep.equal([undefined, { tenant: 'contoso', sequence: 8 }]);
    await feed.close();
    expect(notifications.stopped).to.equal(1);
  });

  it('tries no more when nobody listens', async () => {
    const { notifications, clock, feed } = setUp();
    const stop = await feed.listen(() => undefined);
    notifications.breakOff();
    await stop();
    await clock.wake();
    expect(notifications.opened).to.equal(1);
  });

  it('waits for a database that is gone from the start, and then says that anything may have changed', async () => {
    const { notifications, clock, feed } = setUp();
    notifications.fault = isGone;
    const heard: unknown[] = [];
    await feed.listen((change) => heard.push(['first', change]));
    await feed.listen((change) => heard.push(['second', change]));
    await clock.wake();
    expect(clock.slept).to.deep.equal([500, 1000]);
    expect(heard).to.deep.equal([]);
    notifications.fault = undefined;
    await clock.wake();
    expect(heard).to.deep.equal([
      ['first', undefined],
      ['second', undefined],
    ]);
    await feed.close();
    expect([notifications.opened, notifications.stopped]).to.deep.equal([1, 1]);
  });

  it('waits no longer when nobody listens', async () => {
    const { notifications, clock, feed } = setUp();
    notifications.fault = isGone;
    const stop = await feed.listen(() => undefined);
    await stop();
    notifications.fault = undefined;
    await clock.wake();
    expect([notifications.opened, notifications.stopped]).to.deep.equal([0, 0]);
  });

  it('says what waiting does not mend, and can be asked again', async () => {
    const { notifications, feed } = setUp();
    notifications.fault = isGone.with({ retryable: false });
    expect(await codeOf(feed.listen(() => undefined))).to.equal('storage-unavailable');
    notifications.fault = undefined;
    await feed.listen(() => undefined);
    expect(notifications.opened).to.equal(1);
  });
});
