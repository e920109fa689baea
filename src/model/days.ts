/** A day of 24 hours, in milliseconds. */
export const dayMs = 86_400_000;

/** So many days later, or earlier where negative, to the millisecond. */
export function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}

/** Days from one moment to another, with their fraction; negative when the other was before. */
export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / dayMs;
}

/** The UTC day of a moment, ISO 8601. */
export function toDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
