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
