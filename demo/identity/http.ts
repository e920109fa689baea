import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const largestForm = 16_384;

/** The fields of a posted form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > largestForm) throw new Error('The form is too large.');
  }
  return new URLSearchParams(text);
}

export function sendHtml(response: ServerResponse, html: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}

export function redirect(response: ServerResponse, url: string): void {
  response.writeHead(303, { location: url }).end();
}

/** Listens before the handler exists, because the handler has to know the port. Port 0 takes any free one. */
export async function listen(
  port: number,
  createHandler: (url: string) => RequestListener | Promise<RequestListener>,
): Promise<{ url: string; close: () => Promise<void> }> {
  const ready: { handler?: RequestListener } = {};
  const server = createServer((request, response) => {
    if (ready.handler) ready.handler(request, response);
    else response.writeHead(503, { 'retry-after': '1' }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  ready.handler = await createHandler(url);
  return {
    url,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
