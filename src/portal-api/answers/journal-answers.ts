import type { HostAction } from '../../model/host-action.js';
import type { JournalEntry } from '../../store/journal/journal-entry.js';
import { journalRoutes } from '../../store/portal/routes/journal-routes.js';
import { readEntry } from '../../store/schema/journal.js';
import { answer, done, type Answer } from './answer.js';

/** What somebody who publishes in any way may do. */
export const publishing: readonly HostAction[] = ['publish', 'undo', 'reclaim'];

export const journalAnswers: readonly Answer[] = [
  answer(journalRoutes.append, async ({ publishId, entries, hold }, { store, require, requireAny }) => {
    requireAny(publishing);
    const read = entries.map(readEntry);
    for (const entry of read) if (entry.kind === 'started') require([entry.head.kind]);
    await store.journal.append(publishId, entries as JournalEntry[], hold);
    return done;
  }),
  answer(journalRoutes.read, async ({ publishId }, { store, signal }) => ({
    entries: [...(await store.journal.read(publishId, signal ? { signal } : {}))],
  })),
  answer(journalRoutes.readStart, async ({ publishId }, { store, signal }) => {
    const start = await store.journal.readStart(publishId, signal ? { signal } : {});
    return start ? { start } : {};
  }),
  answer(journalRoutes.list, async (_input, { store, signal }) => {
    const { publishes, damaged } = await store.journal.list(signal ? { signal } : {});
    return { publishes: [...publishes], damaged: [...damaged] };
  }),
  answer(journalRoutes.remove, async ({ id }, { store, require }) => {
    require(['delete']);
    await store.journal.remove(id);
    return done;
  }),
  answer(journalRoutes.prune, async ({ before }, { store, require }) => {
    require(['delete']);
    return { count: await store.journal.prune(before) };
  }),
];
