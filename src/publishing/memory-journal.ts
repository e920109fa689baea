import { changeGrants, type Journal, type JournalEntry, type PublishSummary } from './journal.js';
import { Ledger } from './ledger.js';

/** Keeps the journal in memory: for scripts that need no resume, and for tests. Nothing handed out is shared with what is kept. */
export function createMemoryJournal(): Journal {
  const publishes = new Map<string, JournalEntry[]>();
  const ledger = new Ledger();

  return {
    async append(publishId, entries) {
      const added = structuredClone(entries) as JournalEntry[];
      const known = publishes.get(publishId) ?? [];
      const all = [...known, ...added];
      const { workspaceId } = summarize(all).head;
      publishes.set(publishId, all);
      for (const entry of added) for (const change of changeGrants(workspaceId, entry)) ledger.apply(change);
    },
    async read(publishId) {
      return structuredClone(publishes.get(publishId) ?? []);
    },
    async list() {
      return [...publishes.values()].map(summarize).reverse();
    },
    async grants() {
      return [...ledger.grants()];
    },
    async prune(before) {
      const old = [...publishes.values()]
        .map(summarize)
        .filter(({ finished }) => finished && finished.at < before);
      for (const { head } of old) publishes.delete(head.publishId);
      return old.length;
    },
  };
}

/** The head of a publish and its end, if it has come to one. The last end counts. */
export function summarize(entries: readonly JournalEntry[]): PublishSummary {
  let summary: PublishSummary | undefined;
  for (const entry of entries)
    if (entry.kind === 'started') summary = { head: entry.head };
    else if (entry.kind === 'finished' && summary) {
      const { at, end, counts } = entry;
      summary = { ...summary, finished: { at, end, counts } };
    }
  if (!summary) throw new Error('A publish starts with its head.');
  return summary;
}
