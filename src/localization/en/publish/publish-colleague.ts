import type { PublishKind } from '../../../model/publish/publish-kind.js';
import type { Format } from '../../format.js';
import { holderWords } from '../holder-words.js';

/** What is said while somebody else publishes to the tenant, and of what waits for its turn meanwhile. */
export const colleagueStrings = (format: Format) => {
  const seconds = (count: number) => format.count(count, { one: 'second', other: 'seconds' });
  const span = (ms: number): string =>
    ms < 180_000
      ? seconds(Math.max(1, Math.floor(ms / 1000)))
      : format.count(Math.floor(ms / 60_000), { one: 'minute', other: 'minutes' });
  return {
    ...holderWords(format),
    holderBadges: {
      colleague: 'By a colleague',
      tab: 'In another tab',
      server: 'On the server',
      silent: 'Not responding',
    },
    oneAtATime: (name: string) =>
      name
        ? `A tenant can have only one publish at a time. Your ${name} review stays as is and refreshes when this one finishes.`
        : 'A tenant can have only one publish at a time. Your review stays as is and refreshes when this one finishes.',
    sameWorkspace: 'What you see below refreshes when this one finishes.',
    lastSeen: (ms: number) => `Last seen ${span(ms)} ago.`,
    noResponse: (ms: number) => `No response for ${span(ms)}.`,
    silentWhy: (isServer: boolean) =>
      `${isServer ? 'The server may be down.' : 'The computer may be asleep.'} If you take over, each person is checked again first, so no one is changed twice.`,
    takeOverIn: (ms: number) => `You can take over in ${seconds(Math.max(1, Math.ceil(ms / 1000)))}.`,
    takeOverSince: (at: Date) => `Available to take over since ${format.time(at)}.`,
    takeOverPublish: (left: number | undefined) =>
      left === undefined ? 'Take over' : `Take over, ${format.number(left)} left`,
    viewProgress: 'View progress',
    publishNext: (kind: PublishKind, name: string) =>
      ({ publish: `Publish ${name} next`, undo: 'Undo next', reclaim: 'Reclaim next' })[kind],
    confirmBelow: 'Check the warnings below first.',
    nextHeading: (kind: PublishKind, name: string) =>
      ({
        publish: `${name} will be published next`,
        undo: 'The undo will start next',
        reclaim: 'Licenses will be reclaimed next',
      })[kind],
    nextWhy:
      'When the other publish finishes, this is reviewed again and starts if nothing has changed. Keep this page open.',
    endNext: 'Don’t publish',
    publishedElsewhere: (who: string) =>
      `Published by ${who} from another computer. The details are on that computer.`,
    you: 'you',
    somebodyElse: 'someone else',
  };
};
