import type { RetryLimits } from '../../../graph/pace/backoff.js';

/** As long as anybody listens. */
export const endless: RetryLimits = { attempts: Infinity, totalMs: Infinity };

/** How long it takes until a portal that has refused whoever asks is asked again, in milliseconds. */
export const afterRefusalMs = 60_000;
