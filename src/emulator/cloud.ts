import { clouds, type Cloud, type CloudName } from '../microsoft/clouds.js';

export type { CloudName };

/** The host of Microsoft Graph in each cloud. A cloud knows nothing of the others: tokens and references are its own. */
export const graphHosts: Readonly<Record<CloudName, string>> = {
  global: hostOf(clouds.global),
  'us-gov': hostOf(clouds['us-gov']),
  'us-gov-dod': hostOf(clouds['us-gov-dod']),
  china: hostOf(clouds.china),
};

/** True for the Graph of a cloud other than this one; other hosts are where the emulator is served. */
export function isHostOfAnotherCloud(host: string, cloud: CloudName): boolean {
  return host !== graphHosts[cloud] && Object.values(graphHosts).includes(host);
}

function hostOf({ graph }: Cloud): string {
  return new URL(graph).host;
}
