import { userHolder } from '../../../model/holding/holder.js';
import { setUsageLocationWrite, usersPerRequest, writeUsersScopes } from '../../../services/users/users.js';
import type { Carrying } from '../../loop/carrying.js';
import { sendToGraph } from '../../loop/send.js';
import type { StageRules } from '../../loop/stage.js';
import type { StepItem } from '../step-item.js';
import { lookAtPeople } from './look-at-people.js';

/** Sets the country without which Microsoft assigns nothing. One that somebody set meanwhile is left alone. */
export function createCountryRules(carrying: Carrying): StageRules<StepItem<'set-country'>> {
  return {
    send: sendToGraph(carrying.parts, writeUsersScopes),
    portion: usersPerRequest,
    look: (items) =>
      lookAtPeople(carrying, items, (item, { usageLocation }) => {
        if (!usageLocation) return { status: 'todo', item };
        return { status: usageLocation === item.step.country ? 'done' : 'changed' };
      }),
    toUnits: (items) =>
      items.map((item) => ({
        ...setUsageLocationWrite(item.change.userId, item.step.country),
        items: [item],
      })),
    claimOf: (item) => ({
      holder: userHolder(item.change.userId),
      step: 'set-country',
      gives: [],
      takes: [],
    }),
  };
}
