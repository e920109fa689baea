import { knownSkus, type Emulator, type PartNumber } from '../../src/emulator/index.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceContent,
} from '../../src/model/workspace/workspace.js';
import type { Store } from '../../src/store/store.js';
import type { TenantPage } from './in-tenant.js';

export interface WorkspaceSeed {
  readonly id?: string;
  readonly name?: string;
  readonly draft?: Partial<WorkspaceContent>;
  /** What was published; none when left out. */
  readonly published?: Partial<WorkspaceContent>;
  /** Object id of who edited and published it. Default: nobody was noted. */
  readonly editedBy?: string;
  /** ISO 8601, UTC. */
  readonly editedAt?: string;
  readonly deleting?: boolean;
}

/** A workspace as some administrator left it. */
export function makeWorkspace(seed: WorkspaceSeed = {}): Workspace {
  const { id = 'sales-desk', name = 'Sales desk', draft, published, editedBy = '' } = seed;
  const stamp = { at: seed.editedAt ?? '2026-11-20T09:30:00.000Z', by: editedBy };
  const workspace = createWorkspace(id, name, stamp);
  const content = { ...workspace.draft, ...draft, name };
  return {
    ...workspace,
    draft: content,
    ...(published
      ? {
          published: { ...workspace.draft, name, ...published },
          lastPublish: { ...stamp, publishId: `publish-of-${id}` },
        }
      : {}),
    ...(seed.deleting ? { deleting: true } : {}),
  };
}

/** For `prepare`: puts workspaces into the store before the element renders. */
export function withWorkspaces(
  make: (page: TenantPage) => readonly Workspace[],
): (page: TenantPage) => Promise<void> {
  return async (page) => {
    const { tenantId, administrator } = page.emulator.tenant;
    for (const workspace of make(page)) {
      // A store says itself who writes; the administrator's own is the one that tests may change.
      const { by } = workspace.edited;
      const isOwn = by === '' || by === administrator.id;
      const store = isOwn ? page.store : page.openStore({ tenantId, by });
      await store.workspaces.put(workspace, { etag: null });
    }
  };
}

/** The same store as a colleague has it opened. */
export function openAs(
  { emulator, openStore }: Pick<TenantPage, 'emulator' | 'openStore'>,
  by: string,
): Store {
  return openStore({ tenantId: emulator.tenant.tenantId, by });
}

/** A plan of the tenant, every app as is. */
export function planOf(partNumber: PartNumber): {
  readonly skuId: string;
  readonly apps: Record<string, never>;
} {
  return { skuId: knownSkus[partNumber].skuId, apps: {} };
}

/** Ids of people of the tenant, in its order, the administrator left out. */
export function userIds(emulator: Emulator, count: number, from = 1): readonly string[] {
  return emulator
    .state()
    .users.slice(from, from + count)
    .map(({ id }) => id);
}
