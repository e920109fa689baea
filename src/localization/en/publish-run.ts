import type { PublishCounts, UserResult } from '../../model/publish/user-result.js';
import type { Format } from '../format.js';
import { publishWords } from './publish-words.js';

type ResultReason = NonNullable<Extract<UserResult, { readonly reason?: string }>['reason']>;

/** What is said while a publish runs and when it has ended. */
export const publishRunStrings = (format: Format) => {
  const { users, verb, minutes } = publishWords(format);
  const tellRest = (have: string, { failed, open, notSent }: Omit<PublishCounts, 'applied'>): string => {
    const rest = [
      failed > 0 ? `${format.number(failed)} failed` : '',
      open > 0 ? `${format.number(open)} pending` : '',
      notSent > 0 ? `${format.number(notSent)} not sent` : '',
    ].filter(Boolean);
    return rest.length > 0 ? `${have} ${rest.join(', ')}.` : have;
  };
  return {
    startedAt: (at: Date) => `Started ${format.time(at)}`,
    starting: 'Starting',
    running: 'Publishing',
    assigning: 'Everything is sent. Microsoft is licensing the people in the group.',
    assigningWhy: 'That takes minutes, rarely hours, and goes on without this page.',
    waitingForMicrosoft: 'Pending at Microsoft',
    pausedForSignIn: 'Paused for you',
    progress: (done: number, total: number) => `${format.number(done)} of ${format.number(total)} done.`,
    timeLeft: (ms: number) => `About ${minutes(ms)} left.`,
    progressLabel: 'Users done',
    applied: 'Applied',
    failed: 'Failed',
    toDo: 'To do',
    pending: 'Pending',
    pendingCount: (count: number) => `${format.number(count)} pending`,
    pendingNote: (count: number) =>
      `${users(count)} ${verb(count, 'is', 'are')} pending: neither done nor failed as far as anybody can know yet. The next review finds out.`,
    notSent: 'Not sent',
    wereAlreadySo: (count: number) => `${format.number(count)} ${verb(count, 'was', 'were')} so already`,
    blockedInReview: 'in the review; they keep what they have',
    perSecond: 'Users a second',
    allowed: 'Microsoft allows 20',
    throttled: (seconds: number) => `Microsoft asked us to wait ${format.number(seconds)} s`,
    throttledWhy: (at: Date) =>
      `Publishing continues by itself at ${at.toLocaleTimeString(format.language)}. Nothing is lost; only what was refused is sent again.`,
    paced: 'At Microsoft’s quota',
    justNow: 'Just now',
    onlyFailed: 'Only failed',
    showFailed: 'Show',
    result: 'Result',
    mayClose: 'You can close this tab. Publishing stops, and a review shows what is left when you come back.',
    stopNote: 'Stop finishes what is on its way and leaves the others as they are.',
    stop: 'Stop',
    stopping: 'Stopping',
    leftToDo: (count: number) => `${users(count)} left to do`,
    allDone: 'All done',
    resultAnswer: (kind: 'publish' | 'reclaim' | 'swap', { applied, ...others }: PublishCounts) => {
      const have = {
        publish: `${users(applied)} ${verb(applied, 'has', 'have')} what the workspace says.`,
        reclaim: `Licenses of ${users(applied)} are reclaimed.`,
        swap: `Plans are swapped for ${users(applied)}.`,
      }[kind];
      return tellRest(have, others);
    },
    undoneAnswer: ({ applied, ...others }: PublishCounts) =>
      tellRest(`${users(applied)} ${verb(applied, 'has', 'have')} what they had before.`, others),
    goOn: (failed: number, notSent: number) => {
      if (notSent === 0) return `Retry the ${format.number(failed)} that failed`;
      return `Continue, ${format.number(failed + notSent)} left`;
    },
    wouldFailAgain: (count: number, all: number) =>
      `As they are, ${format.number(count)} of the ${format.number(all)} would fail again.`,
    userGoneHelps: 'Somebody deleted this user. Their licenses are free again.',
    unsubscribe: 'Unsubscribe',
    unsubscribeUser: (name: string) => `Unsubscribe ${name}`,
    unsubscribed: 'Unsubscribed',
    undoUnsubscribe: (name: string) => `Undo, ${name} stays subscribed`,
    settleInReview: 'Settle in a new review',
    undoPublish: 'Undo this publish…',
    reviewAgain: 'Review again',
    exportCsv: 'Export CSV',
    exportJson: 'Export JSON',
    why: 'Why',
    whatHelps: 'What helps',
    resultFilter: 'Which results',
    resultFilters: { left: 'Failed, pending, or not sent', all: 'Everybody' },
    resultWhy: {
      'already-so': 'It was so already; nothing was sent.',
      'waits-for-microsoft': 'Handed to Microsoft, which hasn’t done it yet. The next review finds out.',
      unanswered: 'Microsoft’s answer was lost. The next review finds out.',
      cancelled: 'You stopped the publish before it was their turn.',
      interrupted: 'The publish stopped before it was their turn.',
      'stopped-early': 'It would have failed like the others, so it was not sent.',
      'changed-since-review': 'Changed since the review; it is in the next review.',
    } satisfies Record<ResultReason, string>,
    howItWent: 'How it went',
    howItWentFacts: (sent: number, ms: number) => `${users(sent)} written in ${minutes(ms)}`,
  };
};
