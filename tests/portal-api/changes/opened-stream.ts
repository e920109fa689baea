import { streamPath } from '../../../src/store/portal/changes/stream-format.js';
import { portalUrl } from '../../support/portal-team.js';

/** A stream of changes as its reader sees it. */
export interface OpenedStream {
  readonly response: Response;
  /** What comes next; undefined at the end. */
  next(): Promise<string | undefined>;
  /** The next number, past all that is none; undefined at the end. */
  nextNumber(): Promise<number | undefined>;
  leave(): Promise<void>;
}

/** Opens a tenant's stream as somebody to whom it belongs. */
export async function openStream(
  api: (request: Request) => Promise<Response>,
  tenantId: string,
  headers: HeadersInit = { Authorization: `ada ${tenantId}` },
): Promise<OpenedStream> {
  const response = await api(new Request(`${portalUrl}/tenants/${tenantId}${streamPath}`, { headers }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async (): Promise<string | undefined> => (await reader?.read())?.value;
  return {
    response,
    next,
    async nextNumber() {
      for (;;) {
        const piece = await next();
        if (piece === undefined) return undefined;
        const [, number] = /^data: (\d+)$/m.exec(piece) ?? [];
        if (number !== undefined) return Number(number);
      }
    },
    leave: async () => reader?.cancel(),
  };
}
