import { exceptionKey } from '../model/workspace/exception.js';
import type { Workspace, WorkspaceContent } from '../model/workspace/workspace.js';

/** JSON with the properties of every object in alphabetical order, so that equal values are equal texts. */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** Whether two records say the same. The order of subscribers and exceptions means nothing. */
export function isSameWorkspace(a: Workspace, b: Workspace): boolean {
  return toCanonicalJson(toComparable(a)) === toCanonicalJson(toComparable(b));
}

/** Whether two contents say the same. The order of subscribers means nothing. */
export function saysTheSame(a: WorkspaceContent, b: WorkspaceContent): boolean {
  return toCanonicalJson(withSortedSubscribers(a)) === toCanonicalJson(withSortedSubscribers(b));
}

function toComparable(workspace: Workspace): Workspace {
  const { draft, published, exceptions = [] } = workspace;
  return {
    ...workspace,
    exceptions: [...exceptions].sort((a, b) => (exceptionKey(a) < exceptionKey(b) ? -1 : 1)),
    draft: withSortedSubscribers(draft),
    ...(published ? { published: withSortedSubscribers(published) } : {}),
  };
}

function withSortedSubscribers(content: WorkspaceContent): WorkspaceContent {
  return { ...content, subscribers: [...content.subscribers].sort() };
}
