import { appendFile, readFile } from 'node:fs/promises';
import type { SnapshotStore, UsageSnapshot } from '../../src/engine.js';

/** Keeps snapshots of usage in a file, one a line; of a day with several, the last counts. */
export function createFileSnapshots(path: string): SnapshotStore {
  return {
    async list() {
      const byDay = new Map<string, UsageSnapshot>();
      for (const line of (await readLines(path)).filter(Boolean)) {
        const snapshot = JSON.parse(line) as UsageSnapshot;
        byDay.set(snapshot.date, snapshot);
      }
      return [...byDay.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
    },
    put: (snapshot) => appendFile(path, `${JSON.stringify(snapshot)}\n`),
  };
}

async function readLines(path: string): Promise<readonly string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    // Before the first snapshot there is no file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
