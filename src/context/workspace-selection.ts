/** Which workspace the elements of one provider show when they are not told by attribute. */
export interface WorkspaceSelection {
  readonly id: string | undefined;
  select(id: string | undefined): void;
  /** Calls the listener after every change; returns what ends that. */
  subscribe(listener: () => void): () => void;
}

export function createWorkspaceSelection(): WorkspaceSelection {
  const listeners = new Set<() => void>();
  let selected: string | undefined;
  return {
    get id() {
      return selected;
    },
    select(id) {
      if (id === selected) return;
      selected = id;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
