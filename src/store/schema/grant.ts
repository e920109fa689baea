import * as v from 'valibot';
import type { Grant } from '../../model/holding/grant.js';
import { entitlement, holder, id, moment } from './fields.js';
import type { PlainFormat } from './record.js';

export const grantRecord: PlainFormat<Grant> = {
  noun: 'grant',
  schema: v.object({
    workspaceId: id,
    holder,
    entitlement,
    state: v.picklist(['giving', 'given', 'taking']),
    publishId: id,
    openBefore: v.exactOptional(v.literal(true)),
    missingSince: v.exactOptional(moment),
  }),
};
