import { streamType } from '../../store/portal/changes/stream-format.js';
import type { TenantId } from '../database/tenant-id.js';
import type { ChangeHub } from './change-hub.js';

/** Answers with the stream of a tenant's changes, in such a way that nothing on the way keeps it back. */
export async function streamChanges(hub: ChangeHub, tenant: TenantId, request: Request): Promise<Response> {
  return new Response(await hub.open(tenant, request.signal), {
    headers: {
      'Content-Type': streamType,
      // What compresses answers would collect them.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
