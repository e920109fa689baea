import { Listeners } from './listeners.js';

/** Tells every listener, in this tab and in others of the same origin, that something changed. */
export interface TabChannel {
  announce(): void;
  subscribe(listener: () => void): () => void;
}

/** A channel that is open only while somebody listens, so that it never keeps a page or a script alive. */
export function createTabChannel(name: string): TabChannel {
  const listeners = new Listeners();
  let channel: BroadcastChannel | undefined;

  const open = (): void => {
    if (channel || typeof BroadcastChannel === 'undefined') return;
    channel = new BroadcastChannel(name);
    channel.onmessage = () => listeners.notify();
  };
  const close = (): void => {
    channel?.close();
    channel = undefined;
  };

  return {
    announce() {
      const alone = channel === undefined;
      open();
      channel?.postMessage('changed');
      if (alone) close();
      listeners.notify();
    },
    subscribe(listener) {
      const remove = listeners.add(listener);
      open();
      return () => {
        remove();
        if (listeners.size === 0) close();
      };
    },
  };
}
