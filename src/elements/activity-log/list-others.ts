import type { PublishSummary } from '../../publishing/journal.js';

const directoryId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.|$)/i;

/** The directory id in an account's, which is made of it and the tenant's; undefined for an account of another kind. */
export function directoryIdOf(accountId: string): string | undefined {
  return directoryId.exec(accountId)?.[0];
}

/** Directory ids of those who published besides one account, each once, sorted. */
export function listOthers(summaries: readonly PublishSummary[], ownId: string | undefined): string[] {
  const ids = summaries.flatMap(({ head }) => (head.by === ownId ? [] : (directoryIdOf(head.by) ?? [])));
  return [...new Set(ids)].sort();
}
