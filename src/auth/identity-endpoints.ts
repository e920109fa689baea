/** A sign-in service other than the cloud's own, e.g. a local OpenID Connect provider. */
export interface IdentityEndpoints {
  /** An https URL that names the service, as MSAL demands; nothing is fetched from it. */
  readonly authority: string;
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly endSessionEndpoint: string;
  readonly jwksUri: string;
  /** Where an administrator consents for everybody. Without it no link is offered. */
  readonly adminConsentEndpoint?: string;
}
