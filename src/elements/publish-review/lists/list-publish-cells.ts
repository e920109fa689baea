import type { StringsController } from '../../../controllers/strings-controller.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import type { CsvValue } from '../../../model/csv-cell.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import { summarizeSteps, type LicenseChange } from '../../../model/publish/step.js';
import type { UserResult } from '../../../model/publish/user-result.js';
import type { Review } from '../../../publishing/review/review.js';
import type { Names } from '../review-parts.js';
import { explainUserResult, nameFailure } from '../run/render-user-result.js';

interface Cells {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly CsvValue[]>;
}

/** The review as a table: one line per user who changes, and one per reason why somebody does not. */
export function listReviewCells({ changeSet, users }: Review, text: PublishStrings, names: Names): Cells {
  const { csv } = text;
  return {
    header: [
      csv.id,
      text.user,
      text.department,
      csv.assign,
      csv.take,
      csv.changeApps,
      csv.usageLocation,
      csv.blocked,
    ],
    rows: [
      ...changeSet.changes.map(({ userId, displayName, department, steps }) => {
        const { licenses, giveServices, takeServices, country } = summarizeSteps(steps);
        return [
          userId,
          displayName,
          department,
          join([...listAssigned(licenses).map(names.plan), ...giveServices.map(names.service)]),
          join([...licenses.remove.map(names.plan), ...takeServices.map(names.service)]),
          join(licenses.changed.map(names.plan)),
          country,
          undefined,
        ];
      }),
      ...changeSet.blocked.map((blocked) => [
        blocked.userId,
        blocked.displayName,
        users.get(blocked.userId)?.department,
        undefined,
        undefined,
        undefined,
        undefined,
        text.blockTitle(blocked.reason, blocked.skuId && names.plan(blocked.skuId)),
      ]),
    ],
  };
}

/** The results as a table. */
export function listResultCells(
  results: ReadonlyMap<string, UserResult>,
  changes: ReadonlyMap<string, UserChange>,
  strings: StringsController<PublishStrings>,
  names: Names,
): Cells {
  const { text } = strings;
  const { csv } = text;
  return {
    header: [csv.id, text.user, text.result, text.why, text.whatHelps, csv.code, csv.requestId],
    rows: [...results.values()].map((result) => {
      const error = result.status === 'failed' ? result.error : undefined;
      const change = changes.get(result.userId);
      return [
        result.userId,
        names.user(result.userId),
        text.statuses[result.status],
        result.status === 'failed' ? nameFailure(strings, result, change) : undefined,
        explainUserResult(strings, result, change),
        error?.code,
        error?.requestId,
      ];
    }),
  };
}

/** The results for a program: ids and stable codes. */
export function describeResults(
  results: ReadonlyMap<string, UserResult>,
  head: { readonly publishId: string; readonly workspaceId?: string },
): string {
  const users = [...results.values()].map((result) => ({
    userId: result.userId,
    status: result.status,
    ...('reason' in result ? { reason: result.reason } : {}),
    ...(result.status === 'failed'
      ? { code: result.error.code, requestId: result.error.requestId, message: result.error.message }
      : {}),
  }));
  return JSON.stringify({ ...head, users }, null, 2);
}

/** Plans (SKU ids) that somebody did not have. */
function listAssigned({ add, changed }: LicenseChange): readonly string[] {
  return add.map(({ skuId }) => skuId).filter((skuId) => !changed.includes(skuId));
}

function join(names: readonly string[]): string {
  return names.join('; ');
}
