import type { EmulatorClock } from '../../clock.js';
import { GraphFault } from '../../graph-error.js';
import type { EntityKind } from '../entity-kind.js';
import type { DeltaRequest, DeltaResult, Entity, TrackedRelationship, WireObject } from '../entity.js';
import { listIds } from '../filter/filter-ids.js';
import { parseFilter } from '../filter/filter-parser.js';
import { openToken, sealToken } from '../page-token.js';
import { unsupportedQuery } from '../query-fault.js';
import type { RowView } from '../rows/row-view.js';
import { parseSelect } from '../select.js';
import { deltaTokenLifeMs, type ChangedLink, type DeltaLog } from './delta-log.js';

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
  readonly tracked: Readonly<Record<string, TrackedRelationship>>;
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
  const asked = readSelect(source, query.get('$select'));
  const wanted = ids && new Set(ids.flatMap((id) => source.view.numberOf(id) ?? []));
  const page =
    round.mode === 'full'
      ? pageThroughAll(source, round, wanted)
      : pageThroughLog(source, round, wanted, asked);
  const items = page.rows.map((row) => {
    const entity = source.view.visible(row.row);
    if (!entity)
      return { id: source.view.idOf(row.row), '@removed': { reason: source.log.reasonOf(row.row) } };
    const { names } = asked;
    const shown = request.minimal && row.names ? names.filter((name) => row.names?.has(name)) : names;
    return {
      ...source.project(entity, shown),
      id: entity.id,
      ...describeLinks(source, asked, entity.id, row),
    };
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

/** What a change query asks about. */
interface Asked {
  /** Properties to show. */
  readonly names: readonly string[];
  /** Relationships to tell of. */
  readonly relationships: readonly string[];
  /** True when only changes of these bring an entity in; false without `$select`, for every property. */
  readonly selected: boolean;
}

interface DeltaRow {
  readonly row: number;
  /** The properties that changed; undefined = all. */
  readonly names: ReadonlySet<string> | undefined;
  /** What came to relationships and went, the last word on each. */
  readonly links: ReadonlyMap<string, ChangedLink>;
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
    rows.push({ row, names: undefined, links: new Map() });
  }
  return { rows };
}

function pageThroughLog<T extends Entity>(
  source: DeltaSource<T>,
  round: Round,
  wanted: ReadonlySet<number> | undefined,
  asked: Asked,
): DeltaPage {
  const changes = source.log.since(round.at);
  if (!changes) throw new Error('The position was checked when the token was read.');
  const rows = new Map<number, { names: Set<string> | undefined; links: Map<string, ChangedLink> }>();
  for (const [offset, { row, names, link }] of changes.entries()) {
    if (round.at + offset >= round.next) break;
    if (wanted && !wanted.has(row)) continue;
    if (names && !isAsked(asked, names, link)) continue;
    const known = rows.get(row);
    if (!known && rows.size === pageSize) return { rows: toDeltaRows(rows), resumeAt: round.at + offset };
    const links = known?.links ?? new Map<string, ChangedLink>();
    if (link) links.set(`${link.relationship}/${link.id}`, link);
    const all = !names || (known && !known.names);
    rows.set(row, { names: all ? undefined : new Set([...(known?.names ?? []), ...names]), links });
  }
  return { rows: toDeltaRows(rows) };
}

function isAsked(asked: Asked, names: readonly string[], link: ChangedLink | undefined): boolean {
  if (link) return asked.relationships.includes(link.relationship);
  return !asked.selected || names.some((name) => asked.names.includes(name));
}

function toDeltaRows(rows: ReadonlyMap<number, Omit<DeltaRow, 'row'>>): DeltaRow[] {
  return [...rows].map(([row, change]) => ({ row, ...change }));
}

/** Relationships may be selected like properties: `$select=displayName,members`. */
function readSelect<T extends Entity>({ kind, tracked }: DeltaSource<T>, select: string | null): Asked {
  if (select === null)
    return {
      names: parseSelect(kind, null, 'list'),
      relationships: Object.keys(tracked).filter((name) => tracked[name]?.byDefault),
      selected: false,
    };
  const all = select.split(',').map((name) => name.trim());
  const properties = all.filter((name) => !tracked[name]);
  return {
    names: properties.length > 0 ? parseSelect(kind, properties.join(), 'list') : [],
    relationships: all.filter((name) => tracked[name]),
    selected: true,
  };
}

/**
 * `members@delta`: who is there, for an entity that is told whole; else who came, and who went with `@removed`.
 *
 * @see https://learn.microsoft.com/graph/delta-query-groups
 */
function describeLinks<T extends Entity>(
  { tracked }: DeltaSource<T>,
  { relationships }: Asked,
  id: string,
  { names, links }: DeltaRow,
): WireObject {
  const told: WireObject = {};
  for (const relationship of relationships) {
    const rules = tracked[relationship];
    if (!rules) continue;
    const changed: readonly ChangedLink[] = names
      ? [...links.values()].filter((link) => link.relationship === relationship)
      : [...rules.idsOf(id)].map((other) => ({ relationship, id: other, present: true }));
    if (changed.length > 0)
      told[`${relationship}@delta`] = changed.map((link) => ({
        '@odata.type': `#microsoft.graph.${rules.typeOf(link.id)}`,
        id: link.id,
        ...(link.present ? {} : { '@removed': { reason: 'deleted' } }),
      }));
  }
  return told;
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
