import type { PublishCounts, UserResult } from '../../../model/publish/user-result.js';
import type { Format } from '../../format.js';
import { publishWords } from './publish-words.js';

type ResultReason = NonNullable<Extract<UserResult, { readonly reason?: string }>['reason']>;

/** What is said while a publish runs and when it has ended. */
export const publishRunStrings = (format: Format) => {
  const { people, verb, minutes } = publishWords(format);
  const describeOutcome = (did: string, { applied, failed, open, notSent }: PublishCounts): string => {
    const total = applied + failed + open + notSent;
    const rest = [
      failed > 0 ? `, ${format.number(failed)} failed` : '',
      open > 0 ? `, ${format.number(open)} pending` : '',
      notSent > 0 ? `, ${format.number(notSent)} not sent` : '',
    ].join('');
    if (rest === '') return `${did} ${total === 1 ? people(total) : `all ${people(total)}`}.`;
    return `${did} ${applied === 0 ? 'none' : format.number(applied)} of ${people(total)}${rest}.`;
  };
  return {
    startedAt: (at: Date) => `Started ${format.time(at)}`,
    starting: 'Starting',
    running: 'Publishing',
    assigning: 'Everything was sent. Microsoft is assigning licenses to the people in the group.',
    assigningWhy: 'This usually takes minutes, rarely hours. You can close this page.',
    waitingForMicrosoft: 'Pending at Microsoft',
    pausedForSignIn: 'Paused until you sign in',
    progress: (done: number, total: number) => `${format.number(done)} of ${people(total)} done.`,
    timeLeft: (ms: number) => `About ${minutes(ms)} left.`,
    progressLabel: 'People done',
    applied: 'Applied',
    failed: 'Failed',
    toDo: 'To do',
    pending: 'Pending',
    pendingCount: (count: number) => `${format.number(count)} pending`,
    pendingNote: (count: number) =>
      `${people(count)} ${verb(count, 'is', 'are')} pending: Microsoft hasn’t confirmed their changes yet. The next review checks the result.`,
    notSent: 'Not sent',
    wereAlreadySo: (count: number) => `${format.number(count)} already matched`,
    blockedInReview: 'in the review; they keep what they have',
    perSecond: 'People per second',
    allowed: 'Microsoft allows 20',
    throttled: (seconds: number) =>
      `Microsoft asked us to wait ${format.count(seconds, { one: 'second', other: 'seconds' })}`,
    throttledWhy: (at: Date) =>
      `Publishing resumes automatically at ${at.toLocaleTimeString(format.language)}. Nothing is lost; only what was refused is sent again.`,
    paced: 'At Microsoft’s quota',
    justNow: 'Just now',
    onlyFailed: 'Only failed',
    showFailed: 'Show',
    result: 'Result',
    mayClose: 'If you close this tab, publishing stops. When you come back, a review shows what’s left.',
    stopNote: '“Stop” finishes the changes in progress and leaves everyone else unchanged.',
    stop: 'Stop',
    stopping: 'Stopping',
    leftToDo: (count: number) => `${people(count)} left`,
    allDone: 'All done',
    resultAnswer: (kind: 'publish' | 'reclaim' | 'swap', counts: PublishCounts) =>
      describeOutcome(
        {
          publish: 'Published to',
          reclaim: 'Reclaimed licenses from',
          swap: 'Swapped plans for',
        }[kind],
        counts,
      ),
    undoneAnswer: (counts: PublishCounts) => describeOutcome('Undone for', counts),
    resume: (failed: number, notSent: number) => {
      if (notSent === 0) return `Retry the ${format.number(failed)} that failed`;
      return `Resume, ${format.number(failed + notSent)} left`;
    },
    wouldFailAgain: (count: number, all: number) =>
      `Without changes, ${format.number(count)} of the ${format.number(all)} would fail again.`,
    userGoneHelps: 'This user was deleted. Their licenses are available again.',
    unsubscribe: 'Unsubscribe',
    unsubscribeUser: (name: string) => `Unsubscribe ${name}`,
    unsubscribed: 'Unsubscribed',
    undoUnsubscribe: (name: string) => `Undo, ${name} stays subscribed`,
    settleInReview: 'Resolve in a new review',
    undoPublish: 'Undo this publish…',
    reviewAgain: 'Review again',
    exportCsv: 'Export CSV',
    exportJson: 'Export JSON',
    why: 'Why',
    whatHelps: 'What to do',
    resultFilter: 'Filter results',
    resultFilters: { left: 'Failed, pending, or not sent', all: 'Everyone' },
    resultWhy: {
      'already-so': 'Already done; nothing was sent.',
      'waits-for-microsoft': 'Microsoft is still working on it. The next review checks the result.',
      unanswered: 'Microsoft’s response was lost. The next review checks the result.',
      cancelled: 'You stopped the publish before it reached them.',
      interrupted: 'The publish stopped before it reached them.',
      'stopped-early': 'It would have failed like the others, so it wasn’t sent.',
      'changed-since-review': 'Changed since the review. The next review includes it.',
    } satisfies Record<ResultReason, string>,
    howItWent: 'Publish details',
    howItWentFacts: (sent: number, ms: number) => `Changes for ${people(sent)} sent in ${minutes(ms)}`,
  };
};
