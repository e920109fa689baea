/**
 * Who may ask a server that listens on this machine. Listening on the loopback address keeps other machines out, but
 * not the pages that a browser on this machine shows: they reach it across origins, or under a name of their own that
 * their DNS points here.
 */
export class Access {
  readonly #origins: ReadonlySet<string>;

  /** @throws {TypeError} when one of them is no origin of a page */
  constructor(origins: readonly string[]) {
    for (const origin of origins)
      if (!isOrigin(origin)) throw new TypeError(`'${origin}' is no origin such as http://localhost:5173.`);
    this.#origins = new Set(origins);
  }

  /**
   * The answer to who may not ask; undefined for all others. What sends no `Origin` is no script of a page, except
   * for images, forms and links of other sites, which browsers tell by `Sec-Fetch-Site`.
   *
   * @param port - Where the server listens: `Host` must name it.
   */
  refuse({ headers, url }: Request, port: number): Response | undefined {
    if (!isOwnHost(headers.get('Host'), port))
      return explain(421, `This server answers as localhost:${port} only.`);
    const origin = headers.get('Origin');
    if (origin !== null)
      return this.#origins.has(origin)
        ? undefined
        : explain(
            403,
            `Pages of ${origin} may not use this server. Allow them with --allow-origin ${origin}`,
          );
    if (headers.get('Sec-Fetch-Site') === 'cross-site' && new URL(url).pathname.startsWith('/emulator/'))
      return explain(403, 'No other site may lead to the control addresses.');
    return undefined;
  }

  /** Lets the page that asked, and no other, read an answer that pages may read. */
  allowReading({ headers }: Request, answer: Response): Response {
    if (!answer.headers.has(allowOrigin)) return answer;
    const origin = headers.get('Origin');
    if (origin === null) answer.headers.delete(allowOrigin);
    else answer.headers.set(allowOrigin, origin);
    answer.headers.append('Vary', 'Origin');
    return answer;
  }
}

const allowOrigin = 'Access-Control-Allow-Origin';

/** Whether a text is the origin of a page, as browsers send it. */
export function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isOwnHost(host: string | null, port: number): boolean {
  const own = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?$/i.exec(host ?? '');
  return own !== null && Number(own[1] ?? 80) === port;
}

function explain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
