import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { ProvisioningError } from '../../model/errors.js';
import { untilAborted } from '../abort.js';
import { getControl } from './call-control.js';
import type { GraphTransport } from './graph-transport.js';

/** The end of the chain: hands the request to the transport and gives up on an answer that does not come. */
export class TransportMiddleware implements Middleware {
  readonly #transport: GraphTransport;
  readonly #timeoutMs: number;

  constructor(transport: GraphTransport, timeoutMs: number) {
    this.#transport = transport;
    this.#timeoutMs = timeoutMs;
  }

  async execute(context: Context): Promise<void> {
    const { signal, writes } = getControl(context);
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(new ProvisioningError('timeout', 'Microsoft did not answer.', { retryable: true })),
      this.#timeoutMs,
    );
    const either = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
    try {
      const { method, headers, body } = context.options ?? {};
      const request = new Request(context.request, {
        ...(method ? { method } : {}),
        ...(headers ? { headers } : {}),
        ...(body ? { body } : {}),
        signal: either,
        cache: 'no-store',
        // A redirect leads to another host: Graph's answers are here or nowhere.
        redirect: 'manual',
      });
      context.response = await untilAborted(this.#transport(request).then(bufferBody), either);
    } catch (thrown) {
      if (either.aborted && !writes) throw either.reason;
      // It left, and so nobody knows what came of it.
      throw toSilence(either.aborted ? either.reason : thrown).with({ open: writes });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Why a request that left was not answered. */
function toSilence(thrown: unknown): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  return new ProvisioningError('offline', 'Microsoft Graph could not be reached.', {
    retryable: true,
    cause: thrown,
  });
}

/** Reads the body here, so that a connection that breaks in the middle of an answer counts as broken. */
async function bufferBody(response: Response): Promise<Response> {
  // Browsers give a body, of nothing, even to an answer that cannot have any.
  if (response.body === null || withoutBody.has(response.status)) return response;
  const { status, statusText, headers } = response;
  return new Response(await response.text(), { status, statusText, headers });
}

/** 0: a redirect that was not followed. */
const withoutBody: ReadonlySet<number> = new Set([0, 204, 205, 304]);
