import type { EmulatorClock } from '../clock.js';

const lifetimeMs = 5 * 60_000;
const path = '/reports-download/';

interface Download {
  /** The file in parts, anew for each who fetches it. */
  readonly write: () => Iterable<string>;
  readonly name: string;
  readonly expires: number;
}

/** CSV files behind pre-authenticated addresses, on an origin that lets no page read them. */
export class ReportDownloads {
  readonly #files = new Map<string, Download>();

  constructor(
    readonly clock: EmulatorClock,
    readonly createToken: () => string,
  ) {}

  /**
   * Keeps a file for some minutes.
   *
   * @param graphOrigin - Where the report was asked for; the file is on another origin.
   * @returns its address
   */
  add(name: string, write: () => Iterable<string>, graphOrigin: string): string {
    const now = this.clock.now();
    for (const [token, { expires }] of this.#files) if (expires < now) this.#files.delete(token);
    const token = this.createToken();
    this.#files.set(token, { write, name, expires: now + lifetimeMs });
    return `${toDownloadOrigin(graphOrigin)}${path}${token}`;
  }

  /** Answers a request for a file; undefined for every other address. No CORS headers: a page cannot read it. */
  answer(url: URL): Response | undefined {
    if (!url.pathname.startsWith(path)) return undefined;
    const file = this.#files.get(url.pathname.slice(path.length));
    if (!file || file.expires < this.clock.now())
      return new Response('The link has expired.', { status: 403 });
    return new Response(stream(file.write()), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${file.name}.csv"`,
      },
    });
  }
}

/** Sends the parts as fast as somebody reads them. */
function stream(parts: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const next = iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}

/** The same machine under its other name is another origin. */
function toDownloadOrigin(graphOrigin: string): string {
  const { protocol, hostname, port } = new URL(graphOrigin);
  if (hostname === 'localhost') return `${protocol}//127.0.0.1:${port}`;
  if (hostname === '127.0.0.1') return `${protocol}//localhost:${port}`;
  return 'https://reports.office.invalid';
}
