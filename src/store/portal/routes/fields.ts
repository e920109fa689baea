import * as v from 'valibot';
import { moment, id, count } from '../../schema/fields.js';

/** Etag of what was read; null for what must not be there yet. */
export const etag = v.nullable(v.pipe(v.string(), v.maxLength(100)));

export const knownEtag = v.object({ etag: v.pipe(v.string(), v.maxLength(100)) });

export const hold = v.object({ fence: count, sessionId: id });

export const damaged = v.array(
  v.object({
    id: v.string(),
    workspaceId: v.exactOptional(v.string()),
    at: v.exactOptional(moment),
    record: v.unknown(),
  }),
);
