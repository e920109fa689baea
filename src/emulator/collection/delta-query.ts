import type { EmulatorClock } from '../clock.js';
import { GraphFault } from '../graph-error.js';
import { deltaTokenLifeMs, type DeltaLog } from './delta-log.js';
import type { EntityKind } from './entity-kind.js';
import type { DeltaRequest, DeltaResult, Entity, WireObject } from './entity.js';
import { listIds } from './filter/filter-ids.js';
import { parseFilter } from './filter/filter-parser.js';
import { openToken, sealToken } from './page-token.js';
import { unsupportedQuery } from './query-fault.js';
import type { RowView } from './row-view.js';
import { parseSelect } from './select.js';

/** Items on one page of changes. */
const pageSize = 200;
const maxIds = 50;

/** Where a round of changes stands. All of it travels in the token. */
interface Round {
  readonly query: string;
  /** `full` lists everything from a row on; `changes` follows the log from a position on. */
  readonly mode: 'full' | 'changes';
  readonly at: number;
  /** The log's position from which the next round starts. */
  readonly next: number;
  readonly issued: number;
}

export interface DeltaSource<T extends Entity> {
  readonly kind: EntityKind;
  readonly clock: EmulatorClock;
  readonly view: RowView<T>;
  readonly log: DeltaLog;
  project(entity: T, select: readonly string[]): WireObject;
}

/**
 * Answers `/{kind}/delta`: everything first, page by page, then what changed since. Parameters of the first request
 * are kept in the tokens.
 *
 * @throws {GraphFault} 400 for options delta does not know; 410 `syncStateNotFound` with `Location` for a token that
 * is too old or not one of ours
 */
export function answerDelta<T extends Entity>(source: DeltaSource<T>, request: DeltaRequest): DeltaResult {
  const round = readRound(source, request);
  const query = new URLSearchParams(round.query);
  const ids = readIds(query);
  const select = query.get('$select');
  const names = parseSelect(source.kind, select, 'list');
  const wanted = ids && new Set(ids.flatMap((id) => source.view.numberOf(id) ?? []));
  const page =
    round.mode === 'full'
      ? pageThroughAll(source, round, wanted)
      : pageThroughLog(source, round, wanted, select === null ? undefined : names);
  const items = page.rows.map((row) => {
    const entity = source.view.visible(row.row);
    if (!entity)
      return { id: source.view.idOf(row.row), '@removed': { reason: source.log.reasonOf(row.row) } };
    const shown = request.minimal && row.names ? names.filter((name) => row.names?.has(name)) : names;
    return { ...source.project(entity, shown), id: entity.id };
  });
  const issued = source.clock.now();
  const seal = (next: Round): string => sealToken(['delta', source.kind.name, next]);
  if (page.resumeAt !== undefined)
    return { items, nextLinkToken: seal({ ...round, at: page.resumeAt, issued }) };
  return {
    items,
    deltaLinkToken: seal({ ...round, mode: 'changes', at: round.next, next: round.next, issued }),
  };
}

interface DeltaRow {
  readonly row: number;
  /** The properties that changed; undefined = all. */
  readonly names: ReadonlySet<string> | undefined;
}

interface DeltaPage {
  readonly rows: readonly DeltaRow[];
  /** Where the next page starts; absent on the last. */
  readonly resumeAt?: number;
}

function pageThroughAll<T extends Entity>(
  { view }: DeltaSource<T>,
  round: Round,
  wanted: ReadonlySet<number> | undefined,
): DeltaPage {
  const rows: DeltaRow[] = [];
  for (let row = round.at; row < view.length; row += 1) {
    if (!view.visible(row) || (wanted && !wanted.has(row))) continue;
    if (rows.length === pageSize) return { rows, resumeAt: row };
    rows.push({ row, names: undefined });
  }
  return { rows };
}

function pageThroughLog<T extends Entity>(
  source: DeltaSource<T>,
  round: Round,
  wanted: ReadonlySet<number> | undefined,
  select: readonly string[] | undefined,
): DeltaPage {
  const changes = source.log.since(round.at);
  if (!changes) throw new Error('The position was checked when the token was read.');
  const rows = new Map<number, Set<string> | undefined>();
  for (const [offset, { row, names }] of changes.entries()) {
    if (round.at + offset >= round.next) break;
    if (wanted && !wanted.has(row)) continue;
    if (select && names && !names.some((name) => select.includes(name))) continue;
    if (rows.size === pageSize && !rows.has(row))
      return { rows: toDeltaRows(rows), resumeAt: round.at + offset };
    const known = rows.get(row);
    if (!names || (rows.has(row) && !known)) rows.set(row, undefined);
    else rows.set(row, new Set([...(known ?? []), ...names]));
  }
  return { rows: toDeltaRows(rows) };
}

function toDeltaRows(rows: ReadonlyMap<number, Set<string> | undefined>): DeltaRow[] {
  return [...rows].map(([row, names]) => ({ row, names }));
}

function readRound<T extends Entity>(source: DeltaSource<T>, request: DeltaRequest): Round {
  const { query } = request;
  const position = source.log.position;
  const token = query.get('$skiptoken') ?? query.get('$deltatoken');
  const now = source.clock.now();
  if (token && token !== 'latest') {
    const round = openRound(token, source.kind.name);
    if (
      !round ||
      now - round.issued > deltaTokenLifeMs ||
      !source.log.since(round.mode === 'full' ? round.next : round.at)
    )
      throw new GraphFault(
        410,
        'syncStateNotFound',
        'The sync state is not found or has expired. Start again.',
        {
          headers: { Location: `${request.url}?$deltatoken=` },
        },
      );
    // A new round of changes ends where the log ends now.
    return query.has('$deltatoken') ? { ...round, next: position } : round;
  }
  checkOptions(query);
  const kept = new URLSearchParams(query);
  kept.delete('$deltatoken');
  const mode = token === 'latest' ? 'changes' : 'full';
  return { query: kept.toString(), mode, at: mode === 'full' ? 0 : position, next: position, issued: now };
}

function openRound(token: string, kind: string): Round | undefined {
  const data = openToken(token);
  if (!Array.isArray(data) || data[0] !== 'delta' || data[1] !== kind) return undefined;
  return data[2] as Round;
}

function checkOptions(query: URLSearchParams): void {
  for (const name of query.keys())
    if (name.startsWith('$') && !['$select', '$filter', '$deltatoken', '$skiptoken'].includes(name))
      throw unsupportedQuery(`The query option '${name}' is not supported in a delta query.`);
}

function readIds(query: URLSearchParams): string[] | undefined {
  const text = query.get('$filter');
  if (text === null) return undefined;
  const ids = listIds(parseFilter(text));
  if (!ids) throw unsupportedQuery("A delta query can only be filtered by id, as in id eq '…' or id eq '…'.");
  if (ids.length > maxIds)
    throw unsupportedQuery(`A delta query can be filtered by at most ${String(maxIds)} ids.`);
  return ids;
}
