/** A Microsoft national cloud. */
export type CloudName = 'global' | 'us-gov' | 'us-gov-dod' | 'china';

/** Where a cloud's services are. */
export interface Cloud {
  readonly name: CloudName;
  /** Origin of Microsoft Graph, without a version and without a slash at the end. */
  readonly graph: string;
  /** Origin of the sign-in service. */
  readonly login: string;
}

/** @see https://learn.microsoft.com/graph/deployments */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: 'global',
    graph: 'https://graph.microsoft.com',
    login: 'https://login.microsoftonline.com',
  },
  'us-gov': {
    name: 'us-gov',
    graph: 'https://graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
  },
  'us-gov-dod': {
    name: 'us-gov-dod',
    graph: 'https://dod-graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
  },
  china: {
    name: 'china',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    login: 'https://login.chinacloudapi.cn',
  },
};

/** Where people and groups are managed, in each cloud. */
export const adminCenters: Readonly<Record<CloudName, string>> = {
  global: 'https://entra.microsoft.com',
  'us-gov': 'https://entra.microsoft.us',
  'us-gov-dod': 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn',
};

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
