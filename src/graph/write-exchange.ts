import { type ProvisioningError, toProvisioningError } from '../model/errors.js';
import { decodeBatch, encodeBatch } from './batch-codec.js';
import { getCallHeaders } from './call-headers.js';
import type { GraphWrite, WriteOptions } from './graph-client.js';
import { type GraphPath, parseGraphPath } from './graph-path.js';
import type { GraphSender, SentAnswer } from './graph-sender.js';

/** A write on its way, as it goes over the wire. */
export interface WireWrite extends GraphPath {
  readonly method: GraphWrite['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly scopes: readonly string[];
}

/** What came back for one write. */
export type Received =
  | {
      readonly kind: 'answer';
      readonly answer: SentAnswer;
      /** From inside a batch. */ readonly inside: boolean;
    }
  /** Nothing that says what happened: the connection broke, or the batch left this one out. */
  | { readonly kind: 'silence'; readonly error?: ProvisioningError }
  /** It was not sent. */
  | { readonly kind: 'unsent'; readonly error: ProvisioningError };

/** @throws {ProvisioningError} `host-refused` */
export function toWireWrite(write: GraphWrite, options: WriteOptions, origin: string): WireWrite {
  const { version, path } = parseGraphPath(write.path, origin);
  return {
    method: write.method,
    version: write.version ?? version,
    path,
    headers: { ...getCallHeaders(options), ...write.headers },
    scopes: options.scopes ?? [],
    ...(write.body === undefined ? {} : { body: write.body }),
  };
}

/** A write on its way is not called back, and not sent again blindly. */
const terms = { signal: undefined, repeatable: false, reads: [], low: false } as const;

/**
 * Sends writes once, in one request; returns what came back for each, in their order. Never throws.
 *
 * @param inOrder - one after the other; after one that fails, the others are not executed and are answered 424
 */
export async function exchangeWrites(
  sender: GraphSender,
  writes: readonly WireWrite[],
  inOrder: boolean,
): Promise<readonly Received[]> {
  const [first] = writes;
  if (!first) return [];
  try {
    const answer = await sender.send(
      writes.length === 1
        ? { ...first, ...terms }
        : {
            method: 'POST',
            version: first.version,
            path: '/$batch',
            headers: {},
            body: encodeBatch(writes, inOrder),
            scopes: first.scopes,
            ...terms,
          },
    );
    if (writes.length === 1 || answer.status !== 200)
      return writes.map(() => ({ kind: 'answer', answer, inside: false }));
    return decodeBatch(answer.body, writes.length).map((item) =>
      item
        ? { kind: 'answer', answer: { ...item, granted: answer.granted }, inside: true }
        : { kind: 'silence' },
    );
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    const kind = error.retryable || error.code === 'answer-unreadable' ? 'silence' : 'unsent';
    return writes.map(() => ({ kind, error }));
  }
}
