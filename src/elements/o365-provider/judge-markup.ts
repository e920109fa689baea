import { isLoopback } from '../../model/address/endpoint.js';

/** Settings that say where tokens, or people who sign in, are sent to. */
const sendsAway: ReadonlySet<string> = new Set(['graph-origin', 'identity']);

/**
 * Why an attribute cannot be taken. Markup may come from whoever writes in a content management system; where tokens go is
 * taken from it only for this page's own origin and for this machine. The page's scripts set the property instead.
 *
 * @returns what to tell the developer of the page; undefined when it can be taken
 */
export function judgeMarkup(name: string, text: string): string | undefined {
  if (!sendsAway.has(name)) return undefined;
  const stranger = listAddresses(text).find((address) => !isOwn(address));
  if (stranger === undefined) return undefined;
  return `${name} of <o365-provider> names "${stranger}". As an attribute it is taken only for this page's own origin or this machine; set it as a property from a script of the page.`;
}

/** Every address in an attribute: the text itself, or the texts of its JSON. */
function listAddresses(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.values(value).map(String) : [String(value)];
  } catch {
    return [text];
  }
}

function isOwn(address: string): boolean {
  if (!URL.canParse(address)) return address === '';
  const url = new URL(address);
  return url.origin === location.origin || (/^https?:$/.test(url.protocol) && isLoopback(url));
}
