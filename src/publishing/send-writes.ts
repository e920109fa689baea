import type { GraphWrite, WriteOptions } from '../graph/graph-client.js';
import { toProvisioningError, type ProvisioningError } from '../model/errors.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { isSessionError, type Doom } from './doom.js';
import type { JournalWriter } from './journal-writer.js';
import type { RecordedChange, WritePart } from './journal.js';

/** One write of a publish and the change that it carries. */
export interface ChangeWrite<C extends RecordedChange> extends GraphWrite {
  readonly change: C;
}

/** How the write for one change ended. */
export type ChangeOutcome<C extends RecordedChange> =
  | { readonly change: C; readonly status: 'ok' }
  | { readonly change: C; readonly status: 'failed'; readonly error: ProvisioningError }
  | { readonly change: C; readonly status: 'not-attempted'; readonly reason: 'cancelled' | 'stopped-early' };

export interface SendOptions<C extends RecordedChange> {
  readonly part: WritePart;
  readonly scopes: readonly string[];
  readonly toWrite: (change: C) => GraphWrite;
}

/**
 * Sends one write per change: intent first, doomed ones never. When the session ends, waits for the admin and goes on
 * with those that were refused because of it and those that never left.
 */
export async function* sendWrites<C extends RecordedChange>(
  context: ApplyContext,
  changes: readonly C[],
  writer: JournalWriter,
  doom: Doom,
  send: SendOptions<C>,
  options: ApplyOptions,
): AsyncGenerator<ChangeOutcome<C>, void> {
  const { signal, onPaused } = options;
  let left: ReadonlySet<C> = new Set(changes);
  while (left.size > 0) {
    const open = new Set(left);
    const refused = new Map<C, ProvisioningError>();
    let journalError: ProvisioningError | undefined;
    const source = function* (): Generator<ChangeWrite<C>, void> {
      for (const change of left) {
        if (signal?.aborted || refused.size > 0 || journalError) return;
        if (!doom.hits(change)) yield { ...send.toWrite(change), change };
      }
    };
    const writeOptions: WriteOptions = {
      scopes: send.scopes,
      ...(signal ? { signal } : {}),
      onSending: async (writes) => {
        try {
          await writer.intend(
            send.part,
            (writes as readonly ChangeWrite<C>[]).map((write) => write.change.userId),
          );
        } catch (thrown) {
          // A request whose intent is not on record must not leave.
          journalError ??= toProvisioningError(thrown);
          throw journalError;
        }
      },
    };
    try {
      for await (const outcome of context.graph.writeAll(source(), writeOptions)) {
        const { change } = outcome.write;
        if (outcome.ok) {
          open.delete(change);
          yield { change, status: 'ok' };
        } else if (outcome.error.code === 'cancelled') {
          open.delete(change);
          yield { change, status: 'not-attempted', reason: 'cancelled' };
        } else if (journalError) {
          open.delete(change);
          yield { change, status: 'not-attempted', reason: 'stopped-early' };
        } else if (isSessionError(outcome.error)) {
          refused.set(change, outcome.error);
        } else {
          open.delete(change);
          doom.note(change, outcome.error);
          yield { change, status: 'failed', error: outcome.error };
        }
      }
    } catch (thrown) {
      const error = toProvisioningError(thrown);
      if (!journalError && error.code !== 'cancelled') throw error;
    }
    if (journalError) doom.stopEverything();
    const [sessionError] = refused.values();
    const goesOn = sessionError && !signal?.aborted && !journalError && (await onPaused?.(sessionError));
    if (goesOn) {
      left = open;
      continue;
    }
    if (sessionError) doom.stopEverything();
    for (const change of open) {
      const error = refused.get(change);
      if (error) yield { change, status: 'failed', error };
      else yield { change, status: 'not-attempted', reason: signal?.aborted ? 'cancelled' : 'stopped-early' };
    }
    if (journalError) throw journalError;
    return;
  }
}
