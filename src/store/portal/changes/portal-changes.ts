import type { Clock } from '../../../graph/pace/clock.js';
import type { PartListeners } from '../../part-listeners.js';
import type { StorePart } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { ChangeReader } from './change-reader.js';
import { followChanges } from './follow-changes.js';
import { afterRefusalMs } from './limits.js';
import { Pause } from './pause.js';
import { openTabs } from './tabs.js';

export interface PortalChangesOptions {
  readonly client: PortalClient;
  readonly listeners: PartListeners;
  /** Address of the tenant: tabs with the same one read one stream. */
  readonly url: string;
  readonly clock: Clock;
}

/**
 * Hears of what changes in the portal as long as anybody listens. One tab of a browser reads the stream of changes, and tells
 * the others; when it goes, another takes over. Where no stream can be kept, it asks every ten seconds.
 */
export function createPortalChanges(options: PortalChangesOptions): {
  subscribe(listener: (part: StorePart) => void): () => void;
} {
  const { listeners } = options;
  let stop: (() => void) | undefined;
  return {
    subscribe(listener) {
      const remove = listeners.add(listener);
      stop ??= start(options);
      return () => {
        remove();
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

/** Listens to the portal; returns what ends that. */
function start({ client, listeners, url, clock }: PortalChangesOptions): () => void {
  const end = new AbortController();
  const { signal } = end;
  const pause = new Pause(clock);
  const tabs = openTabs(`o365-changes:${url}`, (changes) => reader.take(changes));
  const reader = new ChangeReader({
    client,
    clock,
    pause,
    signal,
    onChanged: (parts) => listeners.notify(parts),
    onRead: (changes) => tabs.tell(changes),
  });

  const follow = async (): Promise<void> => {
    // The tab that did this before may have gone without telling what it heard.
    if (!reader.isBusy) reader.ask();
    await followChanges({ client, clock, reader, pause }, signal);
  };
  const followInTurn = async (): Promise<void> => {
    while (!signal.aborted) {
      await tabs.runAlone(follow, signal);
      await pause.wait(afterRefusalMs, signal);
    }
  };

  const stopWatching = watchPage(() => {
    pause.wake();
    reader.ask();
  });
  reader.ask();
  void followInTurn();
  return () => {
    end.abort();
    stopWatching();
    tabs.close();
  };
}

/** Tells when a page has the network again, or is looked at again; returns what ends that. */
function watchPage(onBack: () => void): () => void {
  const { document, addEventListener, removeEventListener } = globalThis as Partial<typeof globalThis>;
  const onVisibility = (): void => {
    if (document?.visibilityState === 'visible') onBack();
  };
  addEventListener?.('online', onBack);
  document?.addEventListener('visibilitychange', onVisibility);
  return () => {
    removeEventListener?.('online', onBack);
    document?.removeEventListener('visibilitychange', onVisibility);
  };
}
