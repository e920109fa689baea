/** What a kind of entity is called and how it is read. */
export interface EntityKind {
  /** Singular, as in Graph's own texts: `user`. */
  readonly name: string;
  /** Properties returned without `$select`; absent = all that are stored. */
  readonly defaultSelect?: readonly string[];
}

export const userKind: EntityKind = {
  name: 'user',
  defaultSelect: [
    'businessPhones',
    'displayName',
    'givenName',
    'id',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
  ],
};
export const groupKind: EntityKind = { name: 'group' };
export const servicePrincipalKind: EntityKind = { name: 'servicePrincipal' };
export const domainKind: EntityKind = { name: 'domain' };
export const subscribedSkuKind: EntityKind = { name: 'subscribedSku' };
export const companySubscriptionKind: EntityKind = { name: 'companySubscription' };
export const orgContactKind: EntityKind = { name: 'orgContact' };
export const appRoleAssignmentKind: EntityKind = { name: 'appRoleAssignment' };
