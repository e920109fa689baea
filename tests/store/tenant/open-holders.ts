import { isOpen, type Grant } from '../../../src/model/holding/grant.js';
import { holderToKey } from '../../../src/model/holding/holder.js';

/** Of whom something is open. */
export function findOpenHolders(grants: readonly Grant[]): readonly string[] {
  return grants.filter(isOpen).map(({ holder }) => holderToKey(holder));
}
