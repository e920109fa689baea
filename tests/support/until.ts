import { waitUntil } from '@open-wc/testing';

/** Waits until something holds. The limit only ends a test that fails anyway; a busy machine may load code slowly. */
export function until(holds: () => unknown, what: string): Promise<void> {
  return waitUntil(() => Boolean(holds()), what, { timeout: 10_000 });
}
