/** Graph's words for what went wrong with a license, as `licenseAssignmentStates` has them, in ours. */
const licenseErrors: Readonly<Record<string, { readonly short: string; readonly why: string }>> = {
  CountViolation: {
    short: 'No license left',
    why: 'No license of this plan was left. Buy more or unassign one, then ask Microsoft to try again.',
  },
  MutuallyExclusiveViolation: {
    short: 'App conflict',
    why: 'An app in this plan conflicts with an app in another plan that this user has. Turn one of them off.',
  },
  DependencyViolation: {
    short: 'App missing',
    why: 'An app in this plan needs another app, which this user doesn’t have.',
  },
  ProhibitedInUsageLocationViolation: {
    short: 'Not available there',
    why: 'Microsoft doesn’t offer this plan in this user’s usage location.',
  },
  UniquenessViolation: {
    short: 'Address taken',
    why: 'Another object has the same email address. Change one of them.',
  },
};

/** In two or three words. */
export function licenseError(error: string | undefined): string {
  return licenseErrors[error ?? '']?.short ?? 'Error';
}

/** What it means and what helps. */
export function licenseErrorWhy(error: string | undefined): string {
  return licenseErrors[error ?? '']?.why ?? 'Microsoft couldn’t apply this license and doesn’t say why.';
}
