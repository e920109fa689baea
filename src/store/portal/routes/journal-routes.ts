import * as v from 'valibot';
import { count, id, moment } from '../../schema/fields.js';
import { entrySchema, summarySchema } from '../../schema/journal.js';
import { reading, stored, writing } from '../route.js';
import { damaged, hold } from './fields.js';

const entry = stored('JournalEntry', entrySchema);

export const journalRoutes = {
  append: writing({
    name: 'appendEntries',
    method: 'POST',
    path: '/publishes/{publishId}/entries',
    summary: 'Adds facts to a publish and changes the grants that follow from them, all or none.',
    input: v.object({ publishId: id, entries: v.array(entry), hold }),
  }),
  read: reading({
    name: 'readEntries',
    method: 'GET',
    path: '/publishes/{publishId}/entries',
    summary: 'Everything about one publish, in order.',
    input: v.object({ publishId: id }),
    answer: v.object({ entries: v.array(entry) }),
  }),
  readStart: reading({
    name: 'readStart',
    method: 'GET',
    path: '/publishes/{publishId}/start',
    summary: 'How one publish started.',
    input: v.object({ publishId: id }),
    answer: v.object({ start: v.exactOptional(entry) }),
  }),
  list: reading({
    name: 'listPublishes',
    method: 'GET',
    path: '/publishes',
    summary: 'All publishes, the one started last first, and those that cannot be read.',
    answer: v.object({ publishes: v.array(stored('PublishSummary', summarySchema)), damaged }),
  }),
  remove: writing({
    name: 'removeDamagedPublish',
    method: 'DELETE',
    path: '/damaged-publishes/{id}',
    summary: 'Removes a publish that cannot be read. What it gave stays known.',
    input: v.object({ id }),
  }),
  prune: writing({
    name: 'prunePublishes',
    method: 'POST',
    path: '/publishes/prune',
    summary: 'Forgets old publishes of which nothing is open and from which nothing is undone.',
    input: v.object({ before: moment }),
    answer: v.object({ count }),
  }),
  erase: writing({
    name: 'erasePerson',
    method: 'POST',
    path: '/people/{userId}/erase',
    summary: "Puts a random id in the place of a person's, where she holds nothing from a workspace.",
    input: v.object({ userId: id }),
  }),
};
