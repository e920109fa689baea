import type { Entitlement } from '../../../model/holding/entitlement.js';
import type { GrantIndex } from '../../../model/holding/grant-index.js';
import type { Holder } from '../../../model/holding/holder.js';
import type { PublishRecord } from '../../../store/journal/publish-record.js';

/**
 * A publish as it still stands: without what was taken since of what it gave, and given since of what it took. Whoever did
 * that may have the journal of it elsewhere; what is on record is everybody's.
 */
export function withoutOvertaken(record: PublishRecord, grants: GrantIndex): PublishRecord {
  // What is done for no workspace, such as one plan in place of another, is on nobody's record.
  const isRecorded = record.head.workspaceId !== undefined;
  return {
    ...record,
    effectsOf(holder) {
      const { given, taken } = record.effectsOf(holder);
      return {
        given: new Map([...given].filter(([, each]) => !isRecorded || grants.of(holder, each).size > 0)),
        taken: new Map([...taken].filter(([, each]) => !isGiven(grants, holder, each))),
      };
    },
  };
}

/** Whether something that a publish did for somebody was undone since. */
export function isOvertaken(record: PublishRecord, grants: GrantIndex, holder: Holder): boolean {
  const { given, taken } = record.effectsOf(holder);
  const standing = withoutOvertaken(record, grants).effectsOf(holder);
  return standing.given.size < given.size || standing.taken.size < taken.size;
}

function isGiven(grants: GrantIndex, holder: Holder, entitlement: Entitlement): boolean {
  return [...grants.of(holder, entitlement).values()].some(({ state }) => state !== 'taking');
}
