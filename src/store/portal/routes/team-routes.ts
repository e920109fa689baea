import * as v from 'valibot';
import { hostActions } from '../../../model/host-action.js';
import { tableNames } from '../../records/database.js';
import { count, id } from '../../schema/fields.js';
import { storeParts } from '../../shares.js';
import { reading } from '../route.js';

export const teamRoutes = {
  rights: reading({
    name: 'readRights',
    method: 'GET',
    path: '/rights',
    summary: 'Who asks, and what the portal lets her do.',
    answer: v.object({
      subject: id,
      can: v.array(v.picklist(hostActions)),
      server: v.boolean(),
      retentionDays: v.exactOptional(count),
    }),
  }),
  person: reading({
    name: 'exportPerson',
    method: 'GET',
    path: '/people/{userId}',
    summary: 'All that is stored of one person, and of nobody else.',
    input: v.object({ userId: id }),
    answer: v.object({
      records: v.array(
        v.object({
          table: v.picklist([...tableNames, 'connections']),
          key: v.array(v.union([v.string(), v.number()])),
          value: v.unknown(),
        }),
      ),
    }),
  }),
  changes: reading({
    name: 'listChanges',
    method: 'GET',
    path: '/changes',
    summary:
      'Which parts changed after the change of this number (without one: in the last seconds), and the number of the last one.',
    input: v.object({ after: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))) }),
    answer: v.object({ sequence: count, parts: v.array(v.picklist(storeParts)) }),
  }),
};
