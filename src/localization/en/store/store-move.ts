import type { Format, Plural } from '../../format.js';

/** What can be moved, counted. */
export interface MovedCounts {
  readonly workspaces: number;
  readonly publishes: number;
  readonly orders?: number;
  readonly views: number;
  readonly keeps: number;
  readonly days: number;
  /** Records of who was given what. */
  readonly grants?: number;
}

const nouns: Readonly<Record<keyof MovedCounts, Plural>> = {
  workspaces: { one: 'workspace', other: 'workspaces' },
  publishes: { one: 'publish', other: 'publishes' },
  orders: { one: 'confirmed review', other: 'confirmed reviews' },
  views: { one: 'view', other: 'views' },
  keeps: { one: 'license kept on purpose', other: 'licenses kept on purpose' },
  days: { one: 'day of license counts', other: 'days of license counts' },
  grants: { one: 'record of an assignment', other: 'records of assignments' },
};

export const storeMoveStrings = (format: Format) => {
  const listCounts = (counts: Partial<MovedCounts>): readonly string[] =>
    (Object.keys(nouns) as (keyof MovedCounts)[]).flatMap((name) => {
      const count = counts[name] ?? 0;
      return count > 0 ? [format.count(count, nouns[name])] : [];
    });
  return {
    onlyHere:
      'Workspaces and history are stored only in this browser. Colleagues and other devices can’t see them.',
    share: 'How to share them',
    shareHow:
      'The developers of this portal can set up a store that colleagues share. You can then move what’s in this browser there. For instructions, see “Moving to another store” in docs/store.md of o365-provisioning-elements.',
    held: (counts: MovedCounts) => `Still stored only in this browser: ${format.list(listCounts(counts))}.`,
    heldWhy: 'Colleagues can’t see them, and this page doesn’t show them.',
    move: 'Move them…',
    askTitle: 'Move what’s stored in this browser?',
    askWhat: (counts: MovedCounts) =>
      `${format.list(listCounts(counts))} will be moved to where this portal stores everything else.`,
    seenAll: 'Colleagues will see them.',
    /** Where the journal is not shared. */
    seenWorkspaces:
      'Colleagues will see the workspaces and what they assigned, but not the publishes themselves.',
    askRules: [
      'Nothing changes in your tenant: no one gets or loses a license.',
      'Who did what and when stays the same. Publishes moved from here count as earlier than those already there.',
      'What’s already there isn’t changed. Nothing is removed from this browser until everything has moved.',
      'No one can publish during the move.',
    ],
    moveNow: 'Move them',
    moving: 'Moving…',
    movingPart: (part: number) => `Moving… ${format.percent(part)}`,
    movingLabel: 'Move progress',
    moved: (counts: Partial<MovedCounts>) => {
      const all = listCounts(counts);
      return all.length > 0 ? `Moved ${format.list(all)}.` : 'There was nothing left to move.';
    },
    /** What stays in this browser. */
    kept: (workspaces: readonly (string | undefined)[], others: Partial<MovedCounts>) => {
      const all = [
        ...workspaces.map((name) =>
          name === undefined ? 'a workspace that can’t be read' : `the workspace “${name}”`,
        ),
        ...listCounts(others),
      ];
      return `Still in this browser because the portal’s store already has different versions: ${format.list(all)}. Nothing was overwritten.`;
    },
    failed: 'The move didn’t finish',
    failedLooking: 'What’s stored in this browser can’t be read',
    failedWhy: 'Nothing is lost. Try again to continue where it stopped.',
    publishing: 'A publish is in progress. Wait until it finishes.',
  };
};
export type StoreMoveStrings = ReturnType<typeof storeMoveStrings>;
