import { documentedQuotas } from '../../microsoft/quotas.js';
import { requestsPerBatch } from '../../microsoft/request-limits.js';

const { burst: burstWrites, perSecond: writesPerSecond } = documentedQuotas.writes;
/** What a batch of writes takes when nothing holds it back, in milliseconds, with several under way at a time. */
const batchMs = 250;

/**
 * How long so many writes take at the documented quota, in milliseconds.
 *
 * @param burst - writes that Microsoft takes at once; default: when nothing was written for a while
 * @see https://learn.microsoft.com/graph/throttling-limits
 */
export function estimateDurationMs(writes: number, burst: number = burstWrites): number {
  const paced = Math.max(0, writes - Math.max(0, burst)) / writesPerSecond;
  return Math.max(paced * 1000, Math.ceil(writes / requestsPerBatch) * batchMs);
}

/** How long the rest takes at the documented quota, in milliseconds, after so many writes in so much time. */
export function estimateRestMs(writes: number, sent: number, elapsedMs: number): number {
  const refilled = (elapsedMs / 1000) * writesPerSecond;
  return estimateDurationMs(writes, Math.min(burstWrites, burstWrites - sent + refilled));
}
