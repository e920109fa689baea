import type { CallOptions } from '../graph-client.js';

/** The headers that a call's options stand for; the batch items and every page carry them too. */
export function getCallHeaders(options: CallOptions): Record<string, string> {
  return {
    ...(options.consistency === 'eventual' ? { ConsistencyLevel: 'eventual' } : {}),
    ...(options.priority === 'low' ? { 'x-ms-throttle-priority': 'Low' } : {}),
    ...options.headers,
  };
}
