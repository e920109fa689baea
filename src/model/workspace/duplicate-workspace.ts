import { workspaceLimits } from './workspace-limits.js';
import type { Stamp, Workspace } from './workspace.js';
import { createWorkspace } from './workspace.js';

export interface DuplicateOptions {
  readonly id: string;
  /** Names in use; the copy gets another. */
  readonly takenNames: Iterable<string>;
  readonly stamp: Stamp;
}

/** A copy of a workspace's draft, subscribers included, that was never published. */
export function duplicateWorkspace(workspace: Workspace, options: DuplicateOptions): Workspace {
  const { id, takenNames, stamp } = options;
  const name = getFreeName(workspace.draft.name, takenNames);
  return {
    ...createWorkspace(id, name, stamp),
    draft: { ...workspace.draft, name },
    route: workspace.route,
  };
}

/** The name, with a number behind it when it is taken: "Sales", "Sales (2)", "Sales (3)". Case does not tell names apart. */
export function getFreeName(name: string, takenNames: Iterable<string>): string {
  const taken = new Set(Array.from(takenNames, (each) => each.trim().toLowerCase()));
  const stem = name.trim().replace(/ \(\d{1,6}\)$/, '');
  let free = name.trim();
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
    const suffix = ` (${number})`;
    free = `${stem.slice(0, workspaceLimits.nameLength - suffix.length).trimEnd()}${suffix}`;
  }
  return free;
}
