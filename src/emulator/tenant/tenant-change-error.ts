/** A change to the tenant from outside that makes no sense: nothing was changed. */
export class TenantChangeError extends Error {
  override readonly name = 'TenantChangeError';
}
