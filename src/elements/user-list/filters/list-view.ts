import type { LicenseSource } from '../../../model/holding/user.js';
import type { ColumnId } from '../grid/columns.js';
import { userStates } from '../judge-user.js';
import type { SortColumn, SortOrder, UserFilters, YesNo } from './select-users.js';

/** What of the list can be shared: whom it shows, in which columns and order. */
export interface ListView {
  readonly filters: UserFilters;
  /** Undefined for the main columns. */
  readonly columns: readonly ColumnId[] | undefined;
  readonly order: SortOrder;
}

export const orderByName: SortOrder = { by: 'name', descending: false };

export const licenseSources: readonly LicenseSource[] = ['direct', 'group', 'direct-and-group'];

/** The filters that hold several values, by their name in the text. */
const lists = {
  plan: 'plans',
  source: 'sources',
  state: 'states',
  department: 'departments',
  country: 'countries',
  workspace: 'workspaces',
} as const;
const choices = ['licensed', 'enabled', 'synced'] as const;

const fixedColumns: readonly string[] = [
  'userPrincipalName',
  'department',
  'jobTitle',
  'country',
  'state',
] satisfies ColumnId[];
const sortable: readonly string[] = ['name', ...fixedColumns];
const isEntitlement = (id: string): boolean =>
  /^plan:[\w-]{1,64}$/.test(id) || /^service:[^\s:]{1,200}:[^\s:]{1,400}$/.test(id);

/** A view as the query of an address: `plan=…&state=error&sort=-department`. Empty when nothing is chosen. */
export function writeView({ filters, columns, order }: ListView): string {
  const query = new URLSearchParams();
  if (filters.text?.trim()) query.set('q', filters.text.trim());
  for (const [name, filter] of Object.entries(lists) as [
    keyof typeof lists,
    (typeof lists)[keyof typeof lists],
  ][])
    for (const value of filters[filter] ?? []) query.append(name, value);
  for (const name of choices) if (filters[name]) query.set(name, filters[name]);
  if (columns) query.set('columns', columns.join(' '));
  if (order.by !== orderByName.by || order.descending)
    query.set('sort', `${order.descending ? '-' : ''}${order.by}`);
  return query.toString();
}

/** Reads what `writeView` wrote. It may come from an address that anybody made: what is not known is left out. */
export function readView(text: string): ListView {
  const query = new URLSearchParams(text.replace(/^[?#]/, ''));
  const only = <T extends string>(name: string, known: readonly T[]): T[] =>
    known.filter((value) => query.getAll(name).includes(value));
  const all = (name: string): string[] => [...new Set(query.getAll(name))];
  const ids = (name: string): string[] => all(name).filter(Boolean);
  const words = query.get('q')?.trim();
  const found = {
    plans: ids('plan'),
    sources: only('source', licenseSources),
    states: only('state', userStates),
    departments: all('department'),
    countries: all('country').filter((code) => /^([A-Z]{2})?$/.test(code)),
    workspaces: ids('workspace'),
  };
  const filled = Object.entries(found).filter(([, values]) => values.length > 0);
  const answers = choices.flatMap((name) => {
    const [value] = only<YesNo>(name, ['yes', 'no']);
    return value ? [[name, value] as const] : [];
  });
  const columns = query.get('columns')?.split(' ');
  const [, minus = '', by = ''] = /^(-?)(.*)$/.exec(query.get('sort') ?? '') ?? [];
  return {
    filters: {
      ...(words ? { text: words } : {}),
      ...Object.fromEntries(filled),
      ...Object.fromEntries(answers),
    },
    columns: columns?.filter((id): id is ColumnId => fixedColumns.includes(id) || isEntitlement(id)),
    order: isSortColumn(by) ? { by, descending: minus !== '' } : orderByName,
  };
}

/** The same view without what was typed into the search, which may name a person. */
export function withoutSearch(view: ListView): ListView {
  const { text: _text, ...filters } = view.filters;
  return { ...view, filters };
}

function isSortColumn(text: string): text is SortColumn {
  return sortable.includes(text) || isEntitlement(text);
}
