import { ProvisioningError } from '../../model/errors.js';

export type GraphVersion = 'v1.0' | 'beta';

/** A path below one version of Graph. */
export interface GraphPath {
  readonly version: GraphVersion;
  /** Starts with a slash; the query included. */
  readonly path: string;
}

const VERSIONED = /^\/(v1\.0|beta)(?=\/)/;

/** Whether a path asks for a bare number, such as `/users/$count`; everything else is JSON. */
export function asksForCount(path: string): boolean {
  return /^[^?]*\/\$count(?:\?|$)/.test(path);
}

/**
 * Reads a path as the pipeline's callers write it (`/users`, `/beta/…`) or a link as Graph sends it (`@odata.nextLink`).
 *
 * @throws {ProvisioningError} `host-refused` when a link leads anywhere but to the configured Graph
 */
export function parseGraphPath(pathOrLink: string, origin: string): GraphPath {
  let path = pathOrLink;
  if (!path.startsWith('/') || path.startsWith('//')) {
    if (!URL.canParse(path) || new URL(path).origin !== origin)
      throw new ProvisioningError('host-refused', `A link that leads away from ${origin} was not followed.`);
    const url = new URL(path);
    path = url.pathname + url.search;
  }
  const version = VERSIONED.exec(path)?.[1] as GraphVersion | undefined;
  return version ? { version, path: path.slice(version.length + 1) } : { version: 'v1.0', path };
}
