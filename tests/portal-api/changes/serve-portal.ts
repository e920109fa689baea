import { once } from 'node:events';
import { createServer, request as send, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { authorizeByHeader } from '../../support/portal-team.js';

/** A server of Node on this machine. */
export interface Served {
  readonly port: number;
  /** Ends it as a process is ended that is replaced by another. */
  close(): Promise<void>;
}

/** One process of a portal. */
export async function servePortal(
  database: PortalDatabase,
  {
    port = 0,
    onAsked = () => undefined,
  }: { readonly port?: number; readonly onAsked?: (path: string) => unknown } = {},
): Promise<Served> {
  const api = createPortalApi({ database, authorize: authorizeByHeader });
  const listener = getRequestListener(api);
  const server = await serve((asked, answer) => {
    onAsked(asked.url ?? '');
    void listener(asked, answer);
  }, port);
  return {
    port: portOf(server),
    async close() {
      await api.close();
      await end(server);
    },
  };
}

/** What stands before a portal and hands on an answer when it has all of it. */
export async function serveBufferingProxy(
  portal: Served,
  onAsked: (path: string) => unknown = () => undefined,
): Promise<Served> {
  const server = await serve((asked, answer) => {
    const { method, url = '', headers } = asked;
    onAsked(url);
    const forwarded = send(
      { host: '127.0.0.1', port: portal.port, method, path: url, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        answer.flushHeaders();
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => answer.end(Buffer.concat(pieces)));
      },
    );
    forwarded.on('error', () => answer.destroy());
    answer.on('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  }, 0);
  return { port: portOf(server), close: () => end(server) };
}

async function serve(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function end(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
