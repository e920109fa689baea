import { GraphFault } from '../graph-error.js';

/** 401 of continuous access evaluation: the token is valid, but a newer one is wanted. */
export function createChallenge(notBefore: number): GraphFault {
  const claims = { access_token: { nbf: { essential: true, value: String(Math.floor(notBefore / 1000)) } } };
  const parts = [
    'realm=""',
    'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
    'client_id="00000003-0000-0000-c000-000000000000"',
    'error="insufficient_claims"',
    'error_description="Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp"',
    `claims="${btoa(JSON.stringify(claims))}"`,
  ];
  return new GraphFault(
    401,
    'InvalidAuthenticationToken',
    'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    { headers: { 'WWW-Authenticate': `Bearer ${parts.join(', ')}` } },
  );
}
