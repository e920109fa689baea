import * as v from 'valibot';
import { count } from '../../schema/fields.js';
import { storeParts } from '../../shares.js';
import type { PartChanges } from './change-reader.js';

/** The tabs of one browser that look at the same tenant. */
export interface Tabs {
  /** Tells the others. */
  tell(changes: PartChanges): void;
  /** Does work in one of them at a time. Resolves when it has been done here. */
  runAlone(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  close(): void;
}

const message = v.object({
  after: v.exactOptional(count),
  sequence: count,
  parts: v.array(v.picklist(storeParts)),
});

/** Finds the other tabs. A browser that cannot tell them anything, or has no locks, is one without others. */
export function openTabs(name: string, onTold: (changes: PartChanges) => void): Tabs {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  const channel = locks && openChannel(name);
  if (!channel) return alone;
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    // Anybody of this origin may post to the channel.
    const told = v.safeParse(message, data);
    if (told.success) onTold(told.output);
  };
  return {
    tell: (changes) => channel.postMessage(changes),
    close: () => channel.close(),
    async runAlone(work, signal) {
      let isRunning = false;
      try {
        await locks.request(name, { signal }, () => {
          isRunning = true;
          return work();
        });
      } catch (thrown) {
        if (signal.aborted) return;
        if (isRunning) throw thrown;
        // A browser may have the locks and refuse them: in a frame without an origin, for one.
        await work();
      }
    },
  };
}

const alone: Tabs = {
  tell: () => undefined,
  runAlone: (work) => work(),
  close: () => undefined,
};

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
