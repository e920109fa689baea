import type { Finding, FindingItem, KeptItem } from '../../insights/finding.js';
import { priceOf, type Prices } from '../../insights/prices.js';
import type { CsvValue } from '../../model/csv-cell.js';
import { toDay } from '../../model/days.js';
import { describeFinding } from './describe-finding.js';
import { nameOf, type InsightsParts } from './insights-parts.js';

/** All findings as a table: a line per license of a person, or per plan where nobody holds the units. */
export function listFindingCells(
  parts: Parameters<typeof describeFinding>[0] & Pick<InsightsParts, 'groupNames'>,
  findings: readonly Finding[],
  prices: Prices | undefined,
): { readonly header: readonly string[]; readonly rows: Iterable<readonly CsvValue[]> } {
  const { text } = parts.strings;
  return {
    header: [
      text.finding,
      text.howSure,
      text.plan,
      text.partNumber,
      text.licenses,
      text.aMonth,
      text.person,
      text.userName,
      text.department,
      text.source,
      text.since,
      text.keptUntil,
      text.keptWhy,
    ],
    rows: listRows(parts, findings, prices),
  };
}

function* listRows(
  parts: Parameters<typeof listFindingCells>[0],
  findings: readonly Finding[],
  prices: Prices | undefined,
): Generator<readonly CsvValue[]> {
  const { text } = parts.strings;
  for (const finding of findings) {
    const head = [describeFinding(parts, finding).title, text.confidence[finding.confidence]];
    const plan = (skuId: string | undefined): CsvValue[] => [
      nameOf(parts, skuId),
      skuId && parts.plans.get(skuId)?.skuPartNumber,
    ];
    if (finding.people === 0) {
      yield [...head, ...plan(finding.skuId), finding.licenses, finding.monthlySaving];
      continue;
    }
    for (const item of [...finding.items, ...finding.kept]) {
      const held = parts.plans.get(item.skuId);
      const saves = finding.monthlySaving !== undefined && !('keep' in item);
      const { user } = item;
      yield [
        ...head,
        ...plan(item.skuId),
        1,
        saves && held ? priceOf(prices, held) : undefined,
        user.displayName,
        user.userPrincipalName,
        user.department,
        describeSource(parts, item),
        item.since && toDay(item.since),
        ...describeKeep(item),
      ];
    }
  }
}

function describeSource(
  { strings: { common }, groupNames }: Parameters<typeof listFindingCells>[0],
  { direct, groupIds }: FindingItem,
): string {
  const groups = groupIds.map((id) => groupNames.get(id) ?? id).join(', ');
  if (direct && groups) return `${common.directAndGroup}: ${groups}`;
  return direct ? common.direct : `${common.group}: ${groups}`;
}

function describeKeep(item: FindingItem | KeptItem): CsvValue[] {
  return 'keep' in item ? [item.keep.until, item.keep.reason] : [];
}
