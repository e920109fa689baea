import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';

export type Api = (request: Request) => Promise<Response>;

/** A portal's server with the API in it. */
export interface Mounted {
  readonly fetch: typeof fetch;
  /** Where its pages are. */
  readonly origin: string;
  close(): Promise<void>;
}

/** The ways of docs/portal-api.md, by name. */
export const mounts: Readonly<Record<string, (api: Api) => Promise<Mounted>>> = {
  'node:http': (api) => serve(getRequestListener(api)),
  'node:http without a library': async (api) => {
    const { toListener } = await readListener();
    return serve(toListener(api));
  },
  'Hono by app.all': (api) => serveHono((app) => app.all('/api/o365/*', ({ req }) => api(req.raw))),
  'Hono by app.mount': (api) => serveHono((app) => app.mount('/api/o365', api, { replaceRequest: false })),
  Express: (api) => {
    const app = express();
    app.get('/', (_request, response) => response.send('The portal.'));
    app.all('/api/o365/*path', getRequestListener(api));
    return serve(app);
  },
  'a route of Next': (api) => {
    const route: Readonly<Record<string, Api>> = { GET: api, POST: api, PUT: api, DELETE: api };
    return Promise.resolve({
      // Next puts its own name into the address.
      fetch: async (input, init) => {
        const asked = new Request(input, init);
        const { pathname, search, host } = new URL(asked.url);
        const request = new Request(`http://localhost:3000${pathname}${search}`, asked);
        request.headers.set('Host', host);
        // It answers HEAD by GET.
        const handler = route[asked.method === 'HEAD' ? 'GET' : asked.method];
        return handler ? handler(request) : new Response(null, { status: 405 });
      },
      origin: 'http://localhost',
      close: () => Promise.resolve(),
    });
  },
};

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

function serveHono(mount: (app: Hono) => unknown): Promise<Mounted> {
  const app = new Hono();
  app.get('/', (context) => context.text('The portal.'));
  mount(app);
  return serve(getRequestListener((request) => app.fetch(request)));
}

async function serve(listener: Listener): Promise<Mounted> {
  const server = createServer((...asked) => void listener(...asked)).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    fetch: (...request) => fetch(...request),
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the guide writes in the place of a library. */
async function readListener(): Promise<{ readonly toListener: (api: Api) => Listener }> {
  const blocks = readFileSync('docs/portal-api.md', 'utf8').matchAll(/```js\n(.+?)```/gs);
  const code = [...blocks].map(([, text = '']) => text).find((text) => text.includes('toListener'));
  if (code === undefined) throw new Error('The guide has no listener.');
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Awaited<
    ReturnType<typeof readListener>
  >;
}
