/** The Graph pipeline: a client that batches, paces and reads page by page, over any transport. */
export { systemClock, type Clock } from './pace/clock.js';
export {
  createGraphClient,
  type DisposableGraphClient,
  type GraphClientOptions,
} from './create-graph-client.js';
export type {
  CallOptions,
  GraphAnswer,
  GraphClient,
  GraphWrite,
  Page,
  PipelineWait,
  ReadOptions,
  WriteOptions,
  WriteOutcome,
} from './graph-client.js';
export type { GraphTransport } from './http/graph-transport.js';
export type { GraphQuotas } from './pace/quotas.js';
export type { WindowQuota } from './pace/sliding-window.js';
export type { Quota } from './pace/token-bucket.js';
