import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import type { VirtualRow, VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon, type IconName } from '../../../icons.js';
import type { UserListStrings } from '../../../localization/en/user-list.js';
import {
  isFailed,
  licenseSource,
  type DirectoryUser,
  type LicenseSource,
} from '../../../model/holding/user.js';
import type { SortColumn, SortOrder } from '../filters/select-users.js';
import { findFailedLicense, judgeUser, type UserState } from '../judge-user.js';
import { isEntitlement, type Column } from './columns.js';
import type { HeldWords } from './service-columns.js';

export interface GridParts {
  readonly strings: StringsController<UserListStrings>;
  readonly rows: VirtualRowsController<DirectoryUser>;
  readonly columns: readonly Column[];
  readonly order: SortOrder;
  readonly selected: ReadonlySet<string>;
  readonly allSelected: boolean;
  readonly openId: string;
  /** 0 is the check box, 1 the name, then the columns. */
  readonly activeColumn: number;
  /** What people have of the services that are shown. */
  readonly held: HeldWords;
  readonly hybrid: boolean;
  readonly reading: boolean;
  readonly onSort: (by: SortColumn) => void;
  readonly onToggle: (id: string) => void;
  readonly onToggleAll: (on: boolean) => void;
  /** @param skuId - the plan whose cell was meant; empty for another cell */
  readonly onOpen: (id: string, skuId: string) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onFocusin: (event: FocusEvent) => void;
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

const checkWidth = 34;
const nameWidth = 140;

/** The grid: a header that stays, and the rows in sight. */
export function renderGrid(parts: GridParts): unknown {
  const { strings, rows, columns, reading, onOpen, onKeydown, onFocusin } = parts;
  const widths = columns.map(({ id }) => (id === 'state' ? 146 : isEntitlement(id) ? 116 : 92));
  const tracks = widths.map((width) => `minmax(${width}px,1fr)`).join(' ');
  const narrowest = widths.reduce((sum, width) => sum + width, nameWidth + checkWidth);
  const template = `--columns:${checkWidth}px minmax(${nameWidth}px,1.6fr) ${tracks};--narrowest:${narrowest}px`;
  return html`<div
    part="grid"
    class="scroller"
    role="grid"
    aria-label=${strings.text.gridLabel}
    aria-rowcount=${rows.ariaRowCount}
    aria-colcount=${columns.length + 2}
    aria-multiselectable="true"
    aria-busy=${reading}
    .style=${template}
    @keydown=${onKeydown}
    @click=${(event: Event) => openClicked(event, onOpen)}
    @focusin=${onFocusin}
  >
    <div class="grid-row head" role="row" aria-rowindex="1">${renderHeader(parts)}</div>
    <div class="body" role="rowgroup" .style=${rows.bodyStyle}>
      ${repeat(
        rows.items,
        (item) => item.key,
        (item) => renderRow(parts, item),
      )}
    </div>
  </div>`;
}

/** A click on a row opens it, unless it was meant for the check box. */
function openClicked(event: Event, onOpen: GridParts['onOpen']): void {
  const element = event.target as HTMLElement;
  const row = element.closest<HTMLElement>('[data-user]');
  if (row && !element.closest('.check-cell')) onOpen(row.dataset['user'] ?? '', skuOf(event));
}

/** The plan in whose cell something happened; empty elsewhere. */
export function skuOf({ target }: Event): string {
  return (target as HTMLElement).closest<HTMLElement>('[data-sku]')?.dataset['sku'] ?? '';
}

function renderHeader(parts: GridParts): unknown {
  const { strings, columns, allSelected, onToggleAll } = parts;
  const { text } = strings;
  return html`<div role="columnheader" class="check-cell pinned" aria-label=${text.select}>
      <input
        type="checkbox"
        aria-label=${text.selectShown}
        .checked=${allSelected}
        @change=${(event: Event) => onToggleAll((event.target as HTMLInputElement).checked)}
      />
    </div>
    ${renderHeading(parts, text.name, 'name')}
    ${columns.map(({ label, id }) => renderHeading(parts, label, id))}`;
}

function renderHeading({ strings, order, onSort }: GridParts, label: string, sort: SortColumn): unknown {
  const sorted = order.by === sort;
  return html`<div
    role="columnheader"
    class=${sort === 'name' || sort === 'state' ? `pinned pinned-${sort}` : nothing}
    aria-sort=${sorted ? (order.descending ? 'descending' : 'ascending') : nothing}
  >
    <button class="sort" title=${label} aria-label=${strings.text.sortBy(label)} @click=${() => onSort(sort)}>
      <span>${label}</span>
      ${sorted ? icon('chevron', order.descending ? 'descending' : 'ascending') : nothing}
    </button>
  </div>`;
}

function renderRow(parts: GridParts, item: VirtualRow<DirectoryUser>): unknown {
  const { strings, columns, selected, openId, activeColumn, onToggle } = parts;
  const { row: user, tabIndex } = item;
  const isSelected = selected.has(user.id);
  const cell = (column: number) => ({
    active: column === activeColumn,
    tabIndex: column === activeColumn ? tabIndex : -1,
  });
  const check = cell(0);
  const name = cell(1);
  return html`<div
    role="row"
    class="grid-row ${openId === user.id ? 'open' : ''}"
    aria-rowindex=${item.ariaRowIndex}
    aria-selected=${isSelected}
    data-index=${item.index}
    data-user=${user.id}
    .style=${item.style}
  >
    <div
      role="gridcell"
      class="check-cell pinned"
      data-column="0"
      data-key=${check.active ? user.id : nothing}
      tabindex=${check.tabIndex}
    >
      <input
        type="checkbox"
        tabindex="-1"
        aria-label=${strings.text.selectUser(user.displayName)}
        .checked=${isSelected}
        @change=${() => onToggle(user.id)}
      />
    </div>
    <div
      role="rowheader"
      class="name pinned pinned-name"
      data-column="1"
      data-key=${name.active ? user.id : nothing}
      tabindex=${name.tabIndex}
      title=${user.displayName}
    >
      <bdi>${user.displayName}</bdi>
    </div>
    ${columns.map((column, index) => {
      const { active, tabIndex: reach } = cell(index + 2);
      return html`<div
        role="gridcell"
        class=${cellClass(parts, column, user)}
        data-column=${index + 2}
        data-key=${active ? user.id : nothing}
        data-label=${isEntitlement(column.id) ? column.label : nothing}
        data-sku=${column.skuId ?? nothing}
        tabindex=${reach}
      >
        ${renderCell(parts, column, user)}
      </div>`;
    })}
  </div>`;
}

function cellClass({ held }: GridParts, { id, skuId }: Column, user: DirectoryUser): string {
  if (id === 'state') return 'state-cell pinned pinned-state';
  if (!isEntitlement(id)) return 'text-cell';
  const has = skuId
    ? user.licenses.some((license) => license.skuId === skuId)
    : (held.get(id)?.has(user.id) ?? true);
  return has ? 'plan-cell' : 'plan-cell none';
}

function renderCell(
  { strings, held, hybrid }: GridParts,
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
    ? html`<span class="state bad">${icon('failed')} ${text.licenseError(failed.error)}</span>`
    : html`<span class="state">${icon(sourceIcons[source], 'muted')} ${text.sources[source]}</span>`;
}

/** What somebody has of a service; an ellipsis while that is read. */
function renderService(
  people: ReadonlyMap<string, string> | undefined,
  none: string,
  userId: string,
): unknown {
  if (!people) return '…';
  const words = people.get(userId);
  return words
    ? html`<span class="state">${icon('done', 'muted')} <bdi title=${words}>${words}</bdi></span>`
    : none;
}

function renderState(
  { text }: Pick<StringsController<UserListStrings>, 'text'>,
  user: DirectoryUser,
  hybrid: boolean,
): unknown {
  const state = judgeUser(user, hybrid);
  const [shape, tone] = stateIcons[state];
  const words = state === 'error' ? text.licenseError(findFailedLicense(user)?.error) : text.states[state];
  return html`<span class="state ${tone}">${icon(shape)} ${words}</span>`;
}
