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
  const extensions = tenant.extensions.get(hostId) ?? new Map<string, StoredExtension>();
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

/** Merges properties into an extension; null takes one away. */
export function changeExtension(tenant: Tenant, hostId: string, name: string, change: WireObject): void {
  const { appId, body } = find(tenant, hostId, name);
  const extensionName = toBareName(name);
  tenant.extensions
    .get(hostId)
    ?.set(extensionName, { appId, body: build(extensionName, { ...body, ...change }) });
}

/** @throws {GraphFault} 404 */
export function removeExtension(tenant: Tenant, hostId: string, name: string): void {
  find(tenant, hostId, name);
  tenant.extensions.get(hostId)?.delete(toBareName(name));
}

/** @throws {GraphFault} 404 */
export function getExtension(tenant: Tenant, hostId: string, name: string): WireObject {
  return find(tenant, hostId, name).body;
}

export function listExtensions(tenant: Tenant, hostId: string): WireObject[] {
  return [...(tenant.extensions.get(hostId)?.values() ?? [])].map(({ body }) => body);
}

function find(tenant: Tenant, hostId: string, name: string): StoredExtension {
  const extension = tenant.extensions.get(hostId)?.get(toBareName(name));
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
