import type { FaultRule } from '../../src/emulator/index.js';

type BadAnswer = Pick<FaultRule, 'kind' | 'status' | 'applied' | 'retryAfterSeconds'>;

/** What Microsoft and the line between answer on a bad day, though nothing is wrong with the request. */
export const badAnswers: readonly BadAnswer[] = [
  { kind: 'status', status: 429, retryAfterSeconds: 3 },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 503, retryAfterSeconds: 2 },
  { kind: 'status', status: 504 },
  { kind: 'status', status: 504, applied: true },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
];
