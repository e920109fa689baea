import { PartListeners } from '../part-listeners.js';
import type { ChangeChannel } from '../records/store-parts.js';
import { sharesNothing } from '../shares.js';
import type { StorePart } from '../store.js';

/**
 * Tells of changes in this tab and in others of the same origin. It is open only while somebody listens, so that it never
 * keeps a page or a script alive. Where a browser has no such channel, a tab hears of its own changes alone.
 */
export function createPartChannel(name: string): ChangeChannel {
  const listeners = new PartListeners();
  let channel: BroadcastChannel | undefined;

  const open = (): BroadcastChannel | undefined => {
    const opened = tryOrNothing(() => new BroadcastChannel(name));
    if (opened)
      opened.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isPart(data)) listeners.notify([data]);
      };
    return opened;
  };

  return {
    announce(parts) {
      const posting = channel ?? open();
      for (const part of parts) tryOrNothing(() => posting?.postMessage(part));
      if (posting !== channel) posting?.close();
      listeners.notify(parts);
    },
    subscribe(listener) {
      const remove = listeners.add(listener);
      channel ??= open();
      return () => {
        remove();
        if (listeners.size > 0) return;
        channel?.close();
        channel = undefined;
      };
    },
  };
}

/** Anybody of this origin may post to the channel. */
function isPart(data: unknown): data is StorePart {
  return typeof data === 'string' && Object.hasOwn(sharesNothing, data);
}

/** A change is stored whether or not the other tabs can be told. */
function tryOrNothing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
