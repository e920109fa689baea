import { ProvisioningError } from '../../model/errors.js';

declare const isChecked: unique symbol;

/** The id of a tenant, checked. No row is reached without one. */
export type TenantId = string & { readonly [isChecked]: true };

/** @throws {ProvisioningError} `setting-wrong` for what is no id */
export function toTenantId(text: string): TenantId {
  if (!/^[\w.-]{1,128}$/.test(text))
    throw new ProvisioningError('setting-wrong', 'A database is opened with the id of a tenant.');
  return text as TenantId;
}
