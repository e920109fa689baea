import * as v from 'valibot';
import { blockReasons } from '../model/publish-plan.js';
import type { PublishDecisions } from '../publishing/publish-input.js';

const ids = v.array(v.string());
const idsByUser = v.exactOptional(v.record(v.string(), ids));
const decisionsSchema = v.object({
  usageLocations: v.exactOptional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))),
  leftOut: v.exactOptional(ids),
  waiting: v.exactOptional(ids),
  assignAnyway: v.exactOptional(v.record(v.string(), v.array(v.picklist(blockReasons)))),
  leaveAsIs: idsByUser,
  adopted: idsByUser,
});

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
    const kept = v.safeParse(decisionsSchema, JSON.parse(sessionStorage.getItem(keyOf(workspaceId)) ?? '{}'));
    // What was tampered with counts as nothing decided: the review shows everything as open again.
    return kept.success ? kept.output : {};
  } catch {
    // Storage that is closed, or text that is no JSON: nothing is decided yet.
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
