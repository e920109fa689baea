import type { MiddlewareHandler } from 'hono';
import { ProvisioningError } from '../../model/errors.js';

/**
 * Refuses what other sites send with a visitor's cookies, and names that were made to lead here.
 * @param origins - of the portal's pages; without any, this machine's alone
 */
export function guardOrigins(origins: readonly string[] | undefined): MiddlewareHandler {
  const known = origins?.map((origin) => new URL(origin));
  const isOwn = (url: URL): boolean =>
    known ? known.some(({ host }) => host === url.host) : isThisMachine(url);
  return async (context, next) => {
    // A server such as Next's puts a name of its own into the address, whatever the browser asked for.
    const { protocol, host } = new URL(context.req.url);
    const asked = `${protocol}//${context.req.header('Host') ?? host}`;
    if (!URL.canParse(asked) || !isOwn(new URL(asked)))
      throw new ProvisioningError('host-refused', 'This is not a name of the portal.', { status: 421 });
    const origin = context.req.header('Origin');
    if (origin !== undefined && !isKnown(origin, known, new URL(asked))) throw crossSite();
    // Without an origin it is a page's own reading, or no browser.
    if (origin === undefined && context.req.header('Sec-Fetch-Site') === 'cross-site') throw crossSite();
    await next();
  };
}

function isKnown(origin: string, known: readonly URL[] | undefined, asked: URL): boolean {
  if (!URL.canParse(origin)) return false;
  return known ? known.some((each) => each.origin === origin) : new URL(origin).host === asked.host;
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function crossSite(): ProvisioningError {
  return new ProvisioningError('not-allowed', 'Another site asked; the portal answers its own pages alone.');
}
