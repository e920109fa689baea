import { ProvisioningError } from '../../../model/errors.js';
import { userHolder } from '../../../model/holding/holder.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { readUsersByIds } from '../../../services/users/users.js';
import type { Carrying } from '../../loop/carrying.js';
import { trustAnswer, type Comparison } from '../../loop/stage.js';
import type { StepItem } from '../step-item.js';

/** Looks at these people, and compares each with what was reviewed. */
export async function lookAtPeople<T extends StepItem>(
  carrying: Carrying,
  items: readonly T[],
  compare: (item: T, user: DirectoryUser) => Comparison<T>,
): Promise<((item: T) => Comparison<T>) | undefined> {
  const { graph, recent, recorder } = carrying.parts;
  const ids = items.map(({ change }) => change.userId);
  const found = await carrying.look((options) => readUsersByIds(graph, ids, options));
  if (!found) return undefined;
  const users = new Map(found.map((user) => [user.id, user]));
  return (item) => {
    const user = users.get(item.change.userId);
    if (!user) return { status: 'failed', error: createMissing(item.change.userId) };
    const read = compare(item, user);
    const isOurs = recorder.hasClaimed(userHolder(item.change.userId), item.step.kind);
    return trustAnswer(read, compare(item, recent.showOnPerson(user)), isOurs);
  };
}

export function createMissing(userId: string): ProvisioningError {
  return new ProvisioningError('not-found', `The user ${userId} is no longer in the directory.`);
}
