import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon, type IconName } from '../../../icons.js';
import type { UserListStrings } from '../../../localization/en/people/user-list.js';
import {
  isFailed,
  licenseSource,
  type DirectoryUser,
  type LicenseSource,
} from '../../../model/holding/user.js';
import { renderGrid, type GridCells, type GridColumn } from '../../../ui/grid/render-grid.js';
import type { SortColumn, SortOrder } from '../filters/select-users.js';
import { findFailedLicense, judgeUser, type UserState } from '../judge-user.js';
import { isEntitlement, type Column } from './columns.js';
import type { HeldWords } from './service-columns.js';

export interface UserGridParts {
  readonly strings: StringsController<UserListStrings>;
  readonly rows: VirtualRowsController<DirectoryUser>;
  readonly columns: readonly Column[];
  readonly order: SortOrder;
  readonly selected: ReadonlySet<string>;
  readonly allSelected: boolean;
  readonly openId: string;
  /** The address of somebody's details in the host's pages, if it has one. */
  readonly hrefOf: (userId: string) => string | undefined;
  readonly cells: GridCells;
  /** What people have of the services that are shown. */
  readonly held: HeldWords;
  readonly hybrid: boolean;
  readonly reading: boolean;
  readonly onSort: (by: SortColumn) => void;
  readonly onToggle: (id: string) => void;
  readonly onToggleAll: (on: boolean) => void;
  /** @param skuId - the plan whose cell was meant; empty for another cell */
  readonly onOpen: (id: string, skuId: string) => void;
  readonly onKeydown: (user: DirectoryUser, event: KeyboardEvent) => void;
}

export const sourceIcons: Readonly<Record<LicenseSource, IconName>> = {
  direct: 'person',
  group: 'people',
  'direct-and-group': 'person-plus',
};

const stateIcons: Readonly<Record<UserState, readonly [shape: IconName, tone: string]>> = {
  error: ['failed', 'bad'],
  'sign-in-disabled': ['blocked', 'warn'],
  guest: ['person', 'muted'],
  'not-synced': ['not-yet', 'muted'],
  'licenses-unknown': ['attention', 'warn'],
  active: ['done', 'muted'],
  unlicensed: ['not-yet', 'muted'],
};

/** Everybody who matches, with the chosen columns. */
export function renderUsers(parts: UserGridParts): TemplateResult {
  const { strings, rows, columns, selected, allSelected, openId, cells, reading } = parts;
  const { text } = strings;
  return renderGrid({
    label: text.gridLabel,
    rows,
    cells,
    busy: reading,
    columns: [
      {
        name: text.name,
        isName: true,
        hrefOf: ({ id }) => parts.hrefOf(id),
        look: 'pinned pinned-name',
        width: 'minmax(10em,1.6fr)',
        cell: ({ displayName }) => html`<bdi title=${displayName}>${displayName}</bdi>`,
        ...renderHeading(parts, text.name, 'name'),
      },
      ...columns.map((column) => describeColumn(parts, column)),
    ],
    selection: {
      selected,
      all: allSelected,
      allLabel: text.selectShown,
      label: ({ displayName }) => text.selectUser(displayName),
      onToggle: parts.onToggle,
      onToggleAll: parts.onToggleAll,
    },
    rowLook: ({ id }) => (id === openId ? 'open' : ''),
    onRowClick: ({ id }, event) => parts.onOpen(id, skuOf(event)),
    onRowKeydown: parts.onKeydown,
  });
}

/** The plan in whose cell something happened; empty elsewhere. */
export function skuOf({ target }: Event): string {
  const cell = (target as HTMLElement).closest<HTMLElement>('[data-cell^="plan:"]');
  return cell?.dataset['cell']?.slice('plan:'.length) ?? '';
}

function describeColumn(parts: UserGridParts, column: Column): GridColumn<DirectoryUser> {
  const { id, label } = column;
  const isState = id === 'state';
  const width = isState ? 11 : isEntitlement(id) ? 9.5 : 6.6;
  return {
    id,
    name: label,
    label: isEntitlement(id) ? label : undefined,
    look: isState ? 'corner pinned pinned-state' : '',
    lookOf: (user) => lookOf(parts, column, user),
    width: `minmax(${width}em,1fr)`,
    cell: (user) => renderCell(parts, column, user),
    ...renderHeading(parts, label, id),
  };
}

function renderHeading(
  { strings, order, onSort }: UserGridParts,
  label: string,
  sort: SortColumn,
): Pick<GridColumn<DirectoryUser>, 'header' | 'sorted'> {
  const sorted = order.by !== sort ? undefined : order.descending ? 'descending' : 'ascending';
  return {
    sorted,
    header: html`<button
      class="sort"
      title=${label}
      aria-label=${strings.text.sortBy(label)}
      @click=${() => onSort(sort)}
    >
      <span>${label}</span>
      ${sorted ? icon('chevron', sorted) : nothing}
    </button>`,
  };
}

function lookOf({ held }: UserGridParts, { id, skuId }: Column, user: DirectoryUser): string {
  if (id === 'state') return '';
  if (!isEntitlement(id)) return 'muted wide-only';
  const has = skuId
    ? user.licenses.some((license) => license.skuId === skuId)
    : (held.get(id)?.has(user.id) ?? true);
  return has ? '' : 'muted wide-only';
}

function renderCell(
  { strings, held, hybrid }: UserGridParts,
  { id, skuId }: Column,
  user: DirectoryUser,
): unknown {
  const { text, format, common } = strings;
  switch (id) {
    case 'userPrincipalName':
    case 'department':
    case 'jobTitle':
      return html`<bdi title=${user[id] ?? ''}>${user[id] ?? common.none}</bdi>`;
    case 'country':
      return user.usageLocation ? format.country(user.usageLocation) : common.none;
    case 'state':
      return renderState(strings, user, hybrid);
    default:
      return skuId
        ? renderPlan(text, common.none, user, skuId)
        : renderService(held.get(id), common.none, user.id);
  }
}

/** Where a plan comes from; what went wrong with it instead, if something did. */
function renderPlan(text: UserListStrings, none: string, user: DirectoryUser, skuId: string): unknown {
  const source = licenseSource(user, skuId);
  if (!source) return user.licensesUnknown ? text.unknown : none;
  const failed = user.licenses.find((license) => license.skuId === skuId && isFailed(license));
  return failed
    ? renderWords('failed', 'bad', text.licenseError(failed.error))
    : renderWords(sourceIcons[source], '', text.sources[source]);
}

/** What somebody has of a service; an ellipsis while that is read. */
function renderService(
  people: ReadonlyMap<string, string> | undefined,
  none: string,
  userId: string,
): unknown {
  if (!people) return '…';
  const words = people.get(userId);
  return words ? renderWords('done', '', words) : none;
}

function renderState(
  { text }: Pick<StringsController<UserListStrings>, 'text'>,
  user: DirectoryUser,
  hybrid: boolean,
): unknown {
  const state = judgeUser(user, hybrid);
  const [shape, tone] = stateIcons[state];
  const words = state === 'error' ? text.licenseError(findFailedLicense(user)?.error) : text.states[state];
  return renderWords(shape, tone, words);
}

/** Words with an icon, which is muted beside words that are not. Where they don't fit, a pointer on them shows them whole. */
function renderWords(shape: IconName, tone: string, words: string): TemplateResult {
  return html`<span class="state ${tone}">
    ${icon(shape, tone ? '' : 'muted')} <bdi title=${words}>${words}</bdi>
  </span>`;
}
