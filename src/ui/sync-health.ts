import { dayMs } from '../model/days.js';
import type { DirectorySync } from '../services/sync.js';

/** How the synchronization fares. */
export type SyncHealth = 'never' | 'off' | 'unknown-age' | 'fresh' | 'late' | 'stopped';

const hourMs = 3_600_000;
/** Connect Sync runs every 30 minutes: six runs missed deserve a look. */
const lateMs = 3 * hourMs;
/** A day without a run: it does not work. */
const stoppedMs = dayMs;

export function judgeSync(sync: DirectorySync, now: Date): SyncHealth {
  if (sync.state !== 'on') return sync.state;
  if (!sync.lastRun) return 'unknown-age';
  const age = now.getTime() - sync.lastRun.getTime();
  if (age >= stoppedMs) return 'stopped';
  return age >= lateMs ? 'late' : 'fresh';
}
