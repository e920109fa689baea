import { entitlementToKey, type Entitlement } from '../../model/holding/entitlement.js';
import { holderToKey, type Holder } from '../../model/holding/holder.js';
import { subjectKey } from './fold-grants.js';
import type { JournalEntry } from './journal-entry.js';

/** A publish as far as it is known: all its entries. */
export interface KnownPublish {
  readonly publishId: string;
  readonly entries: readonly JournalEntry[];
}

/** What publishes claimed and nobody has settled: what the tenant has of it is not known. */
export interface OpenClaims {
  /** Ids of the publishes that left something open. */
  readonly publishes: ReadonlySet<string>;
  /** Whether something of a holder is open. */
  isOpen(holder: Holder): boolean;
}

/**
 * Finds what is open, of publishes in the order in which they were started. Who learns later that something was given or
 * taken settles it for all that claimed it before.
 */
export function findOpenClaims(publishes: readonly KnownPublish[]): OpenClaims {
  /** By subject: the holder, and the publishes that have a claim on it. */
  const open = new Map<string, { readonly holder: string; readonly publishIds: Set<string> }>();
  const each = (holder: Holder, entitlements: readonly Entitlement[], act: (key: string) => void): void => {
    for (const entitlement of entitlements) act(subjectKey({ holder, entitlement }));
  };
  for (const { publishId, entries } of publishes)
    for (const entry of entries)
      if (entry.kind === 'claimed')
        for (const { holder, gives, takes } of entry.claims)
          each(holder, [...gives, ...takes], (key) => {
            const claimed = open.get(key) ?? { holder: holderToKey(holder), publishIds: new Set() };
            claimed.publishIds.add(publishId);
            open.set(key, claimed);
          });
      else if (entry.kind === 'settled')
        for (const { holder, gives, takes, given, taken, open: left } of entry.settlements) {
          each(holder, [...given, ...taken], (key) => open.delete(key));
          const stillOpen = new Set(left.map(entitlementToKey));
          const settled = [...gives, ...takes].filter((one) => !stillOpen.has(entitlementToKey(one)));
          each(holder, settled, (key) => open.get(key)?.publishIds.delete(publishId));
        }
      else if (entry.kind === 'noted')
        for (const note of entry.notes) if (note.action !== 'missing') open.delete(subjectKey(note));
  const left = [...open.values()].filter(({ publishIds }) => publishIds.size > 0);
  const holders = new Set(left.map(({ holder }) => holder));
  return {
    publishes: new Set(left.flatMap(({ publishIds }) => [...publishIds])),
    isOpen: (holder) => holders.has(holderToKey(holder)),
  };
}
