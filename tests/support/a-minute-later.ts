/** Runs work as if a minute had passed on the machine's wall clock: what was confirmed before shows everywhere by then. */
export async function aMinuteLater(work: () => Promise<void>): Promise<void> {
  const { now } = Date;
  Date.now = () => now.call(Date) + 61_000;
  try {
    await work();
  } finally {
    Date.now = now;
  }
}
