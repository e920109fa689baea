import * as v from 'valibot';
import { ProvisioningError } from '../../model/errors.js';
import type { GraphAnswer, Page } from '../graph-client.js';

/** Where pages come from. */
export interface PageSource {
  fetch(link: string, signal: AbortSignal): Promise<GraphAnswer>;
  /** The error for an answer that is no page. */
  toError(answer: GraphAnswer): ProvisioningError;
}

interface PageWire<T> {
  readonly value: readonly T[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

interface Fetched<T> {
  readonly wire: PageWire<T>;
  readonly restarted: boolean;
}

/**
 * Reads a collection page by page, one page ahead at most. An expired delta link starts over, once.
 *
 * @see https://learn.microsoft.com/graph/paging
 * @see https://learn.microsoft.com/graph/delta-query-overview
 */
export async function* readPages<T>(
  source: PageSource,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<Page<T>, void, undefined> {
  const stopped = new AbortController();
  const either = signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal;
  let restartable = true;
  const fetchPage = async (link: string): Promise<Fetched<T>> => {
    const answer = await source.fetch(link, either);
    if (answer.status === 200) return { wire: toPage<T>(answer.body), restarted: !restartable };
    const error = source.toError(answer);
    const anew = restartable && error.code === 'expired' ? getRestartLink(answer, link) : undefined;
    if (anew === undefined) throw error;
    restartable = false;
    return fetchPage(anew);
  };
  let flagged = false;
  try {
    let next: Promise<Fetched<T>> | undefined = fetchPage(path);
    while (next) {
      const fetched: Fetched<T> = await next;
      const { wire, restarted } = fetched;
      const nextLink: string | undefined = wire['@odata.nextLink'];
      next = nextLink === undefined ? undefined : fetchPage(nextLink);
      // The page ahead may fail while nobody waits for it yet; whoever asks for it gets the error.
      next?.catch(() => undefined);
      yield {
        items: wire.value,
        ...(wire['@odata.count'] === undefined ? {} : { count: wire['@odata.count'] }),
        ...(wire['@odata.deltaLink'] === undefined ? {} : { deltaLink: wire['@odata.deltaLink'] }),
        ...(restarted && !flagged ? { restarted } : {}),
      };
      flagged ||= restarted;
    }
  } finally {
    stopped.abort(new ProvisioningError('cancelled', 'The reader stopped reading.'));
  }
}

/** Where to start over: where Graph says, else the same delta query without what it remembered. */
function getRestartLink({ headers }: GraphAnswer, link: string): string | undefined {
  if (headers['location']) return headers['location'];
  if (!/\/delta\b/.test(link)) return undefined;
  const [path = '', query = ''] = link.split('?');
  const kept = query.split('&').filter((part) => !/^(\$|%24)(skip|delta)token=/i.test(part));
  return kept.join('&') === '' ? path : `${path}?${kept.join('&')}`;
}

const pageSchema = v.looseObject({
  value: v.array(v.unknown()),
  '@odata.count': v.optional(v.number()),
  '@odata.nextLink': v.optional(v.string()),
  '@odata.deltaLink': v.optional(v.string()),
});

function toPage<T>(body: unknown): PageWire<T> {
  if (!v.is(pageSchema, body))
    throw new ProvisioningError(
      'answer-unreadable',
      'Microsoft Graph answered with something that is not a page.',
    );
  return body as unknown as PageWire<T>;
}
