import { ProvisioningError } from '../../model/errors.js';
import type { Keep } from '../../model/usage/keep.js';
import type { UsageSnapshot } from '../../model/usage/usage-snapshot.js';
import type { NamedView } from '../../store/named-view.js';
import type { Order } from '../../store/order.js';
import {
  grantRoutes,
  insightRoutes,
  orderRoutes,
  viewRoutes,
} from '../../store/portal/routes/small-part-routes.js';
import type { RefusedPair } from '../../store/refused-pair.js';
import { keepRecord, refusedPairRecord, snapshotRecord } from '../../store/schema/insights.js';
import { orderRecord } from '../../store/schema/order.js';
import { readStored } from '../../store/schema/record.js';
import { viewRecord } from '../../store/schema/view.js';
import { answer, done, type Answer } from './answer.js';

export const grantAnswers: readonly Answer[] = [
  answer(grantRoutes.list, async ({ workspaceId }, { store, signal }) => ({
    grants: [
      ...(await store.grants.list({
        ...(workspaceId === undefined ? {} : { workspaceId }),
        ...(signal ? { signal } : {}),
      })),
    ],
  })),
];

export const orderAnswers: readonly Answer[] = [
  answer(orderRoutes.list, async (_input, { store, signal }) => ({
    orders: [...(await store.orders.list(signal ? { signal } : {}))],
  })),
  answer(orderRoutes.put, async ({ id, order: record, etag }, { store, require, requireServer }) => {
    require(['publish']);
    requireServer();
    const order: Order = readStored(orderRecord, record);
    if (order.id !== id)
      throw new ProvisioningError('request-refused', 'The order has another id than its address.');
    return { etag: await store.orders.put(order, { etag }) };
  }),
  answer(orderRoutes.delete, async ({ id, etag }, { store, require }) => {
    require(['publish']);
    await store.orders.delete(id, { etag });
    return done;
  }),
];

export const insightAnswers: readonly Answer[] = [
  answer(insightRoutes.listSnapshots, async (_input, { store, signal }) => ({
    snapshots: [...(await store.insights.listSnapshots(signal ? { signal } : {}))],
  })),
  answer(insightRoutes.putSnapshot, async ({ date, snapshot: record }, { store }) => {
    const snapshot: UsageSnapshot = readStored(snapshotRecord, record);
    if (snapshot.date !== date)
      throw new ProvisioningError('request-refused', 'The counts are of another day than their address.');
    await store.insights.putSnapshot(snapshot);
    return done;
  }),
  answer(insightRoutes.listKeeps, async (_input, { store, signal }) => ({
    keeps: [...(await store.insights.listKeeps(signal ? { signal } : {}))],
  })),
  answer(insightRoutes.putKeeps, async ({ keeps }, { store }) => {
    await store.insights.putKeeps(keeps.map((keep): Keep => readStored(keepRecord, keep)));
    return done;
  }),
  answer(insightRoutes.deleteKeeps, async ({ targets }, { store }) => {
    await store.insights.deleteKeeps(targets);
    return done;
  }),
  answer(insightRoutes.listRefused, async (_input, { store, signal }) => ({
    pairs: [...(await store.insights.listRefused(signal ? { signal } : {}))],
  })),
  answer(insightRoutes.putRefused, async ({ pairs }, { store }) => {
    await store.insights.putRefused(pairs.map((pair): RefusedPair => readStored(refusedPairRecord, pair)));
    return done;
  }),
  answer(insightRoutes.deleteRefused, async ({ pairs }, { store }) => {
    await store.insights.deleteRefused(pairs);
    return done;
  }),
];

export const viewAnswers: readonly Answer[] = [
  answer(viewRoutes.list, async (_input, { store, signal }) => ({
    views: [...(await store.views.list(signal ? { signal } : {}))],
  })),
  answer(viewRoutes.put, async ({ view: record }, { store }) => {
    const view: NamedView = readStored(viewRecord, record);
    await store.views.put(view);
    return done;
  }),
  answer(viewRoutes.delete, async ({ name }, { store }) => {
    await store.views.delete(name);
    return done;
  }),
];
