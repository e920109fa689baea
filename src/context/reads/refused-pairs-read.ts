import type { AppPair } from '../../model/app-rules.js';
import type { GraphServices } from '../graph-services.js';
import type { WorkspaceServices } from '../workspace-services.js';
import type { Read } from './read-cache.js';

/** Apps or plans (ids) that Microsoft refused together in this tenant; read again when workspaces change, as every publish changes one. */
export const refusedPairsRead = (
  { cache }: GraphServices,
  { store }: WorkspaceServices,
): Read<readonly AppPair[]> => ({
  cache,
  key: ['workspaces', 'refused-pairs'],
  read: async (signal) => (await store.insights.listRefused({ signal })).map(({ ids }) => ids),
});
