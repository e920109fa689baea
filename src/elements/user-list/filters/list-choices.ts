import type { Format } from '../../../localization/format.js';
import type { DirectoryUser } from '../../../model/holding/user.js';

/** Values that people of this tenant have, for the filters. */
export interface UserChoices {
  /** An empty one when somebody has none; so with countries. */
  readonly departments: readonly string[];
  readonly countries: readonly string[];
  /** Whether people come from an on-premises directory. */
  readonly hybrid: boolean;
  readonly licensed: number;
  /** Licenses held altogether; one plan of one person counts once. */
  readonly licenses: number;
}

export function listChoices(users: readonly DirectoryUser[], format: Format): UserChoices {
  const departments = new Set<string>();
  const countries = new Set<string>();
  let hybrid = false;
  let licensed = 0;
  let licenses = 0;
  for (const user of users) {
    departments.add(user.department ?? '');
    countries.add(user.usageLocation ?? '');
    hybrid ||= user.synced;
    const { length } = user.licenses;
    if (length > 0) licensed += 1;
    licenses += length < 2 ? length : new Set(user.licenses.map(({ skuId }) => skuId)).size;
  }
  const { compare } = new Intl.Collator(format.language);
  return {
    departments: [...departments].sort(compare),
    countries: [...countries].sort((a, b) => compare(format.country(a), format.country(b))),
    hybrid,
    licensed,
    licenses,
  };
}
