import { systemClock } from '../../graph/pace/clock.js';
import { toProvisioningError, type ErrorCode } from '../../model/errors.js';
import { HeldLease } from '../lease/held-lease.js';
import type { LeaseRecord } from '../store.js';

/** What a second question would not change. */
const final: readonly ErrorCode[] = ['conflict', 'not-allowed', 'cancelled'];

/** Does something under a lease, which is given back whatever comes of it. @throws {ProvisioningError} `conflict` */
export async function withLease<T>(
  record: LeaseRecord,
  sessionId: string,
  work: (lease: HeldLease) => Promise<T>,
): Promise<T> {
  const lease = new HeldLease(insistent(record), sessionId, systemClock);
  await lease.take();
  try {
    return await work(lease);
  } finally {
    await lease.release();
  }
}

/** Taking and giving back without an answer would leave the lease in everybody's way: it is asked once more. */
function insistent(record: LeaseRecord): LeaseRecord {
  return {
    read: (options) => record.read(options),
    take: (...args) => twice(() => record.take(...args)),
    raise: (...args) => record.raise(...args),
    release: (hold) => twice(() => record.release(hold)),
  };
}

async function twice<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    if (final.includes(toProvisioningError(thrown).code)) throw thrown;
    return call();
  }
}
