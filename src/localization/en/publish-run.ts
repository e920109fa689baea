import type { Format } from '../format.js';
import { publishWords } from './publish-words.js';

/** What is said while a publish runs and when it has ended. */
export const publishRunStrings = (format: Format) => {
  const { users, verb, minutes } = publishWords(format);
  return {
    startedAt: (at: Date) => `Started ${format.time(at)}`,
    starting: 'Starting',
    running: 'Publishing',
    assigning: 'Everything is sent. Microsoft is licensing the members of the group.',
    assigningWhy: 'That takes minutes, rarely hours, and goes on without this page.',
    waitingForMicrosoft: 'Waiting for Microsoft',
    pausedForSignIn: 'Waiting for you',
    progress: (done: number, total: number) => `${format.number(done)} of ${format.number(total)} done.`,
    timeLeft: (ms: number) => `About ${minutes(ms)} left.`,
    progressLabel: 'Users done',
    applied: 'Applied',
    failed: 'Failed',
    waiting: 'Waiting',
    notAttempted: 'Not attempted',
    leftOut: 'Left out',
    alreadyRight: 'Already right',
    blockedInReview: (count?: number) =>
      count === undefined ? 'blocked in the review' : `${format.number(count)} blocked in the review`,
    perSecond: 'Users a second',
    allowed: 'Microsoft allows 20',
    throttled: (seconds: number) => `Microsoft asked us to wait ${format.number(seconds)} s`,
    throttledWhy: (at: Date) =>
      `Publishing continues by itself at ${at.toLocaleTimeString(format.language)}. Nothing is lost; only what was refused is sent again.`,
    paced: 'Keeping to Microsoft’s quota',
    justNow: 'Just now',
    onlyFailed: 'Only failed',
    showFailed: 'Show',
    result: 'Result',
    mayClose: 'You can close this tab. Publishing stops, and continues from here when you come back.',
    stopNote: 'Stop finishes what is on its way and leaves the others as they are.',
    stop: 'Stop',
    stopping: 'Stopping',
    leftToDo: (count: number) => `${users(count)} left to do`,
    allDone: 'All done',
    resultAnswer: (
      kind: 'publish' | 'reclaim' | 'swap',
      applied: number,
      failed: number,
      notAttempted: number,
    ) => {
      const have = {
        publish: `${users(applied)} ${verb(applied, 'has', 'have')} what the workspace says.`,
        reclaim: `Licenses of ${users(applied)} are reclaimed.`,
        swap: `Plans are swapped for ${users(applied)}.`,
      }[kind];
      const rest = [
        failed > 0 ? `${format.number(failed)} failed` : '',
        notAttempted > 0
          ? `${format.number(notAttempted)} ${verb(notAttempted, 'was', 'were')} not attempted`
          : '',
      ].filter(Boolean);
      return rest.length > 0 ? `${have} ${rest.join(', ')}.` : have;
    },
    undoneAnswer: (applied: number, failed: number, notAttempted: number) => {
      const have = `${users(applied)} ${verb(applied, 'has', 'have')} what they had before.`;
      const rest = failed + notAttempted;
      return rest > 0 ? `${have} ${format.number(rest)} ${verb(rest, 'does', 'do')} not.` : have;
    },
    retryFailed: (count: number) => `Retry the ${format.number(count)} that failed`,
    wouldFailAgain: (count: number, all: number) =>
      `As they are, ${format.number(count)} of the ${format.number(all)} would fail again.`,
    userGoneHelps: 'Somebody deleted this user. Their licenses are free again.',
    unsubscribe: 'Unsubscribe',
    unsubscribeUser: (name: string) => `Unsubscribe ${name}`,
    unsubscribed: 'Unsubscribed',
    undoUnsubscribe: (name: string) => `Undo, ${name} stays subscribed`,
    settleInReview: 'Settle in a new review',
    publishRest: (count: number) => `Publish the ${format.number(count)} not attempted`,
    undoPublish: 'Undo this publish…',
    reviewAgain: 'Review again',
    exportCsv: 'Export CSV',
    exportJson: 'Export JSON',
    why: 'Why',
    whatHelps: 'What helps',
    resultFilter: 'Which results',
    resultFilters: { open: 'Failed and not attempted', all: 'Everybody' },
    notAttemptedWhy: {
      cancelled: 'You stopped the publish before it was their turn.',
      'stopped-early': 'It would have failed like the others, so it was not sent.',
    },
    howItWent: 'How it went',
    howItWentFacts: (sent: number, ms: number) => `${users(sent)} written in ${minutes(ms)}`,
  };
};
