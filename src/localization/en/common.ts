import type { Actor } from '../../model/actor.js';
import type { Format } from '../format.js';

/** Words that several elements share. */
export const commonStrings = (format: Format) => ({
  notConnected: 'Not connected yet',
  noProvider: 'This part of the page has no o365-provider around it, and its provider attribute names none.',
  signInFirst: 'Sign in to see this',
  signInWhy: 'You sign in at Microsoft. No credentials are stored.',
  signIn: 'Sign in at Microsoft',
  signingIn: 'Signing in at Microsoft',
  loading: 'Loading',
  tryAgain: 'Try again',
  refresh: 'Read again',
  details: 'Details for support',
  code: 'Code',
  requestId: 'Request id',
  allow: 'Ask for permission',
  consentLink: 'Consent link for an administrator',
  copied: 'Copied',
  needsPermission: (scopes: readonly string[]) =>
    `This needs ${format.list(scopes)}. An administrator can allow it.`,
  needsRole: (roles: readonly string[]) => `Ask for ${format.list(roles)}.`,
  throttled: (seconds: number) => `Microsoft asked us to wait ${format.number(seconds)} s`,
  throttledNote: 'It continues by itself. Nothing is lost.',
  readAt: (at: Date) => `Read ${format.time(at)}`,
  direct: 'Direct',
  group: 'Group',
  directAndGroup: 'Direct + group',
  cancel: 'Cancel',
  undo: 'Undo',
  close: 'Close',
  none: '–',
  /** Who did something, alone or at the start of a sentence. */
  actor: (actor: Actor): string => {
    switch (actor.status) {
      case 'named':
        return actor.name;
      case 'gone':
        return 'Somebody who is no longer in the directory';
      case 'reading':
        return '…';
      case 'unnamed':
        return 'Somebody else';
    }
  },
  /** The same within a sentence, which says nothing of who it was where this is empty. */
  actorWithin: (actor: Actor): string => {
    if (actor.status === 'gone') return 'somebody who is no longer in the directory';
    return actor.status === 'named' ? actor.name : '';
  },
  damagedExport: 'Export as JSON',
  damagedExportOf: (id: string) => `Export as JSON: record ${id}`,
  damagedRemove: 'Remove…',
  damagedRemoveOf: (id: string) => `Remove record ${id}…`,
  damagedRemoveTitle: (id: string) => `Remove record ${id} for good?`,
  damagedRemoveNow: 'Remove for good',
  notAllowed: {
    edit: 'This portal lets you look at workspaces, but not change them.',
    subscribe: 'This portal lets you look at who is subscribed, but not change it.',
    publish: 'This portal does not let you publish.',
    undo: 'This portal does not let you undo a publish.',
    reclaim: 'This portal does not let you take licenses back.',
  },
});
export type CommonStrings = ReturnType<typeof commonStrings>;
