/** A point of time by both clocks of a machine: the wall's, which may be put forward or back, and one that only counts. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly wallMs: number;
  /** Milliseconds since any moment; it may stand still while the machine sleeps. */
  readonly countedMs: number;
}

/**
 * How much time has passed, in milliseconds: by whichever clock says more, for one may have slept. A wall clock that went
 * back says nothing, and makes what was then old.
 */
export function elapsedMs(then: Moment, now: Moment): number {
  const onWall = now.wallMs - then.wallMs;
  if (onWall < 0) return Infinity;
  return Math.max(onWall, now.countedMs - then.countedMs);
}

/** The same for what was written down, where only the wall's clock is known. ISO 8601. */
export function ageMs(then: string, now: number): number {
  const onWall = now - Date.parse(then);
  return onWall < 0 ? Infinity : onWall;
}
