import fc from 'fast-check';
import {
  claimed,
  finish,
  giveClaim,
  guid,
  makeOrder,
  makeWorkspace,
  settled,
  start,
  takeClaim,
} from '../../../src/store/contract/samples.js';
import type { SpoilableStore } from '../../support/spoilable-store.js';

type Act =
  | { readonly kind: 'workspace' | 'order' | 'keep' | 'view' | 'spoil-workspace'; readonly n: number }
  | { readonly kind: 'snapshot'; readonly n: number; readonly total: number }
  | { readonly kind: 'refused'; readonly n: number; readonly day: number }
  | {
      readonly kind: 'publish';
      readonly n: number;
      readonly gives: boolean;
      readonly end: 'done' | 'nothing' | 'open' | 'crashed';
      readonly spoiled: boolean;
    }
  | { readonly kind: 'prune' };

const n = fc.nat({ max: 4 });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('workspace', 'order', 'keep', 'view', 'spoil-workspace'), n }),
  fc.record({ kind: fc.constant('snapshot' as const), n, total: fc.nat() }),
  fc.record({ kind: fc.constant('refused' as const), n, day: fc.integer({ min: 10, max: 28 }) }),
  fc.record({
    kind: fc.constant('publish' as const),
    n,
    gives: fc.boolean(),
    end: fc.constantFrom('done', 'nothing', 'open', 'crashed'),
    spoiled: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('prune' as const) }),
);

/** What several administrators did with a store. */
export const history = fc.array(act, { maxLength: 14 });

export type History = readonly Act[];

/** Lets a history happen. `base` keeps the ids of two stores apart; days and combinations they have in common. */
export async function play(history: History, { open, spoil }: SpoilableStore, base: number): Promise<void> {
  let publishes = 0;
  for (const [index, each] of history.entries()) {
    const store = open({ tenantId: 'contoso', by: index % 2 ? 'ada' : 'grace' });
    const id = guid(base + ('n' in each ? each.n : 0));
    switch (each.kind) {
      case 'workspace': {
        const { workspaces } = await store.workspaces.list();
        const etag = workspaces.find(({ workspace }) => workspace.id === id)?.etag ?? null;
        const isDamaged = (await store.workspaces.list()).damaged.length > 0;
        if (!isDamaged) await store.workspaces.put({ ...makeWorkspace(1, `Sales ${index}`), id }, { etag });
        break;
      }
      case 'spoil-workspace': {
        const { workspaces } = await store.workspaces.list();
        if (workspaces.some(({ workspace }) => workspace.id === id))
          await spoil('workspaces', [id], (row) => ({ ...row, workspace: `rubbish ${index}` }));
        break;
      }
      case 'order': {
        const known = (await store.orders.list()).find(({ order }) => order.id === id);
        await store.orders.put({ ...makeOrder(), id }, { etag: known?.etag ?? null });
        break;
      }
      case 'keep':
        await store.insights.putKeeps([{ userId: id, reason: `Reason ${index}`, by: 'ada' }]);
        break;
      case 'view':
        await store.views.put({ name: `View ${id}`, view: `state=${index}` });
        break;
      case 'snapshot': {
        const counts = {
          skuId: guid(1),
          skuPartNumber: 'SKU',
          total: each.total,
          assigned: 0,
          expiringSoon: 0,
          suspended: 0,
        };
        await store.insights.putSnapshot({ date: `2026-03-0${each.n + 1}`, plans: [counts] });
        break;
      }
      case 'refused':
        await store.insights.putRefused([{ ids: [guid(each.n), guid(9)], on: `2026-03-${each.day}` }]);
        break;
      case 'publish': {
        const publishId = guid(base + 0x100 + (publishes += 1));
        const claim = each.gives ? giveClaim(each.n) : takeClaim(each.n);
        const entries = [start({ id: publishId, workspaceId: id }), claimed(claim)];
        if (each.end !== 'crashed') entries.push(settled(each.end, claim));
        if (each.end === 'done' || each.end === 'nothing') entries.push(finish());
        const hold = await store.lease.take('past');
        await store.journal.append(publishId, entries, hold);
        await store.lease.release(hold);
        if (each.spoiled) await spoil('entries', [publishId, 0], () => `rubbish ${index}`);
        break;
      }
      case 'prune':
        await store.journal.prune('2027-01-01T00:00:00.000Z');
        break;
    }
  }
}
