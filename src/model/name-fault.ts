import { workspaceLimits } from './workspace-limits.js';
import type { Workspace } from './workspace.js';

/** Why a workspace should not have a name. */
export type NameFault = 'needed' | 'too-long' | 'taken';

/** What is wrong with a name beside the other workspaces, or undefined. */
export function findNameFault(name: string, others: readonly Workspace[]): NameFault | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'needed';
  if (wanted.length > workspaceLimits.nameLength) return 'too-long';
  const isTaken = others.some(({ draft }) => draft.name.trim().toLowerCase() === wanted.toLowerCase());
  return isTaken ? 'taken' : undefined;
}
