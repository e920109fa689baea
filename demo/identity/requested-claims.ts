/** The authentication context that a `claims` parameter demands of the access token, e.g. `c1`. */
export function readWantedAcr(claims: unknown): string | undefined {
  if (typeof claims !== 'string') return undefined;
  const { access_token: wanted } = JSON.parse(claims) as {
    access_token?: { acrs?: { value?: string; values?: string[] } };
  };
  return wanted?.acrs?.value ?? wanted?.acrs?.values?.[0];
}
