import { teamRoutes } from '../../store/portal/routes/team-routes.js';
import type { PortalDatabase } from '../database/portal-database.js';
import { answer, type Answer } from './answer.js';

export function createTeamAnswers(_database: PortalDatabase): readonly Answer[] {
  return [
    answer(teamRoutes.rights, (_input, { authorization: { subject, can, server = false } }) =>
      Promise.resolve({ subject, can: [...can], server }),
    ),
  ];
}
