/** The kinds of waste and disorder that are looked for. */
export type FindingKind =
  | 'unassigned'
  | 'expiring'
  | 'suspended'
  | 'sign-in-disabled'
  | 'never-signed-in'
  | 'inactive'
  | 'overlapping'
  | 'shared-mailbox'
  | 'direct-and-group'
  | 'assignment-error';

/** What a finding means: units that nobody holds, units held for nothing, or disorder that costs nothing. */
export type FindingGroup = 'unassigned' | 'unused' | 'disorder';

export const findingGroups: Readonly<Record<FindingKind, FindingGroup>> = {
  unassigned: 'unassigned',
  expiring: 'unassigned',
  suspended: 'unassigned',
  'sign-in-disabled': 'unused',
  'never-signed-in': 'unused',
  inactive: 'unused',
  overlapping: 'unused',
  'shared-mailbox': 'unused',
  'direct-and-group': 'disorder',
  'assignment-error': 'disorder',
};

/** How sure a finding is: by what Graph states, or by what it lets us conclude. */
export type Confidence = 'certain' | 'very-likely' | 'likely';
