/** What waits in line. */
export interface Queued {
  /** What must not be written concurrently. */
  readonly key: string;
  /** Only what shares a lane can travel in one batch. */
  lane: string;
  /** 0 goes first. */
  readonly rank: number;
}

/** Writes in line: first come, first served within a rank, and of each key only the first. */
export class WriteQueue<J extends Queued> {
  readonly #lines = new Map<string, J[]>();
  /** Heads of their lines that may leave, by rank. */
  readonly #ready: J[][] = [];

  add(job: J): void {
    const line = this.#lines.get(job.key);
    if (line) return void line.push(job);
    this.#lines.set(job.key, [job]);
    this.makeReady(job);
  }

  /** Lets a job leave (again) that holds its key. */
  makeReady(job: J): void {
    (this.#ready[job.rank] ??= []).push(job);
  }

  /** The jobs that would leave together now, up to so many and up to a rank. They stay in line. */
  peek(max: number, lastRank = Infinity): J[] {
    const batch: J[] = [];
    for (const [rank, jobs] of this.#ready.entries())
      for (const job of rank <= lastRank ? (jobs ?? []) : []) {
        if (batch.length === max) return batch;
        if (batch.length === 0 || batch[0]?.lane === job.lane) batch.push(job);
      }
    return batch;
  }

  /** Takes jobs that `peek` showed. They keep their keys. */
  take(jobs: readonly J[]): void {
    const taken = new Set(jobs);
    this.#ready.forEach((jobs, rank) => {
      this.#ready[rank] = jobs.filter((job) => !taken.has(job));
    });
  }

  /** Ends a job: the next one of its key may leave. */
  release(job: J): void {
    const line = this.#lines.get(job.key);
    if (!line) return;
    line.shift();
    const [next] = line;
    if (next) this.makeReady(next);
    else this.#lines.delete(job.key);
  }

  /** Takes out of line, and returns, the matching jobs that only wait their turn; what is on its way stays. */
  drop(matches: (job: J) => boolean): J[] {
    const dropped = new Set<J>();
    const ready = new Set(this.#ready.flat());
    for (const [key, line] of this.#lines) {
      const [head] = line;
      const kept = line.filter((job) => {
        const waits = job !== head || ready.has(job);
        if (waits && matches(job)) dropped.add(job);
        return !dropped.has(job);
      });
      if (kept.length === 0) this.#lines.delete(key);
      else this.#lines.set(key, kept);
      if (head && dropped.has(head) && kept[0]) this.makeReady(kept[0]);
    }
    this.take([...dropped]);
    return [...dropped];
  }
}
