const somePage = 'https://page.invalid/';

/**
 * An address from a host page, if a link may lead there: http, https, or relative to the page. `javascript:` and its kin,
 * however they are written, and what is no address give undefined. Judged by the parser that browsers use.
 */
export function safeHref(href: unknown): string | undefined {
  if (typeof href !== 'string' || href === '' || !URL.canParse(href, somePage)) return undefined;
  const { protocol } = new URL(href, somePage);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
