import type { GraphClient } from './graph-client.js';

/** A client that is always the one that there is now. */
export function createCurrentGraph(current: () => GraphClient): GraphClient {
  return {
    get origin() {
      return current().origin;
    },
    get wait() {
      return current().wait;
    },
    get: (path, options) => current().get(path, options),
    pages: (path, options) => current().pages(path, options),
    write: (write, options) => current().write(write, options),
    writeAll: (writes, options) => current().writeAll(writes, options),
    onWait: (listener) => current().onWait(listener),
  };
}
