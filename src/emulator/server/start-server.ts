import { createWriteStream, type WriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve, type HttpBindings, type ServerType } from '@hono/node-server';
import { DroppedConnection, Emulator, type EmulatorOptions } from '../index.js';
import { Access } from './access.js';

export interface ServerOptions extends EmulatorOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** A file that gets one JSON line per exchange. */
  readonly record?: string;
  /** The pages that may use the server, by origin, such as `http://localhost:5173`. Default: none. */
  readonly allowedOrigins?: readonly string[];
}

export interface EmulatorServer {
  /** Such as `http://localhost:4400`; serves `/v1.0`, `/beta` and `/emulator`. */
  readonly graph: string;
  readonly emulator: Emulator;
  stop(): Promise<void>;
}

/**
 * Serves a tenant over HTTP, to this machine only, and there to what is no page and to the pages allowed. Under its
 * other name (`127.0.0.1`) the same server is the other origin that reports are downloaded from.
 *
 * @throws {TypeError} when an allowed origin is none
 */
export async function startServer(options: ServerOptions = {}): Promise<EmulatorServer> {
  const access = new Access(options.allowedOrigins ?? []);
  const file = options.record === undefined ? undefined : createWriteStream(options.record, { flags: 'a' });
  const emulator = new Emulator({
    ...options,
    onExchange: (record) => {
      options.onExchange?.(record);
      file?.write(`${JSON.stringify(record)}\n`);
    },
  });
  const first = await listen(emulator, access, options.port ?? 0, '127.0.0.1');
  const { port } = first.address() as AddressInfo;
  const second = await listen(emulator, access, port, '::1').catch(ignoreMissingAddress);
  return {
    graph: `http://localhost:${port}`,
    emulator,
    stop: async () => {
      await Promise.all([close(first), second ? close(second) : undefined]);
      if (file) await end(file);
    },
  };
}

function listen(emulator: Emulator, access: Access, port: number, hostname: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(
      { fetch: (request, env) => answer(emulator, access, request, env as HttpBindings), port, hostname },
      () => {
        server.off('error', reject);
        resolve(server);
      },
    );
    server.once('error', reject);
  });
}

/** A dropped connection is a destroyed socket; the response returned then reaches nobody. */
async function answer(
  emulator: Emulator,
  access: Access,
  request: Request,
  { incoming, outgoing }: HttpBindings,
): Promise<Response> {
  const refusal = access.refuse(request, incoming.socket.localPort ?? 0);
  if (refusal) return refusal;
  try {
    return access.allowReading(request, await emulator.respond(request));
  } catch (error) {
    if (!(error instanceof DroppedConnection)) throw error;
    outgoing.destroy();
    return new Response(null, { status: 502 });
  }
}

/** A machine without IPv6 has no `::1`; `localhost` is then `127.0.0.1` alone. */
function ignoreMissingAddress(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return undefined;
  throw error;
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function end(file: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    file.end(resolve);
  });
}
