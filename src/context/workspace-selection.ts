import { tabStorage } from '../model/page/text-storage.js';
import type { ReclaimItem } from '../model/publish/change-set.js';

/** Which workspace the elements of one provider show when they are not told by attribute. */
export interface WorkspaceSelection {
  readonly id: string | undefined;
  /** Licenses to take back that are to be reviewed instead of a workspace, until one is selected. */
  readonly reclaims: readonly ReclaimItem[] | undefined;
  select(id: string | undefined): void;
  reclaim(items: readonly ReclaimItem[]): void;
  /** Calls the listener after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/**
 * @param key - where the tab remembers it, so that it is the same after the round trip of a sign-in; an id, nothing personal
 */
export function createWorkspaceSelection(key: string): WorkspaceSelection {
  const listeners = new Set<() => void>();
  let selected = tabStorage.get(key);
  let reclaims: readonly ReclaimItem[] | undefined;
  return {
    get id() {
      return selected;
    },
    get reclaims() {
      return reclaims;
    },
    select(id) {
      if (id === selected && !reclaims) return;
      reclaims = undefined;
      selected = id;
      if (id === undefined) tabStorage.remove(key);
      else tabStorage.set(key, id);
      for (const listener of listeners) listener();
    },
    reclaim(items) {
      reclaims = items;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
