import { readFileSync } from 'node:fs';
import { expect } from 'chai';

interface Responses {
  [status: string]: { $ref?: string; headers?: Record<string, unknown>; content?: Record<string, unknown> };
}
interface Operation {
  operationId: string;
  responses: Responses;
}
export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Responses;
    schemas: Record<string, { required?: string[]; properties?: Record<string, Record<string, unknown>> }>;
  };
}

export const openApi = JSON.parse(
  readFileSync(new URL('../../src/workspaces/workspace-api.openapi.json', import.meta.url), 'utf8'),
) as OpenApi;

/** Passes requests on, and fails when the answer is not one that the document announces. */
export function checkAgainstDocument(
  base: string,
  send: (request: Request) => Promise<Response>,
  seen: Set<string> = new Set(),
): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = new URL(request.url).pathname.slice(new URL(base).pathname.length);
    const template = path === '/workspaces' ? path : '/workspaces/{id}';
    const method = request.method.toLowerCase();
    const operation = openApi.paths[template]?.[method];
    expect(operation, `${method} ${path} is in the document`).not.to.equal(undefined);
    const answer = await send(request);
    const named = operation?.responses[answer.status];
    expect(named, `${method} ${path} may answer ${answer.status}`).not.to.equal(undefined);
    const response = named?.$ref
      ? openApi.components.responses[named.$ref.replace('#/components/responses/', '')]
      : named;
    for (const header of Object.keys(response?.headers ?? {}))
      if (header === 'ETag') expect(answer.headers.get(header)).to.match(/^"[^"]+"$/);
    const type = answer.headers.get('Content-Type')?.split(';')[0] ?? '';
    expect(Object.keys(response?.content ?? { '': {} })).to.include(type);
    seen.add(`${operation?.operationId} ${answer.status}`);
    return answer;
  };
}
