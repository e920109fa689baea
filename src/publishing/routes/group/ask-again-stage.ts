import type { ErrorCode } from '../../../model/errors.js';
import { userHolder } from '../../../model/holding/holder.js';
import { reprocessLicensesWrite, reprocessScopes } from '../../../services/licenses/licenses.js';
import { usersPerRequest } from '../../../services/users/users.js';
import type { Carrying } from '../../loop/carrying.js';
import { sendToGraph } from '../../loop/send.js';
import type { StageRules } from '../../loop/stage.js';
import type { StepItem } from '../step-item.js';

type Item = StepItem<'ask-again'>;

/** What Microsoft answers when a license is still not given: of this group, or of another one that the person is in. */
const licenseCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-licenses-left',
  'apps-conflict',
  'app-prerequisite-missing',
  'usage-location-missing',
  'request-refused',
]);

/**
 * Asks Microsoft to try again what the group could not give: it does not do so by itself when licenses get free. What
 * comes of it shows in what the person has.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 */
export function createAskAgainRules(carrying: Carrying): StageRules<Item> {
  return {
    send: sendToGraph(carrying.parts, reprocessScopes),
    portion: usersPerRequest,
    look: () => Promise.resolve((item) => ({ status: 'todo', item })),
    toUnits: (items) =>
      items.map((item) => ({ ...reprocessLicensesWrite(item.change.userId), items: [item] })),
    claimOf: (item) => ({ holder: userHolder(item.change.userId), step: 'ask-again', gives: [], takes: [] }),
    isTolerated: ({ code, open }) => open || licenseCodes.has(code),
  };
}
