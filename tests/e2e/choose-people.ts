import type { Emulator } from '../../src/emulator/index.js';

export interface Candidate {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

interface UserWire extends Candidate {
  readonly accountEnabled: boolean;
  readonly userType: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly usageLocation: string | null;
  readonly assignedLicenses: readonly { readonly skuId: string }[];
}

/** People of the tenant whom nothing keeps from a license: 24 as they are, and one who has no usage location. */
export async function choosePeople(emulator: Emulator): Promise<readonly Candidate[]> {
  const free = (await listAssignable(emulator)).filter(
    ({ assignedLicenses }) => assignedLicenses.length === 0,
  );
  const ready = free.filter(({ usageLocation }) => usageLocation !== null).slice(0, 24);
  const nowhere = free.find(({ usageLocation }) => usageLocation === null);
  if (ready.length < 24 || !nowhere) throw new Error('The tenant has too few people without a license.');
  return [...ready, nowhere];
}

/** So many people who do not hold a plan and whom nothing keeps from it. */
export async function choosePeopleWithout(
  emulator: Emulator,
  skuId: string,
  count: number,
): Promise<readonly Candidate[]> {
  const people = (await listAssignable(emulator))
    .filter(({ usageLocation }) => usageLocation !== null)
    .filter(({ assignedLicenses }) => !assignedLicenses.some((held) => held.skuId === skuId));
  if (people.length < count) throw new Error(`Only ${people.length} people of the tenant can get the plan.`);
  return people.slice(0, count);
}

/** Everybody who may get a license, where a usage location may be missing yet. */
async function listAssignable(emulator: Emulator): Promise<readonly UserWire[]> {
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  const properties =
    'id,displayName,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,usageLocation,assignedLicenses';
  const everybody: UserWire[] = [];
  let next: string | undefined = `https://graph.microsoft.com/v1.0/users?$select=${properties}&$top=999`;
  while (next) {
    const answer = await emulator.fetch(next, { headers: { Authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { value: UserWire[]; '@odata.nextLink'?: string };
    everybody.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return everybody.filter(
    ({ accountEnabled, userType, onPremisesSyncEnabled }) =>
      accountEnabled && userType === 'Member' && onPremisesSyncEnabled === true,
  );
}
