/** Graph's words for what went wrong with a license, as `licenseAssignmentStates` has them, in ours. */
const licenseErrors: Readonly<Record<string, { readonly short: string; readonly why: string }>> = {
  CountViolation: {
    short: 'No licenses left',
    why: 'This plan had no licenses left. Buy more or unassign one, then ask Microsoft to try again.',
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
    short: 'Location not supported',
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
  return licenseErrors[error ?? '']?.why ?? 'Microsoft couldn’t assign this license and didn’t say why.';
}
