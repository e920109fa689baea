/** A Microsoft national cloud. */
export type CloudName = 'global' | 'us-gov' | 'us-gov-dod' | 'china';

/**
 * The host of Microsoft Graph in each cloud. A cloud knows nothing of the others: tokens and references are its own.
 *
 * @see https://learn.microsoft.com/graph/deployments
 */
export const graphHosts: Readonly<Record<CloudName, string>> = {
  global: 'graph.microsoft.com',
  'us-gov': 'graph.microsoft.us',
  'us-gov-dod': 'dod-graph.microsoft.us',
  china: 'microsoftgraph.chinacloudapi.cn',
};

/** True for the Graph of a cloud other than this one; other hosts are where the emulator is served. */
export function isHostOfAnotherCloud(host: string, cloud: CloudName): boolean {
  return host !== graphHosts[cloud] && Object.values(graphHosts).includes(host);
}
