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
  return {
    ...holderWords(format),
    heading: 'Activity',
    answer: (count: number, changed: number) =>
      `${publishes(count)} applied ${format.count(changed, { one: 'change', other: 'changes' })}.`,
    damaged: {
      title: (count: number) =>
        `${format.count(count, { one: 'publish record', other: 'publish records' })} can’t be read`,
      why: 'Everything else works. Licenses that only a damaged record lists don’t count as assigned here, so they’re never unassigned.',
      at: (when: string) => `Started ${when}`,
      sometime: 'Start time not recorded',
      removeWhy:
        'This publish can then no longer be opened. What it’s known to have assigned stays recorded. To investigate it later, export the record first.',
      fileName: 'damaged-publish',
    },
    empty: 'Nothing published yet',
    emptyWhy: 'Every publish is recorded here: who did what, when, and the result for each person.',
    nothingFound: 'Nothing matches these filters',
    clear: 'Clear filters',
    search: 'Workspace',
    filterKind: 'Kind',
    filterResult: 'Result',
    filterWho: 'Published by',
    anybody: 'Anyone',
    kinds: {
      any: 'Any kind',
      publish: 'Publish',
      undo: 'Undo',
      reclaim: 'Reclaim',
    } satisfies Record<PublishKind | 'any', string>,
    did: ({ kind, workspaceId, workspaceName, of }: ActivityHead) => {
      // An undo names what it takes back; anything else names what it goes on with.
      const isContinuation = kind !== 'undo' && of !== undefined;
      switch (kind) {
        case 'publish':
          return isContinuation ? `Continued publishing ${workspaceName}` : `Published ${workspaceName}`;
        case 'reclaim':
          return isContinuation ? 'Continued reclaiming licenses' : 'Reclaimed licenses';
        case 'undo':
          return workspaceId === undefined ? 'Undid a reclaim' : `Undid a publish of ${workspaceName}`;
      }
    },
    results: {
      any: 'Any result',
      'under-way': 'In progress',
      done: 'All done',
      pending: 'Pending',
      'left-to-do': 'Needs follow-up',
      interrupted: 'Interrupted',
    },
    when: 'When',
    what: 'What',
    who: 'Who',
    users: 'Users',
    result: 'Result',
    you: 'You',
    unnamed: (why: string) => `Names couldn’t be read: ${why}.`,
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
      `In progress, ${format.number(done)} of ${format.number(total)} done`,
    notResponding: (done: number, total: number) =>
      `Not responding, ${format.number(done)} of ${format.number(total)} done`,
    unfinished: 'In progress or interrupted',
    cancelled: 'Stopped manually',
    stopped: 'Stopped early',
    superseded: 'Continued by a later publish',
    detailsNotShared:
      'This store doesn’t share the details of colleagues’ publishes. What you see here was published from this computer.',
    details: 'Details',
    detailsOf: (what: string) => `Details of ${what}`,
    hideDetails: 'Hide details',
    hideDetailsOf: (what: string) => `Hide details of ${what}`,
    route: 'Route',
    routes: { direct: 'Directly to each person', group: 'Through a group' },
    publishId: 'Publish ID',
    user: 'User',
    reason: 'Why',
    requestId: 'Request ID',
    onlyLeft: 'Failed, pending, or not sent',
    nobodyLeft: 'Everyone’s changes were applied.',
    moreUsers: (count: number) => `${format.number(count)} more in the export.`,
    statuses: {
      applied: 'Applied',
      failed: 'Failed',
      open: 'Pending',
      'not-sent': 'Not sent',
    },
    reasons: {
      'already-so': 'Already done',
      'settled-later': 'Microsoft’s response was lost; later confirmed as done',
      cancelled: 'Stopped manually',
      interrupted: 'The publish stopped before their turn',
      'stopped-early': 'It would have failed like the others',
      'changed-since-review': 'Changed since the review',
      'waits-for-microsoft': 'Microsoft is still working on it',
      unanswered: 'Microsoft’s response was lost; the next review checks the result',
    },
    exportCsv: 'Export CSV',
    exportUsers: 'Export users as CSV',
    exportFailed: 'The file couldn’t be created',
    fileName: 'activity',
    note: 'Names of users aren’t stored. They’re read from the directory when you view them.',
    keep: 'Keep publish history',
    keepDays: (days: number) => (days === 0 ? 'Forever' : `For ${daysOf(days)}`),
    keptFor: (days: number) =>
      days === 0 ? 'Publishes stay here forever.' : `Publishes stay here for ${daysOf(days)}.`,
    forgetTitle: (days: number, count: number) => `${publishes(count)} ended more than ${daysOf(days)} ago`,
    forgetWhy:
      'They’re deleted now and each time this log is opened in this browser. Deleted publishes can’t be viewed, exported, or undone. What they assigned stays recorded, so it can still be unassigned.',
    keptAnyway:
      'Not deleted: the latest publishes of each workspace with the publishes they continued, and publishes that are pending or unfinished. Undoing and unassigning depend on them.',
    forget: 'Delete older publishes',
    forgotten: ({ forgotten, kept }: { readonly forgotten: number; readonly kept: number }) =>
      [
        ...(forgotten > 0 ? [`${publishes(forgotten)} deleted.`] : []),
        ...(kept > 0
          ? [
              `${format.count(kept, { one: 'older publish stays', other: 'older publishes stay' })}: undoing and unassigning depend on ${kept === 1 ? 'it' : 'them'}.`,
            ]
          : []),
      ].join(' '),
    retentionNote: (days: number) =>
      `A publish is deleted ${daysOf(days)} after it ended. It can then no longer be viewed, exported, or undone. What it assigned stays recorded.`,
    csv: {
      userId: 'User ID',
      by: 'Object ID',
      started: 'Started',
      finished: 'Finished',
      workspaceId: 'Workspace ID',
      code: 'Code',
    },
  };
};
export type ActivityStrings = ReturnType<typeof activityStrings>;
