import * as v from 'valibot';
import { day, id, text } from '../../schema/fields.js';
import { grantRecord } from '../../schema/grant.js';
import { keepRecord, refusedPairRecord, snapshotRecord } from '../../schema/insights.js';
import { orderRecord } from '../../schema/order.js';
import { viewRecord } from '../../schema/view.js';
import { reading, stored, writing } from '../route.js';
import { etag, knownEtag } from './fields.js';

const order = stored('Order', orderRecord.schema);

export const grantRoutes = {
  list: reading({
    name: 'listGrants',
    method: 'GET',
    path: '/grants',
    summary: 'Who gave what, folded from the journal: of all workspaces, or of one.',
    input: v.object({ workspaceId: v.exactOptional(id) }),
    answer: v.object({ grants: v.array(stored('Grant', grantRecord.schema)) }),
  }),
};

export const orderRoutes = {
  list: reading({
    name: 'listOrders',
    method: 'GET',
    path: '/orders',
    summary: 'The orders that can be read.',
    answer: v.object({ orders: v.array(v.object({ order, ...knownEtag.entries })) }),
  }),
  put: writing({
    name: 'putOrder',
    method: 'PUT',
    path: '/orders/{id}',
    summary: 'Writes an order over the version with this etag; null makes a new one.',
    input: v.object({ id, order, etag }),
    answer: knownEtag,
  }),
  delete: writing({
    name: 'deleteOrder',
    method: 'DELETE',
    path: '/orders/{id}',
    summary: 'Deletes an order.',
    input: v.object({ id, ...knownEtag.entries }),
  }),
};

const snapshot = stored('UsageSnapshot', snapshotRecord.schema);
const keep = stored('Keep', keepRecord.schema);
const pair = stored('RefusedPair', refusedPairRecord.schema);
const keepTarget = v.object({ userId: v.exactOptional(id), skuId: v.exactOptional(id) });
const pairIds = v.object({ ids: v.tuple([id, id]) });

export const insightRoutes = {
  listSnapshots: reading({
    name: 'listSnapshots',
    method: 'GET',
    path: '/insights/snapshots',
    summary: 'The counts of each day, oldest first.',
    answer: v.object({ snapshots: v.array(snapshot) }),
  }),
  putSnapshot: writing({
    name: 'putSnapshot',
    method: 'PUT',
    path: '/insights/snapshots/{date}',
    summary: 'Keeps the counts of a day in place of earlier ones.',
    input: v.object({ date: day, snapshot }),
  }),
  listKeeps: reading({
    name: 'listKeeps',
    method: 'GET',
    path: '/insights/keeps',
    summary: 'Licenses that are kept on purpose.',
    answer: v.object({ keeps: v.array(keep) }),
  }),
  putKeeps: writing({
    name: 'putKeeps',
    method: 'PUT',
    path: '/insights/keeps',
    summary: 'Keeps licenses on purpose, each in place of an earlier one of the same.',
    input: v.object({ keeps: v.array(keep) }),
  }),
  deleteKeeps: writing({
    name: 'deleteKeeps',
    method: 'POST',
    path: '/insights/keeps/delete',
    summary: 'Keeps licenses on purpose no longer.',
    input: v.object({ targets: v.array(keepTarget) }),
  }),
  listRefused: reading({
    name: 'listRefused',
    method: 'GET',
    path: '/insights/refused',
    summary: 'Combinations of apps or plans that Graph refused.',
    answer: v.object({ pairs: v.array(pair) }),
  }),
  putRefused: writing({
    name: 'putRefused',
    method: 'PUT',
    path: '/insights/refused',
    summary: 'Remembers combinations that Graph refused.',
    input: v.object({ pairs: v.array(pair) }),
  }),
  deleteRefused: writing({
    name: 'deleteRefused',
    method: 'POST',
    path: '/insights/refused/delete',
    summary: 'Forgets combinations that Graph refused.',
    input: v.object({ pairs: v.array(pairIds) }),
  }),
};

const view = stored('NamedView', viewRecord.schema);
const name = v.pipe(text(120), v.minLength(1));

export const viewRoutes = {
  list: reading({
    name: 'listViews',
    method: 'GET',
    path: '/views',
    summary: 'Views of lists that somebody gave a name.',
    answer: v.object({ views: v.array(view) }),
  }),
  put: writing({
    name: 'putView',
    method: 'PUT',
    path: '/views',
    summary: 'Keeps a view in place of an earlier one of that name.',
    input: v.object({ view }),
  }),
  delete: writing({
    name: 'deleteView',
    method: 'DELETE',
    path: '/views',
    summary: 'Forgets a view.',
    input: v.object({ name }),
  }),
};
