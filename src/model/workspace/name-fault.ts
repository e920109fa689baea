import { workspaceLimits } from './workspace-limits.js';
import type { Workspace } from './workspace.js';

/**
 * Why a workspace should not have a name. `invisible`: it has characters that nobody sees, or that turn the direction of
 * what follows, so that it could pass for the name of another one.
 */
export type NameFault = 'needed' | 'too-long' | 'invisible' | 'taken';

/** Controls, characters without width, and those that turn the direction of writing. */
const invisible = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** What is wrong with a name by itself, or undefined. Spaces around it do not count. */
export function findTextFault(name: string): Exclude<NameFault, 'taken'> | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'needed';
  if (wanted.length > workspaceLimits.nameLength) return 'too-long';
  return invisible.test(wanted) ? 'invisible' : undefined;
}

/** What is wrong with a name beside the other workspaces, or undefined. */
export function findNameFault(name: string, others: readonly Workspace[]): NameFault | undefined {
  const wanted = name.trim().toLowerCase();
  const isTaken = others.some(({ draft }) => draft.name.trim().toLowerCase() === wanted);
  return findTextFault(name) ?? (isTaken ? 'taken' : undefined);
}
