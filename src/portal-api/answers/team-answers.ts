import { teamRoutes } from '../../store/portal/routes/team-routes.js';
import { answer, type Answer } from './answer.js';

export const teamAnswers: readonly Answer[] = [
  answer(teamRoutes.rights, async (_input, { authorization, retentionDays }) => ({
    subject: authorization.subject,
    can: [...authorization.can],
    server: authorization.server ?? false,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  })),
];
