import type { WireObject } from '../collection/index.js';
import { createBadRequest, GraphFault } from '../graph-error.js';
import type { StoredExtension, Tenant } from '../tenant/tenant.js';

const maximumBytes = 2048;
const maximumPerApp = 2;
const prefix = 'microsoft.graph.openTypeExtension.';

/**
 * Adds an open extension to an object.
 *
 * @throws {GraphFault} 409 when the name is taken, 400 when it is too big or the app has two already
 */
export function addExtension(tenant: Tenant, hostId: string, appId: string, body: WireObject): WireObject {
  const { extensionName } = body;
  if (typeof extensionName !== 'string' || extensionName === '')
    throw createBadRequest(
      "A value is required for property 'extensionName' of resource 'openTypeExtension'.",
    );
  const extensions = new Map(tenant.extensions.get(hostId));
  if (extensions.has(extensionName))
    throw new GraphFault(409, 'NameAlreadyExists', 'An extension already exists with given id.');
  if ([...extensions.values()].filter((extension) => extension.appId === appId).length >= maximumPerApp)
    throw createBadRequest(
      'The maximum number of extensions per application on this resource has been reached.',
    );
  const extension = build(extensionName, body);
  extensions.set(extensionName, { appId, body: extension });
  tenant.extensions.set(hostId, extensions);
  return extension;
}

/**
 * Merges properties into an extension; null takes one away.
 *
 * @throws {GraphFault} 404
 */
export function changeExtension(tenant: Tenant, hostId: string, name: string, change: WireObject): void {
  const extensionName = toBareName(name);
  const { appId, body } = pick(tenant.extensions.get(hostId), extensionName);
  const changed = build(extensionName, { ...body, ...change });
  tenant.extensions.set(
    hostId,
    new Map(tenant.extensions.get(hostId)).set(extensionName, { appId, body: changed }),
  );
}

/** @throws {GraphFault} 404 */
export function removeExtension(tenant: Tenant, hostId: string, name: string): void {
  const extensionName = toBareName(name);
  const extensions = new Map(tenant.extensions.get(hostId));
  pick(extensions, extensionName);
  extensions.delete(extensionName);
  tenant.extensions.set(hostId, extensions);
}

/** @throws {GraphFault} 404, also for one that reads do not show yet */
export function readExtension(tenant: Tenant, hostId: string, name: string): WireObject {
  return pick(tenant.extensions.seen.get(hostId), toBareName(name)).body;
}

export function listExtensions(tenant: Tenant, hostId: string): WireObject[] {
  return [...(tenant.extensions.seen.get(hostId)?.values() ?? [])].map(({ body }) => body);
}

function pick(
  extensions: ReadonlyMap<string, StoredExtension> | undefined,
  extensionName: string,
): StoredExtension {
  const extension = extensions?.get(extensionName);
  if (!extension) throw new GraphFault(404, 'ResourceNotFound', 'Extension with given id not found.');
  return extension;
}

/** The name without the prefix that Graph puts before it in ids. */
function toBareName(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function build(extensionName: string, body: WireObject): WireObject {
  const data = Object.fromEntries(
    Object.entries(body).filter(
      ([name, value]) => value !== null && !name.startsWith('@') && name !== 'id' && name !== 'extensionName',
    ),
  );
  if (new TextEncoder().encode(JSON.stringify(data)).length > maximumBytes)
    throw createBadRequest(`The size of the extension exceeds the maximum of ${maximumBytes} bytes.`);
  return {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    id: extensionName,
    extensionName,
    ...data,
  };
}
