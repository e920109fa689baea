import { exceptionKey, type Exception, type ExceptionTarget } from './exception.js';
import type { Stamp, Workspace } from './workspace.js';

// What was decided about a workspace: facts, not a draft, so that nothing of it waits for a publish. Each function returns a
// new workspace, or the same object when it changes nothing.

/** Decides something about a person. What was decided already stays with who decided it. */
export function withException(
  workspace: Workspace,
  { userId, kind, reason }: ExceptionTarget,
  { at, by }: Stamp,
): Workspace {
  const exception = { userId, kind, ...(reason === undefined ? {} : { reason }), by, at };
  return hasException(workspace, exception)
    ? workspace
    : { ...workspace, exceptions: [...(workspace.exceptions ?? []), exception] };
}

/** Takes a decision about a person back. */
export function withoutException(workspace: Workspace, target: ExceptionTarget): Workspace {
  if (!hasException(workspace, target)) return workspace;
  const key = exceptionKey(target);
  return withExceptions(
    workspace,
    (workspace.exceptions ?? []).filter((each) => exceptionKey(each) !== key),
  );
}

/** A workspace with these exceptions in place of its own. */
export function withExceptions(workspace: Workspace, exceptions: readonly Exception[]): Workspace {
  const { exceptions: _before, ...rest } = workspace;
  return exceptions.length > 0 ? { ...rest, exceptions } : rest;
}

/** Accepts a group that we did not make as the one that carries the plans. */
export function withAcceptedGroup(workspace: Workspace, groupId: string, { at, by }: Stamp): Workspace {
  return workspace.acceptedGroup?.groupId === groupId
    ? workspace
    : { ...workspace, acceptedGroup: { groupId, by, at } };
}

/** Takes that back: the group is not touched until somebody accepts it again. */
export function withoutAcceptedGroup(workspace: Workspace): Workspace {
  if (!workspace.acceptedGroup) return workspace;
  const { acceptedGroup: _accepted, ...rest } = workspace;
  return rest;
}

function hasException({ exceptions = [] }: Workspace, target: ExceptionTarget): boolean {
  const key = exceptionKey(target);
  return exceptions.some((each) => exceptionKey(each) === key);
}
