import type { Format } from '../../format.js';

/** Words with numbers that a publish is told in. */
export const publishWords = (format: Format) => ({
  people: (count: number) => format.count(count, { one: 'person', other: 'people' }),
  licenses: (count: number) => format.count(count, { one: 'license', other: 'licenses' }),
  writes: (count: number) => format.count(count, { one: 'write', other: 'writes' }),
  verb: (count: number, one: string, other: string) => (count === 1 ? one : other),
  minutes: (ms: number) =>
    ms < 45_000
      ? format.count(Math.max(1, Math.ceil(ms / 1000)), { one: 'second', other: 'seconds' })
      : format.count(Math.max(1, Math.round(ms / 60_000)), { one: 'minute', other: 'minutes' }),
});
