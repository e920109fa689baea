import type { StringsController } from '../../../controllers/strings-controller.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import { toDay } from '../../../model/days.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import type { UserResult } from '../../../model/publish/user-result.js';
import type { Review } from '../../../publishing/review/review.js';
import { createCsv, saveFile } from '../../../ui/csv.js';
import type { Names } from '../review-parts.js';
import { describeResults, listResultCells, listReviewCells } from './list-publish-cells.js';

/** Offers the review as a CSV file. */
export async function saveReview(review: Review, text: PublishStrings, names: Names): Promise<void> {
  const { header, rows } = listReviewCells(review, text, names);
  saveFile(await createCsv(header, rows), nameFile(text.fileName('review'), 'csv'));
}

export interface ResultsToSave {
  readonly results: ReadonlyMap<string, UserResult>;
  /** What was to change for each user. */
  readonly changes: ReadonlyMap<string, UserChange>;
  readonly publishId: string;
  /** None where licenses were reclaimed. */
  readonly workspaceId?: string;
}

/** Offers the results as a file: a table for people, or JSON with ids and codes for a program. */
export async function saveResults(
  kind: 'csv' | 'json',
  { results, changes, publishId, workspaceId }: ResultsToSave,
  strings: StringsController<PublishStrings>,
  names: Names,
): Promise<void> {
  const name = nameFile(strings.text.fileName('result'), kind);
  if (kind === 'json') {
    const content = describeResults(results, {
      publishId,
      ...(workspaceId === undefined ? {} : { workspaceId }),
    });
    return saveFile(new Blob([content], { type: 'application/json' }), name);
  }
  const { header, rows } = listResultCells(results, changes, strings, names);
  saveFile(await createCsv(header, rows), name);
}

function nameFile(name: string, extension: string): string {
  return `${name}-${toDay(new Date())}.${extension}`;
}
