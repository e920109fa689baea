import type { Emulator } from '../../src/emulator/index.js';

export interface Candidate {
  readonly id: string;
  readonly userPrincipalName: string;
}

interface UserWire extends Candidate {
  readonly accountEnabled: boolean;
  readonly userType: string;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly usageLocation: string | null;
  readonly assignedLicenses: readonly unknown[];
}

/** People of the tenant whom nothing keeps from a license: 24 as they are, and one who has no usage location. */
export async function choosePeople(emulator: Emulator): Promise<readonly Candidate[]> {
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  const properties =
    'id,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,usageLocation,assignedLicenses';
  const everybody: UserWire[] = [];
  let next: string | undefined = `https://graph.microsoft.com/v1.0/users?$select=${properties}&$top=999`;
  while (next) {
    const answer = await emulator.fetch(next, { headers: { Authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { value: UserWire[]; '@odata.nextLink'?: string };
    everybody.push(...page.value);
    next = page['@odata.nextLink'];
  }
  const free = everybody.filter(
    (user) =>
      user.accountEnabled &&
      user.userType === 'Member' &&
      user.onPremisesSyncEnabled === true &&
      user.assignedLicenses.length === 0,
  );
  const ready = free.filter(({ usageLocation }) => usageLocation !== null).slice(0, 24);
  const nowhere = free.find(({ usageLocation }) => usageLocation === null);
  if (ready.length < 24 || !nowhere) throw new Error('The tenant has too few people without a license.');
  return [...ready, nowhere];
}
