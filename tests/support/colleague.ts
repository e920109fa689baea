import type { LeaseProgress } from '../../src/store/lease/lease.js';
import type { TenantPage } from './in-tenant.js';
import { listPeople, renamePeople } from './people.js';
import { openAs, userIds } from './workspaces.js';

/** A publish that goes on in another session, as it shows in the lease. */
export interface OtherPublish {
  /** Object id of the account, or an application's id. */
  readonly by: string;
  /** Shows how many people are done. */
  report(done: number): Promise<void>;
  end(): Promise<void>;
}

export interface OtherPublishOptions extends Partial<Omit<LeaseProgress, 'workspaceId'>> {
  /** Undefined where it is about none. Default: `finance`. */
  readonly workspaceId?: string | undefined;
  /** Default: the second of the tenant's people. */
  readonly by?: string;
  /** The administrator of the page publishes herself, in another tab. */
  readonly isOwn?: boolean;
}

/** Somebody publishes the workspace `finance`, on another machine: 18 of 46 people are done. */
export async function publishElsewhere(
  page: TenantPage,
  options: OtherPublishOptions = {},
): Promise<OtherPublish> {
  const { isOwn, workspaceId, ...rest } = { workspaceId: 'finance', ...options };
  const { by = isOwn ? page.emulator.tenant.administrator.id : colleagueOf(page), ...more } = rest;
  const { lease } = openAs(page, by);
  const progress: LeaseProgress = {
    publishId: 'other-publish',
    kind: 'publish',
    isAttended: true,
    done: 18,
    total: 46,
    ...more,
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
  const hold = await lease.take('another-session');
  await lease.raise(hold, progress);
  return {
    by,
    report: (done) => lease.raise(hold, { ...progress, done }),
    end: () => lease.release(hold),
  };
}

/** The second of the tenant's people, the administrator left out. */
export function colleagueOf({ emulator }: Pick<TenantPage, 'emulator'>): string {
  const [, id = ''] = userIds(emulator, 2);
  return id;
}

/** Gives somebody of the tenant this name, and says who it is. */
export async function nameColleague(
  { emulator }: Pick<TenantPage, 'emulator'>,
  name: string,
): Promise<string> {
  await renamePeople(emulator, [name]);
  const found = (await listPeople(emulator)).find(({ displayName }) => displayName === name);
  if (!found) throw new Error('Nobody can be renamed.');
  return found.id;
}
