import { ProvisioningError } from '../../model/errors.js';

/** @throws {ProvisioningError} `setting-wrong` for what PostgreSQL would write otherwise, or cut */
export function toSchemaName(text: string): string {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(text))
    throw new ProvisioningError('setting-wrong', 'A schema is named with up to 51 of a-z, 0-9 and _.');
  return text;
}
