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
      why: 'Everything else works. Licenses that only a damaged record lists don’t count as assigned by a workspace, so they’re never unassigned.',
      at: (when: string) => `Started ${when}`,
      sometime: 'Start time not recorded',
      removeWhy:
        'You can’t open this publish after that. What it’s known to have assigned stays recorded. To investigate later, export the record first.',
      fileName: 'damaged-publish',
    },
    empty: 'Nothing published yet',
    emptyWhy: 'Every publish is recorded here: who did what, when, and the result for each person.',
    nothingFound: 'Nothing matches these filters',
    clear: 'Clear filters',
    search: 'Workspace',
    filterKind: 'Type',
    filterResult: 'Result',
    filterWho: 'Published by',
    anybody: 'Anyone',
    kinds: {
      any: 'Any type',
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
    unnamed: (why: string) => `Names couldn’t be loaded: ${why}.`,
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
      'Details of colleagues’ publishes aren’t shared. The publishes listed here were started on this computer.',
    details: 'Details',
    detailsOf: (what: string) => `Details of ${what}`,
    hideDetails: 'Hide details',
    hideDetailsOf: (what: string) => `Hide details of ${what}`,
    route: 'Publishing method',
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
      'settled-later': 'Microsoft’s response was lost; the change was confirmed later',
      cancelled: 'Stopped manually',
      interrupted: 'The publish stopped before it reached them',
      'stopped-early': 'It would have failed like the others',
      'changed-since-review': 'Changed since the review',
      'waits-for-microsoft': 'Microsoft is still working on it',
      unanswered: 'Microsoft’s response was lost; the next review checks the result',
    },
    exportCsv: 'Export CSV',
    exportUsers: 'Export users as CSV',
    exportFailed: 'The file couldn’t be created',
    fileName: 'activity',
    note: 'People’s names aren’t stored. They’re read from the directory when you view this page.',
    keep: 'Keep publish history',
    keepDays: (days: number) => (days === 0 ? 'Forever' : `For ${daysOf(days)}`),
    keptFor: (days: number) =>
      days === 0 ? 'Publishes stay here forever.' : `Publishes stay here for ${daysOf(days)}.`,
    forgetTitle: (days: number, count: number) => `${publishes(count)} ended more than ${daysOf(days)} ago`,
    forgetWhy:
      'If you continue, they’re deleted now. Publishes that reach this age later are deleted when this log is opened in this browser. Deleted publishes can’t be viewed, exported, or undone. What they assigned stays recorded, so it can still be unassigned.',
    keptAnyway:
      'Not deleted: each workspace’s latest publishes, the publishes they continued, and publishes that are pending or unfinished. They’re needed to undo and unassign.',
    forget: 'Delete older publishes',
    forgotten: ({ forgotten, kept }: { readonly forgotten: number; readonly kept: number }) =>
      [
        ...(forgotten > 0 ? [`${publishes(forgotten)} deleted.`] : []),
        ...(kept > 0
          ? [
              `${format.count(kept, { one: 'older publish stays', other: 'older publishes stay' })} because undoing and unassigning depend on ${kept === 1 ? 'it' : 'them'}.`,
            ]
          : []),
      ].join(' '),
    retentionNote: (days: number) =>
      `Publishes are deleted ${daysOf(days)} after they end. Deleted publishes can’t be viewed, exported, or undone. What they assigned stays recorded.`,
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
