import type { ActivityStrings } from '../../localization/en/activity-log.js';
import type { CsvValue } from '../../model/csv-cell.js';
import type { PublishSummary } from '../../store/journal/journal-entry.js';
import type { PublishRecord } from '../../store/journal/publish-record.js';

interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** The log as a table: one line per publish. Times are UTC. */
export function listActivityCells(
  summaries: readonly PublishSummary[],
  nameActor: (id: string) => string,
  text: ActivityStrings,
): Cells {
  const { csv } = text;
  return {
    header: [
      csv.started,
      csv.finished,
      text.what,
      text.who,
      csv.by,
      text.route,
      text.users,
      text.statuses.applied,
      text.statuses.failed,
      text.statuses.open,
      text.statuses['not-sent'],
      csv.workspaceId,
      text.publishId,
    ],
    rows: summaries.map(({ head, finished }) => [
      head.startedAt,
      finished?.at,
      text.did(head),
      nameActor(head.by),
      head.by,
      text.routes[head.route],
      head.peopleCount,
      finished?.counts.applied,
      finished?.counts.failed,
      finished?.counts.open,
      finished?.counts.notSent,
      head.workspaceId,
      head.publishId,
    ]),
  };
}

/** The users of one publish as a table. */
export function listOutcomeCells(
  { outcomes }: PublishRecord,
  names: ReadonlyMap<string, string>,
  text: ActivityStrings,
): Cells {
  return {
    header: [text.csv.userId, text.user, text.result, text.csv.code, text.requestId],
    rows: [...outcomes.values()].map(({ userId, status, code, requestId }) => [
      userId,
      names.get(userId),
      text.statuses[status],
      code,
      requestId,
    ]),
  };
}
