/**
 * The address of the next page. As Graph does, it repeats the caller's options (so `$select` still lowers the cost
 * of the page) and adds the opaque token; the token is what counts.
 *
 * @param url - The address asked, with its query.
 * @param option - `$skiptoken` for `@odata.nextLink`, `$deltatoken` for `@odata.deltaLink`.
 */
export function buildNextLink(url: string, option: '$skiptoken' | '$deltatoken', token: string): string {
  const [address = '', query = ''] = url.split('?', 2);
  const kept = query
    .split('&')
    .filter((pair) => pair && !/^(\$|%24)(skiptoken|deltatoken)=/i.test(pair))
    .join('&');
  return `${address}?${kept ? `${kept}&` : ''}${option}=${encodeURIComponent(token)}`;
}
