import { ProvisioningError } from '../../model/errors.js';
import type { HostAction } from '../../model/host-action.js';
import { createStore } from '../../store/records/create-store.js';
import type { ChangeChannel, Presence } from '../../store/records/store-parts.js';
import { sharesEverything } from '../../store/shares.js';
import type { StorePart } from '../../store/store.js';
import type { Asked } from '../answers/answer.js';
import type { Authorization } from '../authorize/authorize.js';
import type { PortalDatabase } from '../database/portal-database.js';
import type { TenantId } from '../database/tenant-id.js';

export interface AskOptions {
  readonly database: PortalDatabase;
  readonly tenantId: TenantId;
  readonly authorization: Authorization;
  /** After how many days the portal forgets publishes, where it does. */
  readonly retentionDays?: number;
  /** Names a write that may come more than once. */
  readonly requestId?: string;
  readonly signal: AbortSignal;
}

/** Nobody's tab is behind a request: the record of the lease alone decides. */
const nobody: Presence = {
  begin: () => Promise.resolve(undefined),
  end: () => undefined,
  isGone: () => Promise.resolve(false),
};

/** The store of one tenant as one person sees it, for one request, and which parts that request changed. */
export function askStore({ database, tenantId, authorization, requestId, signal, ...rest }: AskOptions): {
  readonly asked: Asked;
  readonly changed: ReadonlySet<StorePart>;
} {
  const changed = new Set<StorePart>();
  const changes: ChangeChannel = {
    announce: (parts) => {
      for (const part of parts) changed.add(part);
    },
    subscribe: () => () => undefined,
  };
  const rows = database.forTenant(tenantId, requestId === undefined ? {} : { requestId });
  const store = createStore(
    {
      context: { tenantId, by: authorization.subject },
      database: rows,
      changes,
      presence: nobody,
    },
    sharesEverything,
  );
  return {
    asked: { ...rest, tenantId, store, rows, authorization, signal, ...createRequirements(authorization) },
    changed,
  };
}

function createRequirements({
  can,
  server,
}: Authorization): Pick<Asked, 'require' | 'requireAny' | 'requireServer'> {
  return {
    require(actions) {
      const refused = actions.find((action) => !can.includes(action));
      if (refused) throw createRefusal(refused);
    },
    requireAny(actions) {
      const [first] = actions;
      if (first && !actions.some((action) => can.includes(action))) throw createRefusal(first);
    },
    requireServer() {
      if (!server)
        throw new ProvisioningError('not-allowed', "The portal doesn't let you publish with its permission.");
    },
  };
}

function createRefusal(action: HostAction): ProvisioningError {
  return new ProvisioningError('not-allowed', `The portal doesn't allow you to ${action}.`);
}
