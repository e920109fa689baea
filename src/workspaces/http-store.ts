import * as v from 'valibot';
import { ProvisioningError } from '../model/errors.js';
import type { Workspace } from '../model/workspace.js';
import { isSameWorkspace } from './canonical-json.js';
import { readEtag, toAnswerError, toNetworkError } from './http-answers.js';
import { staleError, throwIfCancelled } from './store-errors.js';
import { createTabChannel } from './tab-channel.js';
import { isWorkspaceId, parseWorkspace } from './workspace-schema.js';
import type { StoredWorkspace, WorkspaceStore } from './workspace-store.js';

export interface HttpStoreOptions {
  /** Where the portal's API is, e.g. `/api/tenants/contoso`; `/workspaces` is put behind it. */
  readonly url: string;
  /** Default: the platform's. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Headers of every request, e.g. `Authorization`; asked for each time, so that a token can be fresh. */
  readonly headers?: () => HeadersInit | Promise<HeadersInit>;
  /** Whether cookies travel. Default: to the page's own origin only. */
  readonly credentials?: RequestCredentials;
}

const listSchema = v.object({
  workspaces: v.array(v.object({ workspace: v.unknown(), etag: v.pipe(v.string(), v.minLength(1)) })),
});

/**
 * Keeps workspaces behind the portal's own API, which `workspace-api.openapi.json` describes.
 *
 * Nothing is sent twice: after an answer that never came, the caller decides. If the write had taken effect after all,
 * sending it again succeeds, because the store then finds exactly what was to be written.
 * From another origin the API must expose the `ETag` header.
 */
export function createHttpStore(options: HttpStoreOptions): WorkspaceStore {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const base = `${options.url.replace(/\/+$/, '')}/workspaces`;
  const tabs = createTabChannel(`o365-workspaces:${base}`);

  const request = async (
    path: string,
    init: { method: string; headers?: Record<string, string>; body?: string; signal?: AbortSignal },
  ): Promise<Response> => {
    throwIfCancelled(init.signal);
    const headers = new Headers(await options.headers?.());
    headers.set('Accept', 'application/json');
    for (const [name, value] of Object.entries(init.headers ?? {})) headers.set(name, value);
    const { credentials } = options;
    const url = typeof location === 'undefined' ? base + path : new URL(base + path, location.href);
    try {
      return await send(
        new Request(url, { ...init, headers, cache: 'no-store', ...(credentials ? { credentials } : {}) }),
      );
    } catch (thrown) {
      throw toNetworkError(thrown);
    }
  };

  const get = async (id: string, signal?: AbortSignal): Promise<StoredWorkspace | undefined> => {
    if (!isWorkspaceId(id)) return undefined;
    const answer = await request(`/${id}`, { method: 'GET', ...(signal ? { signal } : {}) });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw toAnswerError(answer);
    const workspace = parseWorkspace(await readJson(answer));
    if (workspace.id !== id)
      throw new ProvisioningError('record-unreadable', `The API gave another workspace than ${id}.`);
    return { workspace, etag: readEtag(answer) };
  };

  /** The etag of what is stored, when that is what was to be written: an earlier attempt had got through. */
  const findOwnWrite = async (workspace: Workspace): Promise<string> => {
    const stored = await get(workspace.id);
    if (!stored || !isSameWorkspace(stored.workspace, workspace)) throw staleError(workspace.id);
    return stored.etag;
  };

  return {
    async list({ signal } = {}) {
      const answer = await request('', { method: 'GET', ...(signal ? { signal } : {}) });
      if (!answer.ok) throw toAnswerError(answer);
      const list = v.safeParse(listSchema, await readJson(answer));
      if (!list.success) throw unreadable('The API did not answer with a list of workspaces.');
      return list.output.workspaces.map(({ workspace, etag }) => ({
        workspace: parseWorkspace(workspace),
        etag,
      }));
    },

    get: (id, { signal } = {}) => get(id, signal),

    async put(workspace, { etag }) {
      const checked = parseWorkspace(workspace);
      const answer = await request(`/${checked.id}`, {
        method: 'PUT',
        headers: {
          'Content-Type': 'application/json',
          ...(etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag }),
        },
        body: JSON.stringify(checked),
      });
      if (isRefusedAsStale(answer)) return findOwnWrite(checked);
      if (!answer.ok) throw toAnswerError(answer);
      tabs.announce();
      return readEtag(answer);
    },

    async delete(id, { etag }) {
      if (!isWorkspaceId(id)) throw staleError(id);
      const answer = await request(`/${id}`, { method: 'DELETE', headers: { 'If-Match': etag } });
      if (isRefusedAsStale(answer)) throw staleError(id);
      if (!answer.ok) throw toAnswerError(answer);
      tabs.announce();
    },

    subscribe: (listener) => tabs.subscribe(listener),
  };
}

/** 412 is the answer to a condition that fails; some frameworks say 404, 409 or 410 instead. */
function isRefusedAsStale({ status }: Response): boolean {
  return status === 412 || status === 404 || status === 409 || status === 410;
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw unreadable('The API did not answer with JSON.', cause);
    throw toNetworkError(cause);
  }
}

function unreadable(message: string, cause?: unknown): ProvisioningError {
  return new ProvisioningError('answer-unreadable', message, { cause });
}
