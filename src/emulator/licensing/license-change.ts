import type { WireObject } from '../collection/index.js';
import { createBadRequest } from '../graph-error.js';
import type { AssignedLicense } from '../tenant/entities.js';

export interface LicenseChange {
  readonly add: readonly AssignedLicense[];
  readonly remove: readonly string[];
}

/** What the body of `assignLicense` holds. */
export const licenseChangeNames = ['addLicenses', 'removeLicenses', 'skuId', 'disabledPlans'];

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The body of `assignLicense`.
 *
 * @throws {GraphFault} 400 when a parameter is missing or malformed
 */
export function parseLicenseChange(body: WireObject): LicenseChange {
  const missing = ['addLicenses', 'removeLicenses'].filter((name) => !Array.isArray(body[name]));
  if (missing.length > 0)
    throw createBadRequest(
      `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.join(', ')}.`,
    );
  const add = (body['addLicenses'] as unknown[]).map(parseLicense);
  const remove = (body['removeLicenses'] as unknown[]).map(parseGuid);
  const twice = add.find(({ skuId }, index) => add.findIndex((other) => other.skuId === skuId) < index);
  if (twice) throw createBadRequest(`License ${twice.skuId} is added more than once.`);
  const both = add.find(({ skuId }) => remove.includes(skuId));
  if (both) throw createBadRequest(`License ${both.skuId} cannot be both added and removed.`);
  return { add, remove };
}

function parseLicense(value: unknown): AssignedLicense {
  const license = (typeof value === 'object' && value !== null ? value : {}) as WireObject;
  const disabled = license['disabledPlans'] ?? [];
  if (!Array.isArray(disabled)) throw createInvalidValue(disabled);
  return { skuId: parseGuid(license['skuId']), disabledPlans: disabled.map(parseGuid) };
}

function parseGuid(value: unknown): string {
  if (typeof value !== 'string' || !guid.test(value)) throw createInvalidValue(value);
  return value.toLowerCase();
}

function createInvalidValue(value: unknown) {
  return createBadRequest(`Cannot convert the literal '${String(value)}' to the expected type 'Edm.Guid'.`);
}
