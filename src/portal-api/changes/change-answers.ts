import { teamRoutes } from '../../store/portal/routes/team-routes.js';
import { answer, type Answer } from '../answers/answer.js';
import type { PortalDatabase } from '../database/portal-database.js';

export function createChangeAnswers(database: Pick<PortalDatabase, 'listChanges'>): readonly Answer[] {
  return [
    answer(teamRoutes.changes, async ({ after }, { tenantId }) => {
      const { sequence, parts } = await database.listChanges(
        tenantId,
        after === undefined ? undefined : Number(after),
      );
      return { sequence, parts: [...parts] };
    }),
  ];
}
