import * as v from 'valibot';
import type { CallOptions, GraphClient } from '../graph/graph-client.js';
import { optionalFlag, optionalText, readAnswerPages } from './read-answer.js';

/** Reads usage reports. The person also needs a role such as Reports Reader. */
export const readReportsScopes = ['Reports.Read.All'] as const;

/** How a mailbox was used lately. */
export interface MailboxUsage {
  readonly userPrincipalName: string;
  /** UTC day; absent when there was none. */
  readonly lastActivity?: Date;
  readonly usedBytes: number;
  readonly hasArchive: boolean;
}

export interface MailboxReport {
  /** Whether the tenant conceals names in reports, as it does by default: then `mailboxes` is empty, because nobody can be recognized. */
  readonly concealed: boolean;
  /** The last day that the report covers, UTC: about two days ago. Absent when the report is empty. */
  readonly asOf?: Date;
  readonly mailboxes: readonly MailboxUsage[];
}

const mailboxSchema = v.object({
  reportRefreshDate: optionalText,
  userPrincipalName: optionalText,
  isDeleted: optionalFlag,
  lastActivityDate: optionalText,
  storageUsedInBytes: v.nullish(v.number()),
  hasArchive: optionalFlag,
});

type MailboxWire = v.InferOutput<typeof mailboxSchema>;

/**
 * Reads how mailboxes were used in the last 30 days. The JSON form, which only beta has: the other one leads to an
 * address that pages may not read.
 *
 * @throws {ProvisioningError} `consent-required` (Reports.Read.All), `role-required`, `answer-unreadable`, `throttled`, `offline`
 * @see https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail?view=graph-rest-beta
 */
export async function readMailboxReport(
  graph: GraphClient,
  options: CallOptions = {},
): Promise<MailboxReport> {
  const path = "/beta/reports/getMailboxUsageDetail(period='D30')?$format=application/json";
  const rows: MailboxWire[] = [];
  const pages = graph.pages<unknown>(path, { scopes: readReportsScopes, ...options });
  for await (const page of readAnswerPages(mailboxSchema, pages, 'report of mailboxes')) {
    rows.push(...page.items);
    // Concealed names are of no use, and neither are the pages that follow.
    if (isConcealed(rows)) break;
  }
  const [first] = rows;
  const asOf = parseDay(first?.reportRefreshDate);
  const concealed = isConcealed(rows);
  return {
    concealed,
    ...(asOf ? { asOf } : {}),
    mailboxes: concealed ? [] : rows.filter((row) => !row.isDeleted).flatMap(toMailbox),
  };
}

/** A name without `@` is no user principal name but the hash that stands for one. */
function isConcealed(rows: readonly MailboxWire[]): boolean {
  return rows.length > 0 && rows.every(({ userPrincipalName }) => !userPrincipalName?.includes('@'));
}

function toMailbox(wire: MailboxWire): MailboxUsage[] {
  if (!wire.userPrincipalName) return [];
  const lastActivity = parseDay(wire.lastActivityDate);
  return [
    {
      userPrincipalName: wire.userPrincipalName,
      ...(lastActivity ? { lastActivity } : {}),
      usedBytes: wire.storageUsedInBytes ?? 0,
      hasArchive: wire.hasArchive ?? false,
    },
  ];
}

function parseDay(text: string | null | undefined): Date | undefined {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
