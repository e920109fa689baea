import type { ListRequest } from '../collection/index.js';
import { answerCount, checkCountable, toListRequest, type Route } from './route.js';

/** How many objects of a collection match, as plain text. */
export function createCountRoute(
  path: string,
  scopes: readonly string[],
  collection: { count(request: ListRequest): number },
): Route {
  return {
    method: 'GET',
    path: `${path}/$count`,
    scopes,
    handle: (call) => {
      checkCountable(call);
      return answerCount(collection.count(toListRequest(call)));
    },
  };
}
