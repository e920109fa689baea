import type { PublishDecisions } from '../publishing/publish-input.js';

const keyOf = (workspaceId: string): string => `o365-decisions:${workspaceId}`;

/**
 * Remembers for this tab what was decided in a review, ids and countries only: the page is left and comes back when a
 * permission is asked for by redirect.
 */
export function rememberDecisions(workspaceId: string, decisions: PublishDecisions): void {
  try {
    sessionStorage.setItem(keyOf(workspaceId), JSON.stringify(decisions));
  } catch {
    // Without storage the decisions last as long as the page.
  }
}

export function recallDecisions(workspaceId: string): PublishDecisions {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(workspaceId)) ?? '{}') as PublishDecisions;
  } catch {
    // Storage that is closed or was tampered with: nothing is decided yet.
    return {};
  }
}

export function forgetDecisions(workspaceId: string): void {
  try {
    sessionStorage.removeItem(keyOf(workspaceId));
  } catch {
    // Nothing was kept either.
  }
}
