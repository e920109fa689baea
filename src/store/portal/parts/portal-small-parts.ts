import { grantRecord } from '../../schema/grant.js';
import { keepRecord, refusedPairRecord, snapshotRecord } from '../../schema/insights.js';
import { orderRecord } from '../../schema/order.js';
import { readStored, readUnlessDamaged, type StoredFormat } from '../../schema/record.js';
import { viewRecord } from '../../schema/view.js';
import type { GrantRecords, InsightRecords, OrderRecords, ViewRecords } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { grantRoutes, insightRoutes, orderRoutes, viewRoutes } from '../routes/small-part-routes.js';

export function createPortalGrants(client: PortalClient): GrantRecords {
  return {
    async list({ workspaceId, signal } = {}) {
      const { grants } = await client.call(
        grantRoutes.list,
        workspaceId === undefined ? {} : { workspaceId },
        signal ? { signal } : {},
      );
      // What was given must never be passed over.
      return grants.map((each) => readStored(grantRecord, each));
    },
  };
}

export function createPortalOrders(client: PortalClient): OrderRecords {
  return {
    async list(options) {
      const { orders } = await client.call(orderRoutes.list, {}, options);
      return orders.flatMap(({ order: record, etag }) => {
        const order = readUnlessDamaged(() => readStored(orderRecord, record));
        return order ? [{ order, etag }] : [];
      });
    },
    async put(order, { etag }) {
      const answer = await client.call(orderRoutes.put, { id: order.id, order, etag });
      return answer.etag;
    },
    async delete(id, { etag }) {
      await client.call(orderRoutes.delete, { id, etag });
    },
  };
}

export function createPortalInsights(client: PortalClient): InsightRecords {
  return {
    async listSnapshots(options) {
      const { snapshots } = await client.call(insightRoutes.listSnapshots, {}, options);
      return readReadable(snapshotRecord, snapshots);
    },
    async putSnapshot(snapshot) {
      await client.call(insightRoutes.putSnapshot, { date: snapshot.date, snapshot });
    },
    async listKeeps(options) {
      const { keeps } = await client.call(insightRoutes.listKeeps, {}, options);
      return readReadable(keepRecord, keeps);
    },
    async putKeeps(keeps) {
      await client.call(insightRoutes.putKeeps, { keeps: [...keeps] });
    },
    async deleteKeeps(targets) {
      const named = targets.map(({ userId, skuId }) => ({
        ...(userId === undefined ? {} : { userId }),
        ...(skuId === undefined ? {} : { skuId }),
      }));
      await client.call(insightRoutes.deleteKeeps, { targets: named });
    },
    async listRefused(options) {
      const { pairs } = await client.call(insightRoutes.listRefused, {}, options);
      return readReadable(refusedPairRecord, pairs);
    },
    async putRefused(pairs) {
      await client.call(insightRoutes.putRefused, { pairs: [...pairs] });
    },
    async deleteRefused(pairs) {
      await client.call(insightRoutes.deleteRefused, {
        pairs: pairs.map(({ ids: [first, second] }) => ({ ids: [first, second] })),
      });
    },
  };
}

export function createPortalViews(client: PortalClient): ViewRecords {
  return {
    async list(options) {
      const { views } = await client.call(viewRoutes.list, {}, options);
      return readReadable(viewRecord, views);
    },
    async put(view) {
      await client.call(viewRoutes.put, { view });
    },
    async delete(name) {
      await client.call(viewRoutes.delete, { name });
    },
  };
}

/** Those that can be read; nothing that is published depends on the others. */
function readReadable<T>(format: StoredFormat<T>, records: readonly unknown[]): readonly T[] {
  return records.flatMap((record) => readUnlessDamaged(() => readStored(format, record)) ?? []);
}
