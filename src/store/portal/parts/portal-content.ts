import type { ContentRecord } from '../../content/content-record.js';
import type { ContentRecords } from '../../store.js';
import type { PortalClient } from '../portal-client.js';
import { contentRoutes } from '../routes/content-routes.js';

export function createPortalContent(client: PortalClient): ContentRecords {
  return {
    async list(kind, options) {
      const { records } = await client.call(contentRoutes.list, { kind }, options);
      return records;
    },
    async put(records, { fence, sessionId }) {
      const hold = { fence, sessionId };
      const { kept } = await client.call(contentRoutes.put, { records: records.map(toWire), hold });
      return kept;
    },
    async delete(records, { fence, sessionId }) {
      const hold = { fence, sessionId };
      const { changed } = await client.call(contentRoutes.delete, { records: records.map(toWire), hold });
      return changed;
    },
  };
}

function toWire({ kind, key, value }: ContentRecord): {
  kind: ContentRecord['kind'];
  key: string[];
  value: unknown;
} {
  return { kind, key: [...key], value };
}
