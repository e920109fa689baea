import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { createServer } from 'vite';

/** The page of the sample portal, served by Vite from its sources. */
export interface PortalPage {
  readonly url: string;
  /** Puts values in place of the `%NAMES%` in the page. */
  fill(values: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export interface PageOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Reloads the page when its sources change. */
  readonly live: boolean;
  /** What the portal answers below `/api`. */
  readonly api: (request: Request) => Response | Promise<Response>;
}

export async function startPage({ port, live, api }: PageOptions): Promise<PortalPage> {
  let filled: Readonly<Record<string, string>> = {};
  const server = await createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    server: {
      port,
      host: 'localhost',
      strictPort: port !== 0,
      ...(live ? {} : { hmr: false, watch: null }),
    },
    plugins: [
      {
        name: 'portal-api',
        configureServer: ({ middlewares }) => {
          const answer = getRequestListener(api);
          middlewares.use((request, response, next) => {
            if (request.url?.startsWith('/api/')) void answer(request, response);
            else next();
          });
        },
      },
      {
        name: 'fill-in-portal-settings',
        transformIndexHtml: {
          order: 'pre',
          handler: (page) =>
            page.replaceAll(/%([A-Z_]+)%/g, (whole, name: string) => escapeAttribute(filled[name] ?? whole)),
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    fill: (values) => {
      filled = values;
    },
    close: () => server.close(),
  };
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
}
