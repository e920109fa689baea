import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import { oneAtATime } from '../../src/context/one-at-a-time.js';

const restMs = 1_000;

/** Lets everything run that waits for nothing but promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('oneAtATime', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('does all that was asked for during a run and its rest in one more', async () => {
    const ends: (() => void)[] = [];
    const ask = oneAtATime(() => new Promise<void>((end) => ends.push(end)), restMs);
    const asked = [ask(), ask(), ask()];
    expect(ends).to.have.length(1);
    ends[0]?.();
    await settle();
    asked.push(ask());
    expect(ends, 'it rests').to.have.length(1);
    mock.timers.tick(restMs);
    await settle();
    expect(ends).to.have.length(2);
    ends[1]?.();
    await settle();
    mock.timers.tick(restMs);
    await Promise.all(asked);
    expect(ends).to.have.length(2);
  });

  it('begins at once when nothing runs', async () => {
    let runs = 0;
    const ask = oneAtATime(async () => (runs += 1), restMs);
    for (const run of [1, 2]) {
      const asked = ask();
      expect(runs).to.equal(run);
      await settle();
      mock.timers.tick(restMs);
      await asked;
    }
  });

  it('tells of a failure, and goes on afterwards', async () => {
    let runs = 0;
    const ask = oneAtATime(async () => {
      runs += 1;
      if (runs === 1) throw new Error('Once.');
    }, restMs);
    const message = await ask().then(
      () => '',
      (thrown: unknown) => (thrown as Error).message,
    );
    expect(message).to.equal('Once.');
    const again = ask();
    await settle();
    mock.timers.tick(restMs);
    await again;
    expect(runs).to.equal(2);
  });
});
