import type { TokenSubject } from '../../auth/auth.js';
import { type ProvisioningError, toProvisioningError } from '../../model/errors.js';
import type { GraphWrite, WriteOptions } from '../graph-client.js';
import { decodeBatch, encodeBatch } from '../http/batch-codec.js';
import { getCallHeaders } from '../http/call-headers.js';
import { type GraphPath, parseGraphPath } from '../http/graph-path.js';
import type { GraphSender, SentAnswer } from '../http/graph-sender.js';
import { createLeftOut } from './write-failures.js';

/** A write on its way, as it goes over the wire. */
export interface WireWrite extends GraphPath {
  readonly method: GraphWrite['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly scopes: readonly string[];
  readonly subject: TokenSubject | undefined;
}

/** What came back for one write. */
export type Received =
  | {
      readonly kind: 'answer';
      readonly answer: SentAnswer;
      /** From inside a batch. */ readonly inside: boolean;
    }
  /** It left, and nothing says what came of it. The error is open. */
  | { readonly kind: 'silence'; readonly error: ProvisioningError }
  /** It did not leave, or only for an answer that asked for another token. */
  | { readonly kind: 'unsent'; readonly error: ProvisioningError }
  /** Who sends it did not let it leave. */
  | { readonly kind: 'withheld'; readonly error: ProvisioningError };

/** @throws {ProvisioningError} `host-refused` */
export function toWireWrite(write: GraphWrite, options: WriteOptions, origin: string): WireWrite {
  const { version, path } = parseGraphPath(write.path, origin);
  return {
    method: write.method,
    version: write.version ?? version,
    path,
    headers: { ...getCallHeaders(options), ...write.headers },
    scopes: options.scopes ?? [],
    subject: options.subject,
    ...(write.body === undefined ? {} : { body: write.body }),
  };
}

/** A write on its way is not called back, and not sent again blindly. */
const terms = { signal: undefined, writes: true, reads: [], low: false } as const;

/**
 * Sends writes of one lane once, in one request; returns what came back for each, in their order. Never throws.
 *
 * @param inOrder - one after the other; after one that fails, the others are not executed and are answered 424
 * @param onLeaving - awaited right before they leave; they do not when it rejects
 */
export async function exchangeWrites(
  sender: GraphSender,
  writes: readonly WireWrite[],
  inOrder: boolean,
  onLeaving: () => Promise<void>,
): Promise<readonly Received[]> {
  const [first] = writes;
  if (!first) return [];
  const withheld: { error?: ProvisioningError } = {};
  const leave = async (): Promise<void> => {
    try {
      await onLeaving();
    } catch (thrown) {
      // Of what was not sent nothing is open, whatever else is.
      withheld.error = toProvisioningError(thrown).with({ open: false });
      throw withheld.error;
    }
  };
  try {
    if (writes.length === 1) {
      const answer = await sender.send({ ...first, ...terms, onLeaving: leave });
      return [{ kind: 'answer', answer, inside: false }];
    }
    const answer = await sender.send({
      method: 'POST',
      version: first.version,
      path: '/$batch',
      headers: {},
      body: encodeBatch(writes, inOrder),
      scopes: first.scopes,
      subject: first.subject,
      ...terms,
      onLeaving: leave,
    });
    return readBatch(answer, writes.length);
  } catch (thrown) {
    const error = toProvisioningError(thrown);
    const kind = error.open ? 'silence' : withheld.error ? 'withheld' : 'unsent';
    return writes.map(() => ({ kind, error }));
  }
}

function readBatch(answer: SentAnswer, size: number): readonly Received[] {
  const { status, body, granted } = answer;
  if (status < 200 || status >= 300)
    return Array.from({ length: size }, () => ({ kind: 'answer', answer, inside: false }));
  return decodeBatch(status === 200 ? body : undefined, size).map((item) =>
    item
      ? { kind: 'answer', answer: { ...item, granted }, inside: true }
      : { kind: 'silence', error: createLeftOut() },
  );
}
