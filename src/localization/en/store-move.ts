import type { Format, Plural } from '../format.js';

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
      'Workspaces and history are stored only in this browser. Colleagues and other devices don’t see them.',
    share: 'How to share them',
    shareHow:
      'The developers of this portal can have them stored where colleagues see them. What is in this browser is then moved there with one button. How that is done is in docs/store.md of o365-provisioning-elements, under “Moving to another store”.',
    held: (counts: MovedCounts) => `This browser still holds ${format.list(listCounts(counts))}.`,
    heldWhy: 'Colleagues don’t see them, and this page doesn’t show them.',
    move: 'Move them…',
    askTitle: 'Move what this browser holds?',
    askWhat: (counts: MovedCounts) =>
      `${format.list(listCounts(counts))} will be where this portal keeps everything else.`,
    seenAll: 'Colleagues will see them.',
    /** Where the journal is not shared. */
    seenWorkspaces:
      'Colleagues will see the workspaces and what they assigned, not the publishes themselves.',
    askRules: [
      'Nothing changes in your tenant: nobody gets or loses a license.',
      'Who did what and when stays as it is. Publishes count as earlier than those that are there.',
      'What is there already is left as it is. Nothing leaves this browser before everything has arrived.',
      'Nobody can publish meanwhile.',
    ],
    moveNow: 'Move them',
    moving: 'Moving…',
    movingPart: (part: number) => `Moving… ${format.percent(part)}`,
    movingLabel: 'How far it is moved',
    moved: (counts: Partial<MovedCounts>) => {
      const all = listCounts(counts);
      return all.length > 0 ? `Moved ${format.list(all)}.` : 'There was nothing left to move.';
    },
    /** What stays in this browser. */
    kept: (workspaces: readonly string[], others: Partial<MovedCounts>) => {
      const all = [...workspaces.map((name) => `the workspace “${name}”`), ...listCounts(others)];
      return `Still in this browser, because there is something else in its place: ${format.list(all)}. Nothing was overwritten.`;
    },
    unnamed: 'that cannot be read',
    failed: 'Moving did not work',
    failedLooking: 'What this browser holds cannot be read',
    failedWhy: 'Nothing is lost. Trying again goes on where it stopped.',
    publishing: 'A publish is under way. Wait until it has finished.',
  };
};
export type StoreMoveStrings = ReturnType<typeof storeMoveStrings>;
