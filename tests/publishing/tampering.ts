import type { GraphTransport } from '../../src/graph/http/graph-transport.js';

/** One request as Graph is asked it: by itself, or inside a batch. */
export interface AskedOf {
  readonly method: string;
  /** Below the version, with its query. */
  readonly path: string;
}

/** What is done to a request whose questions are these; undefined to let it through. */
export type Tamper = (
  asked: readonly AskedOf[],
  pass: () => Promise<Response>,
) => Promise<Response> | undefined;

/** Stands between a pipeline and the tenant like a proxy, and does what it is told to. */
export class Tampering {
  /** From when it is set. */
  tamper: Tamper | undefined;
  /** Requests that it did something to. */
  hits = 0;

  readonly between =
    (tenant: GraphTransport): GraphTransport =>
    async (request) => {
      if (!this.tamper) return tenant(request);
      const asked = await listAsked(request.clone());
      const answer = this.tamper(asked, () => tenant(request));
      if (!answer) return tenant(request);
      this.hits += 1;
      return answer;
    };
}

/** Whether something is written. */
export function isWrite(asked: readonly AskedOf[]): boolean {
  return asked.some(
    ({ method, path }) => method !== 'GET' && !/\/(getByIds|getMemberObjects|checkMemberGroups)\b/.test(path),
  );
}

async function listAsked(request: Request): Promise<readonly AskedOf[]> {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/(v1\.0|beta)/, '') + search;
  if (path !== '/$batch') return [{ method: request.method, path }];
  const { requests } = (await request.json()) as { requests: { method: string; url: string }[] };
  return requests.map(({ method, url }) => ({ method, path: url }));
}
