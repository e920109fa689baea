import { directoryOptions, toFilterTable, toPropertyTable, type EntityKind } from '../entity-kind.js';

/**
 * Who may use which enterprise application.
 * @see https://learn.microsoft.com/graph/api/resources/approleassignment
 */
export const appRoleAssignmentKind: EntityKind = {
  name: 'appRoleAssignment',
  directory: true,
  properties: toPropertyTable({
    string: 'id principalDisplayName principalType resourceDisplayName',
    date: 'createdDateTime deletedDateTime',
    guid: 'appRoleId principalId resourceId',
  }),
  relationships: [],
  filters: toFilterTable(
    [{ eq: 'default' }, 'resourceId principalId'],
    [{ eq: 'default', startsWith: 'default' }, 'principalDisplayName'],
  ),
  options: directoryOptions,
};
