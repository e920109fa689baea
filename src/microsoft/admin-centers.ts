import type { CloudName } from './clouds.js';

/** Where people and groups are managed, in each cloud. */
export const adminCenters: Readonly<Record<CloudName, string>> = {
  global: 'https://entra.microsoft.com',
  'us-gov': 'https://entra.microsoft.us',
  'us-gov-dod': 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn',
};
