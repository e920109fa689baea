import type { DirectoryUser } from '../model/holding/user.js';
import type { MailboxUsage } from '../services/reports.js';

/** A shared mailbox up to this size needs no license, in bytes. */
const freeBytes = 50 * 1024 ** 3;

/**
 * Ids of accounts that seem to be shared mailboxes or rooms and need no license: nobody can sign in, yet the mailbox was
 * used, is small enough and has no archive. Graph does not say which mailboxes are shared, so this is likely, not certain.
 *
 * @see https://learn.microsoft.com/microsoft-365/admin/email/about-shared-mailboxes
 */
export function findSharedMailboxes(
  users: readonly DirectoryUser[],
  mailboxes: readonly MailboxUsage[],
): ReadonlySet<string> {
  const byName = new Map(mailboxes.map((mailbox) => [mailbox.userPrincipalName.toLowerCase(), mailbox]));
  const found = new Set<string>();
  for (const user of users) {
    if (user.accountEnabled !== false || user.guest) continue;
    const mailbox = byName.get(user.userPrincipalName.toLowerCase());
    if (mailbox?.lastActivity && mailbox.usedBytes <= freeBytes && !mailbox.hasArchive) found.add(user.id);
  }
  return found;
}
