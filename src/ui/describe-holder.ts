import type { CommonStrings } from '../localization/en/common.js';
import type { HolderStrings } from '../localization/en/holder-words.js';
import type { Actor } from '../model/actor.js';
import type { WatchedLease } from '../store/lease/lease-watch.js';

export interface HolderNames {
  readonly text: HolderStrings;
  readonly common: CommonStrings;
  /** Whether it is the account that is signed in here. */
  readonly isYou: boolean;
  readonly nameActor: (id: string) => Actor;
  /** Undefined while it cannot be read, or is gone. */
  readonly nameWorkspace: (id: string) => string | undefined;
}

/** "Rohan Mehta is publishing Finance": whose publish goes on, or did when it was last heard of. */
export function describeHolder(lease: WatchedLease, names: HolderNames): string {
  const { text, nameWorkspace, isYou } = names;
  const { isResponding, progress } = lease;
  const { kind, workspaceId } = progress ?? {};
  const name = workspaceId === undefined ? '' : (nameWorkspace(workspaceId) ?? text.someWorkspace);
  return text.holderHeading({ who: nameHolder(lease, names), isYou, isResponding, kind, name });
}

function nameHolder({ by, progress }: WatchedLease, { text, common, nameActor }: HolderNames): string {
  const actor = nameActor(by);
  // An application is nobody in the directory.
  const isPortal = progress?.isAttended === false && actor.status !== 'named' && actor.status !== 'reading';
  return isPortal ? text.thePortal : common.actor(actor);
}
