import { clouds, type CloudName } from './clouds.js';

/**
 * What the issuer of a tenant's tokens (v2.0) begins with, in each cloud. In China it has another name than the sign-in service.
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export const issuerOrigins: Readonly<Record<CloudName, string>> = {
  global: clouds.global.login,
  'us-gov': clouds['us-gov'].login,
  'us-gov-dod': clouds['us-gov-dod'].login,
  china: 'https://login.partner.microsoftonline.cn',
};

/** Microsoft Graph's name as the audience of tokens, in every cloud. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';
