import * as v from 'valibot';
import { contentKinds } from '../../content/content-record.js';
import { reading, writing } from '../route.js';
import { hold } from './fields.js';

const kind = v.picklist(contentKinds);
const records = v.array(v.object({ kind, key: v.array(v.string()), value: v.unknown() }));

export const contentRoutes = {
  list: reading({
    name: 'listContent',
    method: 'GET',
    path: '/content/{kind}',
    summary: 'All records of a kind as they are stored, to be carried elsewhere.',
    input: v.object({ kind }),
    answer: v.object({ records }),
  }),
  put: writing({
    name: 'putContent',
    method: 'POST',
    path: '/content',
    summary: 'Adds records that are not there yet; answers those in whose place something else is.',
    input: v.object({ records, hold }),
    answer: v.object({ kept: records }),
  }),
  delete: writing({
    name: 'deleteContent',
    method: 'POST',
    path: '/content/delete',
    summary: 'Removes records that are as they are given; answers those that were changed.',
    input: v.object({ records, hold }),
    answer: v.object({ changed: records }),
  }),
};
