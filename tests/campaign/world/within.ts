import type { Clock } from '../../../src/graph/pace/clock.js';

/** Says that something did not end in its time. */
export const tooLate = 'too-late';

/** Waits in virtual time: when all wait for something that never comes, time runs out at once. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | typeof tooLate> {
  const over = new AbortController();
  const late = clock.sleep(ms, over.signal).then(
    (): typeof tooLate => tooLate,
    (): typeof tooLate => tooLate,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort(new Error('It ended in its time.'));
  }
}
