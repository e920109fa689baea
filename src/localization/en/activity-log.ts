import type { PublishKind } from '../../model/publish/publish-kind.js';
import type { Format } from '../format.js';
import { holderWords } from './holder-words.js';

/** What a line of the log is about. */
interface ActivityHead {
  readonly kind: PublishKind;
  readonly workspaceId?: string;
  readonly workspaceName: string;
  readonly of?: string;
}

export const activityStrings = (format: Format) => {
  const publishes = (count: number) => format.count(count, { one: 'publish', other: 'publishes' });
  const daysOf = (count: number) => format.count(count, { one: 'day', other: 'days' });
  const users = (count: number) => format.count(count, { one: 'user', other: 'users' });
  return {
    ...holderWords(format),
    heading: 'Activity',
    answer: (count: number, changed: number) =>
      `${publishes(count)} applied ${format.count(changed, { one: 'change', other: 'changes' })}.`,
    damaged: {
      title: (count: number) =>
        `${format.count(count, { one: 'record of a publish', other: 'records of publishes' })} cannot be read`,
      why: 'Everything else goes on. Licenses that only a damaged record knows of count as not given here, so they are never taken back.',
      at: (when: string) => `Started ${when}`,
      sometime: 'Start unknown',
      removeWhy:
        'The publish can then no longer be looked into. What is known of what it assigned stays known. Export the record first if somebody is to look into it.',
      fileName: 'damaged-publish',
    },
    empty: 'Nothing was published yet',
    emptyWhy: 'Every publish is recorded here: who did what, when, and what came of it for each user.',
    nothingFound: 'Nothing matches these filters',
    clear: 'Clear filters',
    search: 'Workspace',
    filterKind: 'Kind',
    filterResult: 'Result',
    filterWho: 'By whom',
    anybody: 'Anybody',
    kinds: {
      any: 'Any kind',
      publish: 'Publish',
      undo: 'Undo',
      reclaim: 'Reclaim',
    } satisfies Record<PublishKind | 'any', string>,
    did: ({ kind, workspaceId, workspaceName, of }: ActivityHead) => {
      // An undo names what it takes back; anything else names what it goes on with.
      const goesOn = kind !== 'undo' && of !== undefined;
      switch (kind) {
        case 'publish':
          return goesOn ? `Continued publishing ${workspaceName}` : `Published ${workspaceName}`;
        case 'reclaim':
          return goesOn ? 'Continued reclaiming licenses' : 'Reclaimed licenses';
        case 'undo':
          return workspaceId === undefined ? 'Undid a reclaim' : `Undid a publish of ${workspaceName}`;
      }
    },
    results: {
      any: 'Any result',
      'under-way': 'Under way',
      done: 'All done',
      pending: 'Pending',
      'left-to-do': 'Something left to do',
      interrupted: 'Interrupted',
    },
    when: 'When',
    what: 'What',
    who: 'Who',
    users: 'Users',
    result: 'Result',
    you: 'You',
    unnamed: (why: string) => `Names could not be read: ${why}.`,
    duration: (ms: number) =>
      ms < 60_000
        ? format.count(Math.max(1, Math.round(ms / 1000)), { one: 'second', other: 'seconds' })
        : format.count(Math.round(ms / 60_000), { one: 'minute', other: 'minutes' }),
    appliedCount: (count: number) => `${format.number(count)} applied`,
    failedCount: (count: number) => `${format.number(count)} failed`,
    pendingCount: (count: number) => `${format.number(count)} pending`,
    notSentCount: (count: number) => `${format.number(count)} not sent`,
    blockedCount: (count: number) => `${format.number(count)} blocked`,
    interrupted: 'Interrupted',
    underWay: (done: number, total: number) =>
      `Under way, ${format.number(done)} of ${format.number(total)} done`,
    notResponding: (done: number, total: number) =>
      `Not responding, ${format.number(done)} of ${format.number(total)} done`,
    unfinished: 'Under way or interrupted',
    cancelled: 'Stopped by hand',
    stopped: 'Stopped early',
    superseded: 'Continued by a later publish',
    detailsNotShared:
      'This store doesn’t share the details of colleagues’ publishes. What you see here was published from this computer.',
    details: 'Details',
    detailsOf: (what: string) => `Details of ${what}`,
    hideDetails: 'Hide details',
    hideDetailsOf: (what: string) => `Hide details of ${what}`,
    route: 'Route',
    routes: { direct: 'Directly to each user', group: 'Through a group' },
    publishId: 'Publish id',
    user: 'User',
    reason: 'Why',
    requestId: 'Request id',
    onlyLeft: 'Failed, pending, or not sent',
    nobodyLeft: 'Everybody has it.',
    moreUsers: (count: number) => `${users(count)} more are in the export.`,
    statuses: {
      applied: 'Applied',
      failed: 'Failed',
      open: 'Pending',
      'not-sent': 'Not sent',
    },
    reasons: {
      'already-so': 'Was so already',
      'settled-later': 'The answer was lost; found done later',
      cancelled: 'Stopped by hand',
      interrupted: 'The publish stopped before their turn',
      'stopped-early': 'It would have failed like the others',
      'changed-since-review': 'Changed since the review',
      'waits-for-microsoft': 'Handed to Microsoft, which has not done it yet',
      unanswered: 'Microsoft’s answer was lost; the next review finds out',
    },
    exportCsv: 'Export CSV',
    exportUsers: 'Export its users as CSV',
    exportFailed: 'The file could not be written',
    fileName: 'activity',
    note: 'Names of users are not kept; they are read when you look.',
    keep: 'Keep publishes',
    keepDays: (days: number) => (days === 0 ? 'For ever' : `For ${daysOf(days)}`),
    keptFor: (days: number) =>
      days === 0 ? 'Publishes are kept for ever.' : `Publishes are kept for ${daysOf(days)}.`,
    forgetTitle: (days: number, count: number) => `${publishes(count)} ended more than ${daysOf(days)} ago`,
    forgetWhy:
      'Forgetting deletes them, now and whenever this log is opened in this browser. They can no longer be looked at, exported or undone. What they gave to users stays known, so that it can still be taken back.',
    keptAnyway:
      'Kept all the same: the last publishes of each workspace, with what they went on with, and publishes that left something pending or never ended. Undoing and taking back depend on them.',
    forget: 'Forget older publishes',
    forgotten: ({ forgotten, kept }: { readonly forgotten: number; readonly kept: number }) =>
      [
        ...(forgotten > 0 ? [`${publishes(forgotten)} ${forgotten === 1 ? 'was' : 'were'} forgotten.`] : []),
        ...(kept > 0
          ? [
              `${format.count(kept, { one: 'older publish is', other: 'older publishes are' })} kept: undoing and taking back depend on ${kept === 1 ? 'it' : 'them'}.`,
            ]
          : []),
      ].join(' '),
    retentionNote: (days: number) =>
      `${daysOf(days)} after it ended, a publish is forgotten: it can no longer be looked at, exported or undone. What it gave to users stays known.`,
    csv: {
      userId: 'User id',
      by: 'Object id',
      started: 'Started',
      finished: 'Finished',
      workspaceId: 'Workspace id',
      code: 'Code',
    },
  };
};
export type ActivityStrings = ReturnType<typeof activityStrings>;
