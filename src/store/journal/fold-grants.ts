import { entitlementToKey, type Entitlement } from '../../model/holding/entitlement.js';
import { isOpen, type Grant, type GrantNote } from '../../model/holding/grant.js';
import { holderToKey, type Holder } from '../../model/holding/holder.js';
import type { Claim, JournalEntry, PublishHead, Settlement } from './journal-entry.js';

/** Something that somebody holds, whoever gave it. */
export type GrantSubject = Pick<Grant, 'holder' | 'entitlement'>;

/** The publish whose entry it is. */
export type GrantingPublish = Pick<PublishHead, 'publishId' | 'workspaceId'>;

/** One text that identifies a subject. */
export function subjectKey({ holder, entitlement }: GrantSubject): string {
  return JSON.stringify([holderToKey(holder), entitlementToKey(entitlement)]);
}

/** What an entry can change the grants of. The grants of everything else may be left out of `foldGrants`. */
export function listSubjects(entry: JournalEntry): readonly GrantSubject[] {
  switch (entry.kind) {
    case 'noted':
      return entry.notes;
    case 'claimed':
      return entry.claims.flatMap(({ holder, gives, takes }) => withHolder(holder, [...gives, ...takes]));
    case 'settled':
      return entry.settlements.flatMap(({ holder, gives, takes, given, taken }) =>
        withHolder(holder, [...gives, ...takes, ...given, ...taken]),
      );
    default:
      return [];
  }
}

/**
 * What becomes of grants by entries of a publish, in their order. Pure; a grant that stays as it is, is the same object.
 *
 * A grant is made before the effect and ends after it, so that whenever this stops, all that the tenant may have from us
 * has one. Entries about different subjects do not depend on each other.
 */
export function foldGrants(
  before: readonly Grant[],
  publish: GrantingPublish,
  entries: readonly JournalEntry[],
): readonly Grant[] {
  const grants = new Map<string, readonly Grant[]>();
  for (const grant of before) {
    const key = subjectKey(grant);
    grants.set(key, [...(grants.get(key) ?? []), grant]);
  }
  const change = (subject: GrantSubject, next: (grants: readonly Grant[]) => readonly Grant[]): void => {
    const key = subjectKey(subject);
    grants.set(key, next(grants.get(key) ?? []));
  };
  for (const entry of entries)
    switch (entry.kind) {
      case 'noted':
        for (const note of entry.notes) change(note, (known) => applyNote(known, note, publish));
        break;
      case 'claimed':
        for (const claim of entry.claims) applyClaim(claim, publish, change);
        break;
      case 'settled':
        for (const settlement of entry.settlements) applySettlement(settlement, publish, change);
        break;
      default:
        break;
    }
  return [...grants.values()].flat();
}

type Change = (subject: GrantSubject, next: (grants: readonly Grant[]) => readonly Grant[]) => void;

function applyNote(known: readonly Grant[], note: GrantNote, publish: GrantingPublish): readonly Grant[] {
  const { workspaceId } = note;
  switch (note.action) {
    case 'adopt':
      return give(known, note, { workspaceId, publishId: publish.publishId });
    case 'drop':
      return known.filter((grant) => grant.workspaceId !== workspaceId);
    case 'missing':
      return known.map((grant) =>
        grant.workspaceId === workspaceId && grant.missingSince === undefined
          ? { ...grant, missingSince: note.at }
          : grant,
      );
  }
}

function applyClaim({ holder, gives, takes }: Claim, publish: GrantingPublish, change: Change): void {
  const { publishId, workspaceId } = publish;
  for (const subject of withHolder(holder, takes))
    change(subject, (known) => known.map((grant) => claim(grant, 'taking', publishId)));
  if (workspaceId === undefined) return;
  for (const subject of withHolder(holder, gives))
    change(subject, (known) => {
      const mine = known.find((grant) => grant.workspaceId === workspaceId);
      if (!mine) return [...known, { ...subject, workspaceId, state: 'giving', publishId }];
      const claimed = mine.state === 'given' ? { ...mine, publishId } : claim(mine, 'giving', publishId);
      return known.map((grant) => (grant === mine ? claimed : grant));
    });
}

function claim(grant: Grant, state: 'giving' | 'taking', publishId: string): Grant {
  const wasOpen = isOpen(grant) && grant.publishId !== publishId;
  return { ...grant, state, publishId, ...(wasOpen ? { openBefore: true } : {}) };
}

function applySettlement(settlement: Settlement, publish: GrantingPublish, change: Change): void {
  const { holder, gives, takes, given, taken, open } = settlement;
  const { publishId, workspaceId } = publish;
  for (const subject of withHolder(holder, taken)) change(subject, () => []);
  if (workspaceId !== undefined)
    for (const subject of withHolder(holder, given))
      change(subject, (known) => give(known, subject, { workspaceId, publishId }));
  const named = new Set([...given, ...taken, ...open].map(entitlementToKey));
  const cameToNothing = (claimed: readonly Entitlement[]): readonly GrantSubject[] =>
    withHolder(
      holder,
      claimed.filter((each) => !named.has(entitlementToKey(each))),
    );
  for (const subject of cameToNothing(takes))
    change(subject, (known) => known.flatMap((grant) => (grant.state === 'taking' ? restore(grant) : grant)));
  for (const subject of cameToNothing(gives))
    change(subject, (known) =>
      known.flatMap((grant) =>
        grant.state === 'giving' && grant.workspaceId === workspaceId ? restore(grant) : grant,
      ),
    );
}

/** The grant as it was before the claim: still open, or not there, or given. */
function restore({ openBefore, ...grant }: Grant): readonly Grant[] {
  if (openBefore) return [grant];
  return grant.state === 'giving' ? [] : [{ ...grant, state: 'given' }];
}

function give(
  known: readonly Grant[],
  { holder, entitlement }: GrantSubject,
  { workspaceId, publishId }: Pick<Grant, 'workspaceId' | 'publishId'>,
): readonly Grant[] {
  return [
    ...known.filter((grant) => grant.workspaceId !== workspaceId),
    { workspaceId, holder, entitlement, state: 'given', publishId },
  ];
}

function withHolder(holder: Holder, entitlements: readonly Entitlement[]): readonly GrantSubject[] {
  return entitlements.map((entitlement) => ({ holder, entitlement }));
}
