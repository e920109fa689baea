import type { GraphClient, GraphWrite } from '../../graph/graph-client.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { CarryingParts } from './carrying.js';

/** One write, and what it is about. */
export interface Unit<T> {
  readonly items: readonly T[];
}

export type GraphUnit<T> = Unit<T> & GraphWrite;

/** How a write ended: confirmed; or refused, and known not to have happened; or open (`error.open`). */
export type Sent<U> =
  | { readonly write: U; readonly ok: true }
  | { readonly write: U; readonly ok: false; readonly error: ProvisioningError };

export interface SendOptions<U> {
  readonly signal: AbortSignal;
  /** Told right before writes leave, each time they leave. When it rejects they do not, and are refused with its error. */
  readonly onSending: (writes: readonly U[]) => Promise<void>;
}

/** Writes, and yields how each write ended; those that do not leave because of `signal` have no end. */
export type Send<U> = <V extends U>(units: Iterable<V>, options: SendOptions<V>) => AsyncIterable<Sent<V>>;

/** Graph writes in batches, at its pace. */
export function sendToGraph(
  { graph, subject }: Pick<CarryingParts, 'subject'> & { readonly graph: Pick<GraphClient, 'writeAll'> },
  scopes: readonly string[],
): Send<GraphWrite> {
  return <V extends GraphWrite>(units: Iterable<V>, { signal, onSending }: SendOptions<V>) =>
    graph.writeAll(units, {
      scopes,
      subject,
      signal,
      onSending: (writes) => onSending(writes as readonly V[]),
    });
}
