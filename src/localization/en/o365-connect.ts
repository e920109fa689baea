/** What the element says before somebody signed in. The rest loads then. */
export const connectStrings = () => ({
  heading: 'Office 365',
  notConnected: 'Not connected',
  connected: 'Connected',
  demo: 'Demo tenant',
  connecting: 'Signing in',
  signInAgain: 'Sign in again',
  why: 'You sign in with Microsoft. This portal never sees your password, and no credentials are stored.',
  roleHint:
    'Publishing requires License Administrator or User Administrator. You can look around without either role.',
  signIn: 'Sign in with Microsoft',
  asksHeading: 'What Microsoft will ask for, and when',
  granted: 'Granted',
  missing: 'Needs administrator approval',
  asks: {
    tenant: { what: 'Read your name and your organization', when: 'Now' },
    plans: { what: 'Read plans and license counts', when: 'When you open Workspaces' },
    directory: { what: 'Read domains and synchronization', when: 'When you check the directory' },
    users: { what: 'Find people in the directory', when: 'When you subscribe someone' },
    publish: { what: 'Assign licenses', when: 'At your first publish' },
  },
});
