import { AccountSession } from '../../context/account/account-session.js';
import { AccountSessions } from '../../context/account/account-sessions.js';
import { watchPublishes } from './watch-publishes.js';

/** The sessions of this page, shared by its providers. */
export const pageSessions = new AccountSessions<AccountSession, HTMLElement>({
  open: (account, settings) => new AccountSession(account, settings),
  onOpen: watchPublishes,
});
