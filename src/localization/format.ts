import { dayMs } from '../model/days.js';

/** The forms of a counted noun, by the language's plural rules; `other` is required. */
export interface Plural {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** Numbers, dates and names the way a language writes them. */
export interface Format {
  readonly language: string;
  number(value: number): string;
  /** 0.72 → 72% */
  percent(value: number): string;
  /** A number with its noun in the right form: `3 users`. */
  count(value: number, noun: Plural): string;
  date(value: Date): string;
  time(value: Date): string;
  dateTime(value: Date): string;
  /** "22 minutes ago", "31 hours ago", "3 days ago": rounded down, in days from two on. */
  relative(value: Date, now: Date): string;
  /** The name of a two-letter country. */
  country(code: string): string;
  list(items: readonly string[]): string;
}

/** Each with its length and the time from which it is used, in milliseconds. */
const units = [
  ['day', dayMs, 2 * dayMs],
  ['hour', 3_600_000, 3_600_000],
  ['minute', 60_000, 60_000],
] as const;

/** Makes a format for a BCP 47 language. */
export function createFormat(language: string): Format {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const plural = new Intl.PluralRules(language);
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  // A name like "yesterday" is one of the calendar, and 31 hours may reach back to the day before it.
  const relative = new Intl.RelativeTimeFormat(language);
  const justNow = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const list = new Intl.ListFormat(language);
  return {
    language,
    number: (value) => number.format(value),
    percent: (value) => percent.format(value),
    count: (value, noun) => `${number.format(value)} ${noun[plural.select(value)] ?? noun.other}`,
    date: (value) => date.format(value),
    time: (value) => time.format(value),
    dateTime: (value) => `${date.format(value)}, ${time.format(value)}`,
    relative(value, now) {
      const elapsed = now.getTime() - value.getTime();
      for (const [unit, length, from] of units)
        if (Math.abs(elapsed) >= from) return relative.format(-Math.trunc(elapsed / length), unit);
      return justNow.format(0, 'minute');
    },
    country(code) {
      // Codes come from the tenant; what is no region code is shown as it is.
      return /^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code;
    },
    list: (items) => list.format(items),
  };
}
