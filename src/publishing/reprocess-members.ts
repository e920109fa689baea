import type { ProvisioningError, ErrorCode } from '../model/errors.js';
import { reprocessLicensesWrite, reprocessScopes } from '../services/licenses.js';
import type { ApplyContext, ApplyOptions } from './apply-context.js';
import { Doom } from './doom.js';
import { JournalWriter } from './journal-writer.js';
import type { RecordedChange } from './journal.js';
import { sendWrites } from './send-writes.js';

/** What came of asking Microsoft to try again, by user id. */
export interface Reprocessed {
  /** Microsoft says that everything is given now; reading may not show it yet. */
  readonly licensed: ReadonlySet<string>;
  /** Who could not be asked for, and why. */
  readonly failed: ReadonlyMap<string, ProvisioningError>;
}

/** What Microsoft answers when a license is still not given: of this group, or of another one that the user is in. */
const licenseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-licenses-left',
  'apps-conflict',
  'app-prerequisite-missing',
  'usage-location-missing',
  'request-refused',
]);

/**
 * Asks Microsoft to try again what the group could not give these members: it does not do so by itself when licenses get
 * free. Who is in neither answer stands as before.
 *
 * @throws {ProvisioningError} `storage-full`, `storage-unavailable`
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 */
export async function reprocessMembers(
  context: ApplyContext,
  changes: readonly RecordedChange[],
  options: ApplyOptions,
): Promise<Reprocessed> {
  const { journal, publishId, clock } = context;
  const writer = new JournalWriter(journal, publishId, () => clock.now());
  const licensed = new Set<string>();
  const failed = new Map<string, ProvisioningError>();
  // What one answer says of a plan may be about another group, and so says nothing of the other members.
  const asked = changes.map((change) => ({ ...change, addLicenses: [] }));
  const send = {
    part: 'membership',
    scopes: reprocessScopes,
    toWrite: ({ userId }: RecordedChange) => reprocessLicensesWrite(userId),
  } as const;
  for await (const outcome of sendWrites(context, asked, writer, new Doom(), send, options)) {
    const { userId } = outcome.change;
    if (outcome.status === 'ok') licensed.add(userId);
    else if (outcome.status === 'failed' && !licenseCodes.has(outcome.error.code))
      failed.set(userId, outcome.error);
  }
  return { licensed, failed };
}
