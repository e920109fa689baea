import { contentRoutes } from './content-routes.js';
import { journalRoutes } from './journal-routes.js';
import { leaseRoutes } from './lease-routes.js';
import { grantRoutes, insightRoutes, orderRoutes, viewRoutes } from './small-part-routes.js';
import { teamRoutes } from './team-routes.js';
import { workspaceRoutes } from './workspace-routes.js';

/** All that can be asked of the portal's API about one tenant, part by part. */
export const portalRoutes = {
  workspaces: workspaceRoutes,
  journal: journalRoutes,
  grants: grantRoutes,
  lease: leaseRoutes,
  orders: orderRoutes,
  insights: insightRoutes,
  views: viewRoutes,
  content: contentRoutes,
  team: teamRoutes,
};
