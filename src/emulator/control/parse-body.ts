import * as v from 'valibot';
import { TenantChangeError } from '../tenant/tenant-change-error.js';

/**
 * Checks a body that came as JSON.
 *
 * @throws {TenantChangeError} naming the property that is wrong
 */
export function parseBody<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new TenantChangeError(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
