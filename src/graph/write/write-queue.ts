/** What waits in line. */
export interface Queued {
  /** What must not be written concurrently. */
  readonly key: string;
  /** Only what shares a lane can travel in one batch. */
  lane: string;
  /** 0 goes first. */
  readonly rank: number;
  /** Who sends it; only what one sender sends follows another in one batch. */
  readonly run: object;
}

/** Writes in line: first come, first served within a rank, and of each key only the first, or the first few in a row. */
export class WriteQueue<J extends Queued> {
  readonly #lines = new Map<string, J[]>();
  /** Heads of their lines that may leave, by rank. */
  readonly #ready: J[][] = [];
  /** On their way, or waiting to be tried again: they keep their places. */
  readonly #away = new Set<J>();

  add(job: J): void {
    const line = this.#lines.get(job.key);
    if (line) return void line.push(job);
    this.#lines.set(job.key, [job]);
    this.makeReady(job);
  }

  /** Lets a job leave (again) that holds its key. */
  makeReady(job: J): void {
    this.#away.delete(job);
    (this.#ready[job.rank] ??= []).push(job);
  }

  /** Lets jobs wait their turn again that did not leave after all, behind one that is made ready. */
  putBack(jobs: readonly J[]): void {
    for (const job of jobs) this.#away.delete(job);
  }

  /**
   * The jobs that would leave together now, up to so many, of those that may leave: of different keys, or, where that makes
   * more, of one key in their order. They stay in line.
   */
  peek(max: number, mayLeave: (job: J) => boolean = () => true): J[] {
    const heads = this.#peekHeads(max, mayLeave);
    const row = heads[0] ? this.#peekRow(heads[0], max) : [];
    return row.length > heads.length ? row : heads;
  }

  #peekHeads(max: number, mayLeave: (job: J) => boolean): J[] {
    const batch: J[] = [];
    for (const jobs of this.#ready)
      for (const job of jobs ?? []) {
        if (batch.length === max) return batch;
        if ((batch.length === 0 || batch[0]?.lane === job.lane) && mayLeave(job)) batch.push(job);
      }
    return batch;
  }

  #peekRow(head: J, max: number): J[] {
    const line = this.#lines.get(head.key)?.slice(0, max) ?? [];
    const end = line.findIndex((job) => job.lane !== head.lane || job.run !== head.run);
    return end < 0 ? line : line.slice(0, end);
  }

  /** Takes jobs that `peek` showed. They keep their keys. */
  take(jobs: readonly J[]): void {
    this.#unready(new Set(jobs));
    for (const job of jobs) this.#away.add(job);
  }

  /** Ends the first job of a key: the next one may leave, unless it has. */
  release(job: J): void {
    this.#away.delete(job);
    const line = this.#lines.get(job.key);
    if (!line) return;
    line.shift();
    const [next] = line;
    if (!next) this.#lines.delete(job.key);
    else if (!this.#away.has(next)) this.makeReady(next);
  }

  /** Takes out of line, and returns, the matching jobs that only wait their turn; what is on its way stays. */
  drop(matches: (job: J) => boolean): J[] {
    const dropped = new Set<J>();
    for (const [key, line] of this.#lines) {
      const [head] = line;
      const kept = line.filter((job) => {
        if (!this.#away.has(job) && matches(job)) dropped.add(job);
        return !dropped.has(job);
      });
      if (kept.length === 0) this.#lines.delete(key);
      else this.#lines.set(key, kept);
      if (head && dropped.has(head) && kept[0]) this.makeReady(kept[0]);
    }
    this.#unready(dropped);
    return [...dropped];
  }

  #unready(gone: ReadonlySet<J>): void {
    this.#ready.forEach((jobs, rank) => {
      this.#ready[rank] = jobs.filter((job) => !gone.has(job));
    });
  }
}
