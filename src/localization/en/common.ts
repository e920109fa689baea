import type { Actor } from '../../model/actor.js';
import type { Format } from '../format.js';
import { firstStrings } from './first.js';

/** Words that several elements share. */
export const commonStrings = (format: Format) => ({
  ...firstStrings(),
  signInFirst: 'Sign in to see this',
  signInWhy: 'You sign in with Microsoft. No credentials are stored.',
  signIn: 'Sign in with Microsoft',
  refresh: 'Refresh',
  details: 'Details for support',
  code: 'Code',
  requestId: 'Request ID',
  allow: 'Request permission',
  consentLink: 'Link for an administrator',
  copied: 'Copied',
  needsPermission: (scopes: readonly string[]) =>
    `This requires ${format.list(scopes)}. An administrator can approve it.`,
  needsRole: (roles: readonly string[]) => `Roles that allow it: ${format.list(roles)}.`,
  throttled: (seconds: number) =>
    `Microsoft asked us to wait ${format.count(seconds, { one: 'second', other: 'seconds' })}`,
  throttledNote: 'This resumes automatically. Nothing is lost.',
  readAt: (at: Date) => `As of ${format.time(at)}`,
  direct: 'Direct',
  group: 'Group',
  directAndGroup: 'Direct + group',
  cancel: 'Cancel',
  undo: 'Undo',
  close: 'Close',
  none: '–',
  workspaceGoneTitle: 'This workspace no longer exists',
  workspaceGone: 'Someone may have deleted it.',
  /** Who did something, alone or at the start of a sentence. */
  actor: (actor: Actor): string => {
    switch (actor.status) {
      case 'named':
        return actor.name;
      case 'gone':
        return 'Someone no longer in the directory';
      case 'reading':
        return '…';
      case 'unnamed':
        return 'Someone else';
    }
  },
  /** The same within a sentence, which says nothing of who it was where this is empty. */
  actorWithin: (actor: Actor): string => {
    if (actor.status === 'gone') return 'someone no longer in the directory';
    return actor.status === 'named' ? actor.name : '';
  },
  portalLate: 'This portal hasn’t answered yet',
  portalLateWhy: 'It checks whether you’re allowed to do this. Nothing was changed so far.',
  damagedExport: 'Export as JSON',
  damagedExportOf: (id: string) => `Export as JSON: record ${id}`,
  damagedRemove: 'Remove…',
  damagedRemoveOf: (id: string) => `Remove record ${id}…`,
  damagedRemoveTitle: (id: string) => `Permanently remove record ${id}?`,
  damagedRemoveNow: 'Remove permanently',
  notAllowed: {
    edit: 'This portal lets you view workspaces, but not change them.',
    subscribe: 'This portal lets you view subscribers, but not change them.',
    publish: 'This portal doesn’t let you publish.',
    undo: 'This portal doesn’t let you undo a publish.',
    reclaim: 'This portal doesn’t let you reclaim licenses.',
  },
});
export type CommonStrings = ReturnType<typeof commonStrings>;
