import { journalRoutes } from '../../store/portal/routes/journal-routes.js';
import { teamRoutes } from '../../store/portal/routes/team-routes.js';
import type { ConnectionRecords } from '../database/connection-records.js';
import { exportPerson } from '../people/export-person.js';
import { answer, done, type Answer } from './answer.js';

export function createPersonAnswers(connections: ConnectionRecords): readonly Answer[] {
  return [
    answer(teamRoutes.person, async ({ userId }, { rows, tenantId }) => {
      const stored = await rows.read((tables) => exportPerson(tables, userId));
      const made = (await connections.listOf(tenantId)).filter(({ connectedBy }) => connectedBy === userId);
      return {
        records: [
          ...stored.map((record) => ({ ...record, key: [...record.key] })),
          ...made.map((value) => ({ table: 'connections' as const, key: [value.customer], value })),
        ],
      };
    }),
    answer(journalRoutes.erase, async ({ userId }, { store, require, tenantId }) => {
      require(['delete']);
      // It refuses where she holds something.
      await store.journal.erase(userId);
      await connections.erase(tenantId, userId);
      return done;
    }),
  ];
}
