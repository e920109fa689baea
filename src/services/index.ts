/** Questions to Microsoft Graph, one function each. */
export type { GroupOwner } from './groups/group-owners.js';
export { listPlans, type ListPlansOptions } from './licenses/licenses.js';
export { readMailboxReport, type MailboxReport, type MailboxUsage } from './reports.js';
export { listSignIns, type SignIn, type UserSignIn } from './users/sign-ins.js';
export { listSubscriptions, type Subscription } from './licenses/subscriptions.js';
export { listUserChanges, markUsers, type UserChanges } from './users/user-changes.js';
export { listUsers, readUsersByIds, searchUsers, type ListUsersOptions } from './users/users.js';
export type { ConnectorSource } from './connectors.js';
