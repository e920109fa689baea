import { html, nothing } from 'lit';
import type { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import { icon, type IconName } from '../../icons.js';
import type { PublishStrings } from '../../localization/en/publish-review.js';
import type { PublishWarning, UserChange } from '../../model/publish-plan.js';
import { isStuck } from '../../publishing/group-work.js';
import { renderRows } from './render-rows.js';
import type { Names, ReviewParts } from './review-parts.js';

export type ChangeFilter = 'any' | 'gets' | 'loses' | 'apps' | 'warned';
const filters: readonly ChangeFilter[] = ['any', 'gets', 'loses', 'apps', 'warned'];

export interface ChangesParts extends ReviewParts {
  readonly rows: VirtualRowsController<UserChange>;
  readonly count: number;
  readonly text: string;
  readonly filter: ChangeFilter;
  /** Only these users are shown, when set. */
  readonly only: ReadonlySet<string> | undefined;
  readonly onSearch: (text: string) => void;
  readonly onFilter: (filter: ChangeFilter) => void;
  readonly onShowAll: () => void;
  readonly onExport: () => void;
}

/** Every change, user by user: what is shown is what is sent. */
export function renderChanges(parts: ChangesParts): unknown {
  const { strings, review, count, text: search, filter, only, onSearch, onFilter, onShowAll } = parts;
  const { text } = strings;
  if (review.plan.changes.length === 0) return nothing;
  return html`<div class="stack tight" part="changes">
    <div class="row toolbar">
      <div class="section grow">${text.changesHeading}</div>
      ${
        only
          ? html`<button class="button small" @click=${onShowAll}>${icon('close')} ${text.showAll}</button>`
          : nothing
      }
      <label class="search">
        ${icon('search')}
        <span class="visually-hidden">${text.findUser}</span>
        <input
          type="search"
          placeholder=${text.findUser}
          .value=${search}
          @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
        />
      </label>
      <label class="field">
        <span class="visually-hidden">${text.filterChanges}</span>
        <select
          @change=${(event: Event) => onFilter((event.target as HTMLSelectElement).value as ChangeFilter)}
        >
          ${filters.map(
            (value) =>
              html`<option value=${value} .selected=${value === filter}>${text.filters[value]}</option>`,
          )}
        </select>
      </label>
    </div>
    ${count === 0 ? html`<p class="muted" role="status">${text.nobodyFound}</p>` : renderList(parts)}
    <div class="row spread">
      <span class="muted small number" role="status"
        >${text.shownCount(count, review.plan.changes.length)}</span
      >
      <button class="button quiet small" @click=${parts.onExport}>
        ${icon('export')} ${text.exportPlan}
      </button>
    </div>
  </div>`;
}

function renderList({ strings, rows, review, names }: ChangesParts): unknown {
  const { text } = strings;
  const warned = indexWarnings(review.plan.warnings);
  return renderRows(rows, text.changesHeading, [
    { name: text.user, look: 'name', cell: ({ displayName }) => html`<bdi>${displayName}</bdi>` },
    {
      name: text.department,
      look: 'muted',
      cell: ({ department }) => (department ? html`<bdi>${department}</bdi>` : nothing),
    },
    { name: text.changes, cell: (change) => renderChange(text, change, names) },
    {
      name: text.goodToKnow,
      look: 'muted',
      cell: (change) => renderNotes(strings, review, change, warned.get(change.userId) ?? []),
    },
  ]);
}

/** Plus what is given, minus what is taken, a pencil where only apps change. Screen readers hear words. */
export function renderChange(
  text: PublishStrings,
  change: Pick<
    UserChange,
    'addLicenses' | 'changedPlans' | 'removeLicenses' | 'addServices' | 'removeServices'
  >,
  names: Names,
): unknown {
  const changed = new Set(change.changedPlans);
  const item = (shape: IconName, tone: string, verb: string, name: string) =>
    html`<li class="change">
      ${icon(shape, tone)}<span class="visually-hidden">${verb}</span> <span>${name}</span>
    </li>`;
  return html`<ul class="changes">
    ${change.addLicenses.map(({ skuId }) =>
      changed.has(skuId)
        ? item('pencil', 'info', text.changeApps, names.plan(skuId))
        : item('plus', 'ok', text.assign, names.plan(skuId)),
    )}
    ${change.addServices.map((service) => item('plus', 'ok', text.assign, names.service(service)))}
    ${change.removeLicenses.map((skuId) => item('minus', 'bad', text.take, names.plan(skuId)))}
    ${change.removeServices.map((service) => item('minus', 'bad', text.take, names.service(service)))}
  </ul>`;
}

function renderNotes(
  { text, format }: ReviewParts['strings'],
  { workspace: { published, draft, deleting }, plan }: ReviewParts['review'],
  change: UserChange,
  warnings: readonly PublishWarning['kind'][],
): unknown {
  const { userId, setUsageLocation } = change;
  const loss = warnings.includes('mailbox-lost')
    ? text.mailboxLost
    : warnings.includes('mailbox-shrinks')
      ? text.mailboxSmaller
      : warnings.includes('sole-license-removed')
        ? text.lastLicense
        : undefined;
  const subscribed = !deleting && draft.subscribers.includes(userId);
  const note = setUsageLocation
    ? text.locationSet(format.country(setUsageLocation))
    : subscribed
      ? published?.subscribers.includes(userId)
        ? plan.group && isStuck(change, plan.group)
          ? text.triedAgain
          : ''
        : text.newSubscriber
      : text.leaving;
  return loss ? html`<span class="state warn">${icon('attention')} ${loss}</span> ${note}` : note;
}

function indexWarnings(
  warnings: readonly PublishWarning[],
): ReadonlyMap<string, readonly PublishWarning['kind'][]> {
  const byUser = new Map<string, PublishWarning['kind'][]>();
  for (const { kind, userIds } of warnings)
    for (const id of userIds) byUser.set(id, [...(byUser.get(id) ?? []), kind]);
  return byUser;
}

/** The changes that match the search and the filter, in the order in which they are made. */
export function selectChanges(
  changes: readonly UserChange[],
  warnings: readonly PublishWarning[],
  search: string,
  filter: ChangeFilter,
  only: ReadonlySet<string> | undefined,
): readonly UserChange[] {
  const words = search.trim().toLowerCase();
  const warned = filter === 'warned' ? indexWarnings(warnings) : undefined;
  return changes.filter((change) => {
    if (only && !only.has(change.userId)) return false;
    if (
      words &&
      ![change.displayName, change.userPrincipalName, change.department ?? ''].some((value) =>
        value.toLowerCase().includes(words),
      )
    )
      return false;
    switch (filter) {
      case 'any':
        return true;
      case 'gets':
        return change.addLicenses.length > change.changedPlans.length || change.addServices.length > 0;
      case 'loses':
        return change.removeLicenses.length + change.removeServices.length > 0;
      case 'apps':
        return change.changedPlans.length > 0;
      case 'warned':
        return warned?.has(change.userId) ?? false;
    }
  });
}
