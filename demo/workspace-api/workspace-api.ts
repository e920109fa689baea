import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { ProvisioningError } from '../../src/model/errors.js';
import { parseWorkspace } from '../../src/workspaces/workspace-schema.js';
import type { WorkspaceStore } from '../../src/workspaces/workspace-store.js';

export interface WorkspaceApiOptions {
  /** Where the workspaces lie. A portal puts its database here. */
  readonly store: WorkspaceStore;
  /** Origins of pages that may use the API from elsewhere. Default: none. */
  readonly origins?: readonly string[];
}

/**
 * The API that `src/workspaces/workspace-api.openapi.json` describes, for a portal to start from.
 * Who may call it is the portal's business: put its own sign-in in front.
 */
export function createWorkspaceApi({ store, origins = [] }: WorkspaceApiOptions): Hono {
  const api = new Hono();
  api.use(cors({ origin: [...origins], exposeHeaders: ['ETag', 'Retry-After'] }));
  api.use('/workspaces/*', bodyLimit({ maxSize: 32 * 1024 * 1024 }));

  api.get('/workspaces', async (c) => {
    const list = await store.list();
    c.header('Cache-Control', 'no-store');
    return c.json({ workspaces: list.map(({ workspace, etag }) => ({ workspace, etag: quote(etag) })) });
  });

  api.get('/workspaces/:id', async (c) => {
    const stored = await store.get(c.req.param('id'));
    if (!stored) return refuse(c, 404, 'There is no such workspace.');
    c.header('ETag', quote(stored.etag));
    c.header('Cache-Control', 'no-store');
    return c.json(stored.workspace);
  });

  api.put('/workspaces/:id', async (c) => {
    const etag = readCondition(c);
    if (etag === undefined)
      return refuse(c, 428, 'Send If-Match with an etag, or If-None-Match: * to create.');
    const workspace = parseWorkspace(await c.req.json<unknown>());
    if (workspace.id !== c.req.param('id')) return refuse(c, 400, 'The id differs from the address.');
    c.header('ETag', quote(await store.put(workspace, { etag })));
    return c.body(null, etag === null ? 201 : 204);
  });

  api.delete('/workspaces/:id', async (c) => {
    const etag = readCondition(c);
    if (typeof etag !== 'string') return refuse(c, 428, 'Send If-Match with an etag.');
    await store.delete(c.req.param('id'), { etag });
    return c.body(null, 204);
  });

  api.onError((error, c) => {
    if (error instanceof SyntaxError) return refuse(c, 400, 'The body is not JSON.');
    if (!(error instanceof ProvisioningError)) throw error;
    if (error.code === 'stale') return refuse(c, 412, error.message);
    if (error.code === 'storage-full') return refuse(c, 507, error.message);
    return refuse(c, error.code.startsWith('record-') ? 400 : 503, error.message);
  });

  return api;
}

/** The etag that the caller read, null to create, undefined when the request says neither. */
function readCondition(c: Context): string | null | undefined {
  if (c.req.header('If-None-Match') === '*') return null;
  return /^"(.*)"$/.exec(c.req.header('If-Match') ?? '')?.[1];
}

function quote(etag: string): string {
  return `"${etag}"`;
}

function refuse(c: Context, status: 400 | 404 | 412 | 428 | 503 | 507, detail: string): Response {
  return c.json({ status, detail }, status, { 'Content-Type': 'application/problem+json' });
}
