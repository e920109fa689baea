const { now } = Date;
let ahead = 0;

/** Puts the machine's wall clock forward, as sleep does, and lets the page find that it is seen again. */
export function wakeAfter(ms: number): void {
  ahead += ms;
  Date.now = () => now.call(Date) + ahead;
  document.dispatchEvent(new Event('visibilitychange'));
}

export function resetWallClock(): void {
  ahead = 0;
  Date.now = now;
}
