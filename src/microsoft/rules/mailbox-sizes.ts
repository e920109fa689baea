import {
  exchangeEssentials,
  exchangeKiosk,
  exchangeMidsize,
  exchangePlan1,
  exchangePlan2,
  exchangePop,
} from './app-ids.js';

/** How big a mailbox is: 0 none, 1 kiosk, 2 plan 1, 3 plan 2. */
export type MailboxSize = 0 | 1 | 2 | 3;

/**
 * The mailbox that an app gives, by service plan id; the others give none.
 *
 * @see https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
 */
export const mailboxSizes: ReadonlyMap<string, MailboxSize> = new Map([
  [exchangeKiosk, 1],
  [exchangeEssentials, 1],
  [exchangePop, 1],
  [exchangePlan1, 2],
  [exchangeMidsize, 2],
  [exchangePlan2, 3],
]);
