/** Graph's words for what went wrong with a license, as `licenseAssignmentStates` has them, in ours. */
const licenseErrors: Readonly<Record<string, { readonly short: string; readonly why: string }>> = {
  CountViolation: {
    short: 'No license left',
    why: 'No license of this plan was left. Buy more or take one back, then ask Microsoft to try again.',
  },
  MutuallyExclusiveViolation: {
    short: 'App conflict',
    why: 'An app of this plan cannot be held together with an app of another plan of this user. Turn one of them off.',
  },
  DependencyViolation: {
    short: 'App missing',
    why: 'An app of this plan needs another app, which this user does not have.',
  },
  ProhibitedInUsageLocationViolation: {
    short: 'Not offered there',
    why: 'Microsoft does not offer this plan in the usage location of this user.',
  },
  UniquenessViolation: {
    short: 'Address taken',
    why: 'Another object has the same mail address. Change one of the two.',
  },
};

/** In two or three words. */
export function licenseError(error: string | undefined): string {
  return licenseErrors[error ?? '']?.short ?? 'Error';
}

/** What it means and what helps. */
export function licenseErrorWhy(error: string | undefined): string {
  return (
    licenseErrors[error ?? '']?.why ?? 'Microsoft could not make this license work and does not say why.'
  );
}
