import { serviceKey, type WorkspaceService } from '../model/workspace/workspace.js';
import type { CatalogListing } from './catalog.js';

/** What a service is called, with its option if one was picked: "ServiceNow (Requester)". Its id while it is not known. */
export function nameService(catalog: CatalogListing | undefined, service: WorkspaceService): string {
  return findServiceName(catalog, service) ?? service.serviceId;
}

/** The same; undefined while it is not known, or when its provider does not offer it any more. */
export function findServiceName(
  catalog: CatalogListing | undefined,
  service: WorkspaceService,
): string | undefined {
  const { providerId, serviceId, optionId } = service;
  const found = catalog?.items.get(serviceKey({ providerId, serviceId }));
  if (!found) return undefined;
  const { name } = found.service;
  return optionId === undefined ? name : `${name} (${nameOption(catalog, service) ?? optionId})`;
}

/** What the option of a service is called, its id while that is not known; undefined when none was picked. */
export function nameOption(
  catalog: CatalogListing | undefined,
  service: WorkspaceService,
): string | undefined {
  return service.optionId === undefined
    ? undefined
    : (catalog?.items.get(serviceKey(service))?.option?.name ?? service.optionId);
}
