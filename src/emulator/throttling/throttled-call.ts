/** One request, or one item of a `$batch`. */
export interface ThrottledCall {
  appId: string;
  tenantId: string;
  method: string;
  /** The path below the version, such as `/users/{id}/assignLicense`. */
  path: string;
  searchParams: URLSearchParams;
  /** `v1.0` or `beta`; the quotas are the same. */
  version?: string;
}
