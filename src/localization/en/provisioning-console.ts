export const consoleStrings = () => ({
  heading: 'Office 365',
  notConnected: 'Not connected',
  connected: 'Connected',
  signInAgain: 'Sign in again',
  tabs: {
    start: 'Get started',
    workspaces: 'Workspaces',
    subscribe: 'Subscribe',
    users: 'User list',
    usage: 'License usage',
    activity: 'Activity',
  },
  account: (name: string) => `Account ${name}`,
  switchAccount: 'Switch account',
  signOut: 'Disconnect',
  tabsLabel: 'Office 365',
  backToSubscribers: 'Back to the subscribers',
});
