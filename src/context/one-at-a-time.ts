/**
 * Makes work that is asked for more often than it should be done run one at a time, with a rest after each run, in
 * milliseconds. Whatever is asked for meanwhile is one more run afterwards, which sees all that led to it.
 */
export function oneAtATime(work: () => Promise<unknown>, restMs: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  let askedAgain = false;
  const runAll = async (): Promise<void> => {
    do {
      askedAgain = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, restMs));
    } while (askedAgain);
  };
  return () => {
    if (running) askedAgain = true;
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  };
}
