import { streamType } from '../../store/portal/changes/stream-format.js';
import type { ChangeHub, StreamReader } from './change-hub.js';

/** Answers with the stream of a tenant's changes, in such a way that nothing on the way keeps it back. */
export async function streamChanges(
  hub: ChangeHub,
  reader: StreamReader,
  request: Request,
): Promise<Response> {
  return new Response(await hub.open(reader, request.signal), {
    headers: {
      'Content-Type': streamType,
      // What compresses answers would collect them.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
