import * as v from 'valibot';
import { count, id } from '../../schema/fields.js';
import { leaseProgress } from '../../schema/lease.js';
import { reading, writing } from '../route.js';
import { hold } from './fields.js';

export const leaseRoutes = {
  read: reading({
    name: 'readLease',
    method: 'GET',
    path: '/lease',
    summary: 'Who publishes to the tenant now.',
    answer: v.object({
      lease: v.exactOptional(
        v.object({
          ...hold.entries,
          beat: count,
          by: id,
          progress: v.exactOptional(leaseProgress),
          stillMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
        }),
      ),
    }),
  }),
  take: writing({
    name: 'takeLease',
    method: 'POST',
    path: '/lease',
    summary: 'Takes the lease when nobody has it, or from a holder that has not moved for two minutes.',
    input: v.object({
      sessionId: id,
      over: v.exactOptional(v.object({ fence: count, beat: count })),
    }),
    answer: hold,
  }),
  raise: writing({
    name: 'raiseLease',
    method: 'PUT',
    path: '/lease',
    summary: 'Shows that the holder is there, and how far it is.',
    input: v.object({ hold, progress: v.exactOptional(leaseProgress) }),
  }),
  release: writing({
    name: 'releaseLease',
    method: 'POST',
    path: '/lease/release',
    summary: 'Gives the lease back.',
    input: v.object({ hold }),
  }),
};
