import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createWriteStream, type WriteStream } from 'node:fs';
import { Emulator } from '../emulator.js';
import type { EmulatorOptions } from '../emulator-options.js';

export interface ServerOptions extends EmulatorOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** A file that gets one JSON line per exchange. */
  readonly record?: string;
}

export interface EmulatorServer {
  /** Such as `http://localhost:4400`; serves `/v1.0`, `/beta` and `/emulator`. */
  readonly graph: string;
  readonly emulator: Emulator;
  stop(): Promise<void>;
}

/** Serves a tenant over HTTP on localhost. */
export async function startServer(options: ServerOptions = {}): Promise<EmulatorServer> {
  const file = options.record === undefined ? undefined : createWriteStream(options.record, { flags: 'a' });
  const emulator = new Emulator({
    writeMs: 5,
    ...options,
    onExchange: (record) => {
      options.onExchange?.(record);
      file?.write(`${JSON.stringify(record)}\n`);
    },
  });
  const server = await listen(emulator, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    graph: `http://localhost:${port}`,
    emulator,
    stop: async () => {
      await close(server);
      if (file) await end(file);
    },
  };
}

function listen(emulator: Emulator, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: (request) => emulator.respond(request), port, hostname: 'localhost' },
      () => {
        resolve(server);
      },
    );
    server.once('error', reject);
  });
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
