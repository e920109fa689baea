import { readGroupSummary, type GroupSummary } from '../../services/groups/group-summary.js';
import type { GraphServices } from '../graph-services.js';
import type { Read } from './read-cache.js';

/** What a group is called and how many are in it. */
export const groupSummaryRead = ({ cache, client }: GraphServices, groupId: string): Read<GroupSummary> => ({
  cache,
  key: ['groups', 'summary', groupId],
  read: (signal) => readGroupSummary(client, groupId, { signal }),
});
