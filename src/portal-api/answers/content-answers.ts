import { actionsToMove } from '../../model/host-action.js';
import { contentRoutes } from '../../store/portal/routes/content-routes.js';
import { answer, type Answer } from './answer.js';

export const contentAnswers: readonly Answer[] = [
  answer(contentRoutes.list, async ({ kind }, { store, signal }) => ({
    records: (await store.content.list(kind, signal ? { signal } : {})).map((record) => ({
      ...record,
      key: [...record.key],
    })),
  })),
  answer(contentRoutes.put, async ({ records, hold }, { store, require, requireServer }) => {
    require(actionsToMove);
    if (records.some(({ kind }) => kind === 'orders')) requireServer();
    const kept = await store.content.put(records, hold);
    return { kept: kept.map((record) => ({ ...record, key: [...record.key] })) };
  }),
  answer(contentRoutes.delete, async ({ records, hold }, { store, require }) => {
    require([...actionsToMove, 'delete']);
    const changed = await store.content.delete(records, hold);
    return { changed: changed.map((record) => ({ ...record, key: [...record.key] })) };
  }),
];
