import { teamRoutes } from '../../store/portal/routes/team-routes.js';
import { exportPerson } from '../people/export-person.js';
import { answer, type Answer } from './answer.js';

export const teamAnswers: readonly Answer[] = [
  answer(teamRoutes.rights, async (_input, { authorization, retentionDays }) => ({
    subject: authorization.subject,
    can: [...authorization.can],
    server: authorization.server ?? false,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  })),
  answer(teamRoutes.person, async ({ userId }, { rows }) => ({
    records: (await rows.read((tables) => exportPerson(tables, userId))).map(({ table, key, value }) => ({
      table,
      key: [...key],
      value,
    })),
  })),
];
