import type { ReadOptions } from '../../graph/graph-client.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { RunControl } from '../publish-run.js';
import type { PublishingContext } from '../publishing-context.js';
import type { RecentWrites } from '../review/read/recent-writes.js';
import { isSessionError } from './early-stop.js';
import type { Recorder } from './recorder.js';

export interface CarryingParts extends Pick<PublishingContext, 'graph' | 'providers' | 'clock' | 'subject'> {
  readonly recorder: Recorder;
  /** What was written a moment before, which looking may not show yet. */
  readonly recent: RecentWrites;
  readonly control: Pick<RunControl, 'signal' | 'onPaused' | 'onAssigning'>;
}

/** Why nobody is written to any more: somebody wanted that, or the publish cannot go on (`error`). */
export type StopReason = 'cancelled' | 'interrupted';

/** How long to wait, in milliseconds, before looking again where looking failed. */
const lookDelaysMs = [2_000, 5_000, 15_000] as const;

/** What all stages of one publish share: what it works with, whether it goes on, and who is asked to sign in again. */
export class Carrying {
  readonly parts: CarryingParts;
  #error: ProvisioningError | undefined;
  #pause: Promise<boolean> | undefined;

  constructor(parts: CarryingParts) {
    this.parts = parts;
  }

  /** What ended the publish before its time. */
  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  get stopped(): StopReason | undefined {
    if (this.#error) return 'interrupted';
    return this.parts.control.signal.aborted ? 'cancelled' : undefined;
  }

  /** Nothing more is written; who has no result yet is not sent. */
  stop(error: ProvisioningError): void {
    this.#error ??= error;
  }

  /** Puts something on record; when that fails nothing more is written. */
  async record(write: (recorder: Recorder) => Promise<void>): Promise<void> {
    try {
      await write(this.parts.recorder);
    } catch (thrown) {
      this.stop(toProvisioningError(thrown));
    }
  }

  /** Looks at the tenant; undefined when that cannot be done, which stops the publish. Also after it was cancelled. */
  async look<T>(read: (options: ReadOptions) => Promise<T>): Promise<T | undefined> {
    const { subject } = this.parts;
    for (let attempt = 0; ;)
      try {
        return await read({ subject });
      } catch (thrown) {
        const error = toProvisioningError(thrown);
        const delayMs = lookDelaysMs[attempt];
        if (isSessionError(error) && (await this.pause(error))) continue;
        if (!error.retryable || delayMs === undefined || this.stopped) {
          this.stop(error);
          return undefined;
        }
        attempt += 1;
        await this.sleep(delayMs);
      }
  }

  /** Waits until somebody signed in again or allowed something: true to go on. Who meets it together waits once. */
  pause(error: ProvisioningError): Promise<boolean> {
    if (this.stopped) return Promise.resolve(false);
    this.#pause ??= this.parts.control.onPaused(error).finally(() => {
      this.#pause = undefined;
    });
    return this.#pause;
  }

  /** Waits; not to the end when the publish is cancelled. */
  async sleep(ms: number): Promise<void> {
    const { clock, control } = this.parts;
    try {
      await clock.sleep(ms, control.signal);
    } catch (thrown) {
      if (!control.signal.aborted) throw thrown;
    }
  }
}
